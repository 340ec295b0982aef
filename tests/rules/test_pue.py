"""pue: what the cooler adds."""

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "pue"


def rig(
    cooling_w: float | None, electrical_w: float | None, board_power_w: float | None = 350, kind: str = "chiller"
) -> Build:
    ratings = [record(volts_min=200, volts_max=240, watts=2000)]
    return build(
        item("gpu", 4, board_power_w=board_power_w),
        item("psu", ratings=ratings, efficiency="platinum"),
        item("chiller", kind=kind, cooling_w=cooling_w, electrical_w=electrical_w),
    )


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(1000, 49), ["info"], "too good to be true", id="just under 1.05"),
        pytest.param(rig(1000, 51), ["passed"], "= 1.05", id="just over 1.05"),
        pytest.param(rig(1000, 600), ["passed"], "= 1.60", id="exactly 1.6"),
        pytest.param(rig(1000, 601), ["info"], "warm water", id="just over 1.6"),
        pytest.param(rig(None, 600), ["unknown"], "depends", id="unknown cooling"),
        pytest.param(rig(1000, None), ["unknown"], "depends", id="unknown electrical power"),
        pytest.param(
            rig(1000, None, kind="room"), ["passed"], "between 1.15 and 1.50", id="an air conditioner's bounds"
        ),
        pytest.param(rig(1000, 300, None), ["unknown"], "depends", id="unknown rig"),
        pytest.param(build(item("gpu", board_power_w=350), item("psu")), [], "", id="no cooler"),
    ],
)
def test_pue(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
