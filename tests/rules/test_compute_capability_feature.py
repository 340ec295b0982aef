"""compute-capability-feature: bfloat16 for training."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "compute-capability-feature"


def rig(compute: float | None, workload: str | None) -> Build:
    return build(item("gpu", vendor="nvidia", cuda_compute=compute), choices=Choices(workload=workload))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(7.5, "training"), ["warning"], "bfloat16", id="just under"),
        pytest.param(rig(8.0, "training"), ["passed"], "8.0", id="exactly"),
        pytest.param(rig(6.1, "inference"), ["info"], "1/64", id="slow half precision"),
        pytest.param(rig(7.0, "inference"), ["passed"], "7.0", id="inference needs no bfloat16"),
        pytest.param(rig(None, "training"), ["unknown"], "compute capability", id="unknown"),
        pytest.param(rig(None, "inference"), [], "", id="nothing bad is possible"),
        pytest.param(rig(6.1, None), [], "", id="no workload named"),
    ],
)
def test_compute_capability_feature(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
