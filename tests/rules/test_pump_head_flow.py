"""pump-head-flow: blocks on pumps."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "pump-head-flow"


def loop(blocks: int, pumps: int, lpm: float | None = None, **pump: object) -> Build:
    gpus = item("gpu", blocks, board_power_w=300, cooling="loop", made_cooling="passive")
    listed = [item("pump", pumps, **{"head_m": 3.9, "flow_l_h": 1500} | pump)] if pumps else []
    return build(gpus, *listed, choices=Choices(loop_lpm=lpm))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(loop(3, 1), ["passed"], "3 blocks on one pump", id="three in series"),
        pytest.param(loop(4, 1, 6), ["info"], "in parallel", id="four need branches"),
        pytest.param(loop(8, 1, 8), ["info"], "8 L/min together", id="eight branches exactly"),
        pytest.param(loop(9, 1, 9), ["warning"], "8.0 in parallel", id="nine are too many"),
        pytest.param(loop(6, 1, 5.9), ["warning"], "0.98 L/min", id="branches just too thin"),
        pytest.param(loop(6, 1, 6), ["info"], "in parallel", id="branches exactly enough"),
        pytest.param(loop(5, 2, 6), ["passed"], "6.0 in series", id="build C"),
        pytest.param(loop(1, 1, 3.7), ["warning"], "3.8 L/min", id="flow just under"),
        pytest.param(loop(1, 1, 3.8), ["passed"], "one pump", id="flow exactly"),
        pytest.param(loop(1, 1, 25.1), ["warning"], "1,506 L/h", id="more than the pump has"),
        pytest.param(loop(4, 1, 6, head_m=None), ["unknown"], "head", id="unknown head"),
        pytest.param(loop(2, 0, 6), ["info"], "No pump", id="no pump listed"),
    ],
)
def test_pump_head_flow(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
