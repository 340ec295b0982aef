"""ups-sizing: watts, volt-amperes and the wave."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "ups-sizing"


C19 = [record(type="C19", count=1)]


def rig(load_w: float, inlet: str = "c20", supplies: int = 1, units: int = 1, **ups: object) -> Build:
    label = [record(volts_min=100, volts_max=240, watts=6000)]
    psu = item("psu", supplies, ratings=label, efficiency="white", inlet=inlet, redundant=supplies > 1)
    site = Site(circuits=(Circuit(120, 50),))
    return build(
        item("gpu", board_power_w=load_w),
        psu,
        item("ups", units, **{"pure_sine": True, "outlets": C19} | ups),
        site=site,
    )


def plain(**ups: object) -> Build:
    label = [record(volts_min=100, volts_max=240, watts=6000)]
    psu = item("psu", ratings=label, efficiency="white", inlet="c20")
    return build(item("gpu", board_power_w=800), psu, item("ups", watts=2000, va=2000, outlets=C19, **ups))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(800, watts=1250, va=1390), ["passed"], "1,389 VA with headroom", id="exactly, with headroom"),
        pytest.param(rig(800, watts=1249, va=1390), ["warning"], "little headroom", id="just under the headroom"),
        pytest.param(rig(800, watts=1250, va=1380), ["warning"], "little headroom", id="volt-amperes just under"),
        pytest.param(rig(800, watts=1000, va=1400), ["warning"], "1,000 W", id="exactly full"),
        pytest.param(rig(800, watts=999, va=1400), ["error"], "999 W", id="just over"),
        pytest.param(rig(800), ["unknown"], "isn't known", id="unknown size"),
        pytest.param(rig(800, va=900), ["error"], "900 VA", id="unknown watts, too few volt-amperes"),
        pytest.param(rig(800, va=1500), ["unknown"], "its watts decide", id="unknown watts"),
        pytest.param(rig(800, va=1000), ["unknown"], "its watts decide", id="unknown watts, volt-amperes exactly"),
        pytest.param(
            rig(1600, supplies=2, units=2, watts=1250, va=1390),
            ["passed"],
            "each at the wall",
            id="a UPS for each supply",
        ),
        pytest.param(rig(800, units=2, watts=999, va=1400), ["error"], "1,000 W each", id="one supply, one UPS idle"),
        pytest.param(
            rig(800, supplies=2, watts=1250, va=1390),
            ["warning"],
            "1 of 2 supplies find no outlet",
            id="an outlet short",
        ),
        pytest.param(rig(800, "c14", watts=1250, va=1390), ["warning"], "1 × C19", id="another kind of outlet"),
        pytest.param(
            rig(800, outlets=None, watts=1250, va=1390), ["unknown"], "inlets and outlets", id="unknown outlets"
        ),
        pytest.param(plain(), ["unknown"], "sine", id="unknown wave"),
        pytest.param(plain(topology="online"), ["passed"], "headroom", id="online"),
        pytest.param(plain(pure_sine=False), ["warning"], "stepped wave", id="stepped wave"),
    ],
)
def test_ups_sizing(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
