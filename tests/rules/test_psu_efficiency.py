"""psu-efficiency: watts at the wall."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "psu-efficiency"


def rig(load_w: float | None, grade: str | None, psu_w: float = 1000) -> Build:
    card = {} if load_w is None else {"board_power_w": load_w}
    facts: dict[str, object] = {"ratings": [record(volts_min=100, volts_max=240, watts=psu_w)]}
    facts |= {} if grade is None else {"efficiency": grade}
    return build(item("gpu", **card), item("psu", **facts), site=Site(circuits=(Circuit(120, 15),)))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(200, "gold"), ["passed"], "200 W DC at 87.0 %", id="exactly the first point"),
        pytest.param(rig(199, "gold"), ["info"], "certified from 20.0 %", id="just under the first point"),
        pytest.param(rig(100, "titanium"), ["passed"], "90.0 %", id="titanium is certified from a tenth"),
        pytest.param(rig(800, "platinum"), ["passed"], "90.2 %", id="between the points"),
        pytest.param(rig(500, None), ["unknown"], "500 W", id="unknown grade"),
        pytest.param(rig(None, "gold"), ["unknown"], "isn't known", id="unknown load"),
    ],
)
def test_psu_efficiency(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
