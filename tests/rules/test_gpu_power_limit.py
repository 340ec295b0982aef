"""gpu-power-limit: limits within the card's range."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "gpu-power-limit"


def rig(limit: float | None, *, default: float | None = None, **card: float) -> Build:
    own = {} if limit is None else {"power_limit_w": limit}
    return build(item("gpu", board_power_w=350, **card, **own), choices=Choices(gpu_power_limit_w=default))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(100, power_min_w=100), ["passed"], "100 W", id="exactly the lowest"),
        pytest.param(rig(99, power_min_w=100), ["error"], "below 100 W", id="just under the lowest"),
        pytest.param(rig(366, power_min_w=100, power_max_w=366), ["passed"], "366 W", id="exactly the highest"),
        pytest.param(rig(367, power_min_w=100, power_max_w=366), ["error"], "above 366 W", id="just over the highest"),
        pytest.param(rig(280), ["unknown"], "280 W", id="unknown range"),
        pytest.param(rig(350), ["passed"], "its own 350 W", id="unknown range, but the card's own power"),
        pytest.param(rig(360, power_min_w=100), ["unknown"], "360 W", id="above the card's power, highest unknown"),
        pytest.param(rig(None, default=250, power_min_w=300), ["error"], "below 300 W", id="the build's default"),
        pytest.param(rig(None, default=400, power_min_w=300), [], "", id="a default above the card's power"),
    ],
)
def test_gpu_power_limit(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
