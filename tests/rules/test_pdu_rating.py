"""pdu-rating: currents, plugs and outlets of PDUs."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "pdu-rating"

LABEL = [record(volts_min=100, volts_max=240, watts=6000)]
C13, C19 = record(type="C13", count=8), record(type="C19", count=2)


def rig(
    load_w: float, *, inlet: str | None = "c14", psus: int = 1, pdus: int = 1, circuits: int = 2, **pdu: object
) -> Build:
    plug = {} if inlet is None else {"inlet": inlet}
    supplies = item("psu", psus, ratings=LABEL, efficiency="white", redundant=psus > 1, **plug)
    strip = item("pdu", pdus, **{"outlets": [C13, C19], "continuous_a": 16, "volts": 240} | pdu)
    site = Site(circuits=(Circuit(240, 20, receptacle="L6-20"),) * circuits)
    choices = Choices(psu_redundancy="2+2" if psus == 4 else None)
    return build(item("gpu", board_power_w=load_w), supplies, strip, site=site, choices=choices)


def rated(circuits: tuple[Circuit, ...] = (Circuit(240, 20),), **pdu: object) -> Build:
    """595 W at the wall: 2.48 A."""
    psu = item("psu", ratings=LABEL, efficiency="white", inlet="c14")
    return build(
        item("gpu", board_power_w=500),
        psu,
        item("pdu", **{"outlets": [C13], "volts": 240} | pdu),
        site=Site(circuits=circuits),
    )


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(3100), ["passed"], "which carries 16 A", id="just under"),
        pytest.param(rig(3500), ["error"], "which carries 16 A", id="just over"),
        pytest.param(rig(5000, psus=2, pdus=2), ["passed"], "16 A", id="two share the load"),
        pytest.param(rig(5000, pdus=2), ["error"], "16 A", id="one supply hangs on one of two"),
        pytest.param(rig(3500, psus=4, pdus=2), ["error"], "16 A", id="two that must replace each other"),
        pytest.param(rated(rated_a=20), ["passed"], "16 A to 20 A by its rating", id="by the rating alone"),
        pytest.param(rated(rated_a=3), ["unknown"], "2.4 A to 3 A", id="the rating leaves it open"),
        pytest.param(rated(rated_a=2.4), ["error"], "1.92 A to 2.4 A", id="beyond the whole rating"),
        pytest.param(rated(circuits=(), volts=None), ["info"], "no circuit was named", id="unknown voltage"),
        pytest.param(rated(), ["unknown"], "isn't known", id="unknown rating"),
        pytest.param(
            rig(500, inlet="c20", psus=2, circuits=1), ["passed"], "finds an outlet", id="C19 for each C20, exactly"
        ),
        pytest.param(rig(500, inlet="c20", psus=3, circuits=1), ["error"], "1 of 3 supplies", id="a C19 short"),
        pytest.param(rig(500, psus=11, circuits=1), ["error"], "8 × C13 and 2 × C19", id="an outlet short"),
        pytest.param(
            rig(500, inlet=None, psus=2, circuits=1),
            ["passed"],
            "finds an outlet",
            id="unknown inlets, enough of either",
        ),
        pytest.param(rig(500, inlet=None, psus=3, circuits=1), ["unknown"], "inlets", id="unknown inlets decide"),
        pytest.param(rig(500, psus=3), ["passed"], "1 on a circuit without a PDU", id="the other circuit's socket"),
        pytest.param(rig(500, outlets=None), ["unknown"], "inlets and outlets", id="unknown outlets"),
        pytest.param(rig(500, volts=120), ["error"], "made for 120 V", id="another voltage"),
        pytest.param(rig(500, volts=None), ["unknown"], "240 V isn't known", id="made for no voltage that is known"),
        pytest.param(rig(500, volts=None, input_plug="L6-20P"), ["passed"], "outlet", id="a 250 V plug"),
        pytest.param(rig(500, volts=None, input_plug="IEC C20"), ["passed"], "outlet", id="an IEC cord"),
        pytest.param(
            rated((Circuit(120, 20),), volts=None, continuous_a=16, input_plug="IEC C20"),
            ["unknown"],
            "120 V isn't known",
            id="an IEC cord on 120 V",
        ),
        pytest.param(
            rated((Circuit(240, 20),), volts=None, continuous_a=16, input_plug="5-20P"),
            ["error"],
            "5-20P plug",
            id="125 V plug on 240 V",
        ),
        pytest.param(rig(500, input_plug="L6-30P"), ["error"], "L6-30", id="another plug"),
        pytest.param(rig(500, input_plug="L6-20P"), ["passed"], "finds an outlet", id="the socket's plug"),
    ],
)
def test_pdu_rating(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
