"""circuit-continuous: amperes against the breaker."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "circuit-continuous"

LABEL = [record(volts_min=100, volts_max=240, watts=6000)]


def rig(
    load_w: float | None, volts: float, amps: float | None, region: str | None = None, other_w: float | None = None
) -> Build:
    """A supply of no grade's own table would be 80 % efficient: a white one is, at every load on 115 V."""
    card = {} if load_w is None else {"board_power_w": load_w}
    circuit = Circuit(volts, amps, other_load_w=other_w)
    psu = item("psu", ratings=LABEL, efficiency="white")
    return build(item("gpu", **card), psu, site=Site(circuits=(circuit,), region=region))


def ungraded(load_w: float) -> Build:
    psu = item("psu", ratings=LABEL)
    return build(item("gpu", board_power_w=load_w), psu, site=Site(circuits=(Circuit(120, 15),)))


def two_feeds(load_w: float, amps: float) -> Build:
    psus = item("psu", 4, ratings=LABEL, efficiency="titanium", redundant=True)
    site = Site(circuits=(Circuit(240, amps), Circuit(240, amps)))
    return build(item("gpu", board_power_w=load_w), psus, site=site, choices=Choices(psu_redundancy="2+2"))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(1152, 120, 15), ["info"], "0 A are left", id="120 V 15 A, exactly"),
        pytest.param(rig(1153, 120, 15), ["error"], "more than 0.8 × 15 A = 12 A", id="120 V 15 A, just over"),
        pytest.param(rig(1008, 120, 15), ["passed"], "10.5 A of 0.8", id="exactly seven tenths"),
        pytest.param(rig(1009, 120, 15), ["info"], "are left", id="just over seven tenths"),
        pytest.param(rig(1153, 120, 20), ["passed"], "= 16 A", id="120 V 20 A"),
        pytest.param(rig(1008, 120, 15, other_w=240), ["error"], "2 A of other load", id="with other load"),
        pytest.param(rig(2700, 230, 16), ["warning"], "for hours on end", id="Europe, beyond four fifths"),
        pytest.param(rig(3200, 230, 16), ["error"], "the breaker's 16 A", id="Europe, beyond the breaker"),
        pytest.param(rig(2700, 230, 16, region="US"), ["error"], "0.8 × 16 A", id="the same by American code"),
        pytest.param(rig(1000, 120, None), ["info"], "wasn't said", id="unknown breaker"),
        pytest.param(rig(None, 120, 8), ["unknown"], "what isn't known", id="unknown card"),
        pytest.param(rig(None, 240, 50), ["passed"], "A of 0.8", id="unknown card, wide enough for any"),
        pytest.param(ungraded(1150), ["info"], "are left", id="unknown grade, enough for any"),
        pytest.param(ungraded(1300), ["unknown"], "isn't known", id="unknown grade decides"),
        pytest.param(ungraded(1400), ["error"], "more than", id="unknown grade, too much for any"),
        pytest.param(two_feeds(3500, 20), ["passed"], "16 A", id="each feed alone carries it"),
        pytest.param(two_feeds(3700, 20), ["error"], "when the other feed fails", id="one feed alone doesn't"),
    ],
)
def test_circuit_continuous(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


def test_three_phases() -> None:
    psu = item("psu", ratings=LABEL, efficiency="white")
    rig = build(item("gpu", board_power_w=4000), psu, site=Site(circuits=(Circuit(208, 30, phases=3),)))
    (found,) = outcomes(RULE, rig)
    # 4,000 W behind 84 % are 4,762 W; divided by 208 V × √3 they are 13.22 A.
    assert "4,762 W at 208 V three-phase = 13.22 A" in found.message
