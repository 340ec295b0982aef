"""plug-coupler-rating: couplers and wall sockets."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "plug-coupler-rating"

LABEL = [record(volts_min=100, volts_max=240, watts=6000)]


def rig(load_w: float, inlet: str | None, circuit: Circuit, region: str | None = None) -> Build:
    plug = {} if inlet is None else {"inlet": inlet}
    psu = item("psu", ratings=LABEL, efficiency="white", **plug)
    return build(item("gpu", board_power_w=load_w), psu, site=Site(circuits=(circuit,), region=region))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(1440, "c14", Circuit(120, 30)), ["passed"], "carry 15 A", id="C14 in America, exactly"),
        pytest.param(rig(1441, "c14", Circuit(120, 30)), ["error"], "carry 15 A", id="C14 in America, just over"),
        pytest.param(rig(1850, "c14", Circuit(230, 16)), ["passed"], "carry 10 A", id="C14 elsewhere, just under"),
        pytest.param(rig(2000, "c14", Circuit(230, 16)), ["error"], "carry 10 A", id="C14 elsewhere, over"),
        pytest.param(rig(2000, "c20", Circuit(230, 16)), ["info"], "C19", id="C20 takes it and wants its cord"),
        pytest.param(rig(2000, None, Circuit(230, 16)), ["unknown"], "inlet", id="unknown inlet"),
        pytest.param(
            rig(1000, None, Circuit(230, 16)), ["passed"], "every usual inlet", id="unknown inlet, any will do"
        ),
        pytest.param(
            rig(1152, "c14", Circuit(120, 20, receptacle="5-15")), ["passed"], "12 A", id="a 5-15 socket, exactly"
        ),
        pytest.param(
            rig(1153, "c14", Circuit(120, 20, receptacle="5-15")), ["error"], "12 A", id="a 5-15 socket, just over"
        ),
        pytest.param(rig(500, "c14", Circuit(240, 20, receptacle="5-20")), ["error"], "125 V", id="a socket for 125 V"),
        pytest.param(
            rig(500, "c14", Circuit(240, 30, receptacle="L6-20")), ["error"], "30 A breaker", id="L6-20 on 30 A"
        ),
        pytest.param(rig(500, "c14", Circuit(240, 30, receptacle="L6-30P")), ["passed"], "L6-30", id="L6-30 on 30 A"),
        pytest.param(
            rig(1400, "c14", Circuit(120, 15, receptacle="5-15")),
            ["passed"],
            "15 A breaker",
            id="the breaker is the limit",
        ),
        pytest.param(rig(500, "c14", Circuit(230, 16, receptacle="Schuko")), ["passed"], "Schuko", id="Schuko"),
    ],
)
def test_plug_coupler_rating(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
