"""gpu-temp-limits: the room against a card's inlet limit."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Site, build, item
from tests.rules.harness import outcomes, severities

RULE = "gpu-temp-limits"


def rig(room_c: float | None, **gpu: object) -> Build:
    return build(item("gpu", **{"made_cooling": "passive"} | gpu), site=Site(room_c=room_c))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(30, max_inlet_c=30), ["passed"], "30 °C", id="exactly"),
        pytest.param(rig(30.1, max_inlet_c=30), ["warning"], "30.1 °C", id="just over"),
        pytest.param(rig(36), ["unknown"], "36 °C", id="hot room, unknown limit"),
        pytest.param(rig(35), [], "", id="usual room, unknown limit"),
        pytest.param(rig(None, max_inlet_c=30), [], "", id="room not described"),
        pytest.param(rig(38, max_inlet_c=30, cooling="loop"), [], "", id="water doesn't breathe"),
    ],
)
def test_gpu_temp_limits(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
