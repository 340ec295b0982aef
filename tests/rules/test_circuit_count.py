"""circuit-count: circuits of one size for the whole rig."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "circuit-count"


def rig(load_w: float | None, psus: int = 1) -> Build:
    card = {} if load_w is None else {"board_power_w": load_w}
    label = [record(volts_min=100, volts_max=240, watts=4000)]
    supplies = item("psu", psus, ratings=label, efficiency="white", redundant=psus > 1)
    return build(item("gpu", **card), supplies, site=Site(circuits=(Circuit(120, 20),)))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(1536), ["passed"], "one circuit is enough", id="exactly one"),
        pytest.param(rig(1537), ["info"], "needs 2 such circuits", id="just over one"),
        pytest.param(rig(None), ["passed"], "one circuit", id="unknown card, one is enough for any"),
        pytest.param(rig(500, psus=2), ["info"], "7 mA", id="two supplies leak"),
    ],
)
def test_circuit_count(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
