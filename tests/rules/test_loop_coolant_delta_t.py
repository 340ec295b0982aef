"""loop-coolant-delta-t: 350 W warm 1 L/min of water by 5.03 K."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "loop-coolant-delta-t"


def loop(cards: int, watts: float | None, lpm: float | None, *more: Item) -> Build:
    gpus = item("gpu", cards, board_power_w=watts, cooling="loop", made_cooling="passive")
    return build(gpus, item("radiator", w_per_k=500), *more, choices=Choices(loop_lpm=lpm))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(
            loop(4, 350, 1.35), ["passed"], "4 × 350 W = 1,400 W at 1.35 L/min: 14.91 K", id="just under the loop limit"
        ),
        pytest.param(loop(4, 350, 1.34), ["warning"], "15.02 K", id="just over the loop limit"),
        pytest.param(loop(1, 695, 1), ["passed"], "9.99 K", id="just under the block limit"),
        pytest.param(loop(1, 697, 1), ["warning"], "10.02 K", id="just over the block limit"),
        pytest.param(loop(1, 680, 1, item("coolant", glycol_pct=25)), ["warning"], "10.00 K", id="glycol carries less"),
        pytest.param(loop(1, 680, 1, item("coolant")), ["unknown"], "glycol", id="unknown coolant"),
        pytest.param(loop(1, 350, 1, item("coolant")), ["passed"], "5.15 K", id="any coolant will do"),
        pytest.param(loop(4, 350, None), ["unknown"], "1.3 L/min", id="unknown flow"),
        pytest.param(loop(4, None, 6), ["unknown"], "heat", id="unknown heat"),
        pytest.param(build(item("gpu", board_power_w=350)), [], "", id="no loop"),
    ],
)
def test_loop_coolant_delta_t(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
