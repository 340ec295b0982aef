"""loop-volume: litres for the heat."""

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "loop-volume"


def loop(volume_l: float | None, watts: float | None = 500, reservoirs: int = 1) -> Build:
    cards = item("gpu", 4, board_power_w=watts, cooling="loop", made_cooling="axial")
    return build(cards, item("reservoir", reservoirs, volume_l=volume_l))


@pytest.mark.parametrize(
    ("loop", "expected", "words"),
    [
        pytest.param(loop(0.99), ["info"], "asks for 1.0 L", id="just under"),
        # 1 L × 0.9982 × 4,182 × 10 ÷ 2,000 W = 20.9 s.
        pytest.param(loop(1), ["passed"], "in 21 s", id="exactly"),
        pytest.param(loop(1.01), ["passed"], "1.01 L", id="just over"),
        pytest.param(loop(0.5, reservoirs=2), ["passed"], "1 L for", id="two reservoirs"),
        pytest.param(loop(None), ["unknown"], "depends on its volume", id="unknown volume"),
        pytest.param(loop(1, None), ["unknown"], "the loop's heat", id="unknown heat"),
        pytest.param(
            build(item("gpu", 4, board_power_w=500, cooling="loop", made_cooling="axial")),
            ["info"],
            "1.0 L of it",
            id="none listed",
        ),
        pytest.param(build(item("gpu", 4, board_power_w=500)), [], "", id="no loop"),
    ],
)
def test_loop_volume(loop: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, loop) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, loop))
