"""gpu-mix: makers, architectures, memories and splits."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "gpu-mix"


def gpu(quantity: int = 1, /, **facts: object) -> Item:
    return item("gpu", quantity, **{"vendor": "nvidia", "architecture": "ampere", "memory_gb": 24} | facts)


def rig(*gpus: Item, tensor_parallel: int | None = None, workload: str | None = None) -> Build:
    return build(*gpus, choices=Choices(tensor_parallel=tensor_parallel, workload=workload))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(gpu(4)), ["passed"], "All 4 GPUs", id="one kind"),
        pytest.param(rig(gpu(), gpu(item_id="blue", vendor="intel")), ["warning"], "chip makers", id="two makers"),
        pytest.param(
            rig(gpu(), gpu(item_id="other", architecture="ada", memory_gb=48)),
            ["info"],
            "24 GB and 48 GB",
            id="two generations",
        ),
        pytest.param(rig(gpu(), gpu(item_id="other", vendor=None)), ["unknown"], "chip makers", id="unknown maker"),
        pytest.param(rig(gpu(3), workload="training"), ["warning"], "by 3", id="three cards that train"),
        pytest.param(rig(gpu(3)), ["passed"], "All 3", id="three cards that serve"),
        pytest.param(rig(gpu(6), tensor_parallel=6), ["warning"], "by 6", id="six ways"),
        pytest.param(rig(gpu(6), tensor_parallel=2), ["passed"], "divide by 2", id="two ways"),
        pytest.param(rig(gpu(4), tensor_parallel=8), ["warning"], "over 8 cards", id="more ways than cards"),
    ],
)
def test_gpu_mix(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
