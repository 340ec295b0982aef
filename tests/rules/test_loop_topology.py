"""loop-topology: blocks in series or side by side."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "loop-topology"


def loop(blocks: int, watts: float | None, lpm: float | None) -> Build:
    cards = item("gpu", blocks, board_power_w=watts, cooling="loop", made_cooling="axial")
    return build(cards, choices=Choices(loop_lpm=lpm))


@pytest.mark.parametrize(
    ("loop", "expected", "words"),
    [
        # 4 × 347 W at 4 L/min: 1,388 ÷ (4 ÷ 60 × 0.9982 × 4,182) = 4.99 K.
        pytest.param(loop(4, 347, 4), ["passed"], "5.0 K", id="just under in series"),
        pytest.param(loop(4, 348, 4), ["info"], "side by side on a manifold", id="just over in series"),
        pytest.param(loop(4, 200, 4), ["passed"], "= 1.00 L/min", id="exactly one litre each"),
        pytest.param(loop(4, 200, 3.9), ["info"], "keep them in series", id="just under one litre each"),
        pytest.param(loop(8, 600, 6), ["info"], "neither is good", id="neither"),
        pytest.param(loop(4, 347, None), ["info"], "4.0 L/min of water", id="no flow said"),
        pytest.param(loop(4, None, 4), ["unknown"], "depends on their heat", id="unknown heat"),
        pytest.param(loop(1, 600, 1), [], "", id="one block"),
        pytest.param(build(item("gpu", 2)), [], "", id="no loop"),
    ],
)
def test_loop_topology(loop: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, loop) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, loop))
