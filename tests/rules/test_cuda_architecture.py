"""cuda-architecture: toolkits and compute capabilities."""

import pytest

from app.core.build import Build
from app.core.report import Finding
from app.core.rules._examples import Choices, Software, build, item
from tests.rules.harness import outcomes, severities

RULE = "cuda-architecture"


def rig(compute: float | None, cuda: str | None, vendor: str = "nvidia") -> Build:
    return build(item("gpu", vendor=vendor, cuda_compute=compute), choices=Choices(software=Software(cuda=cuda)))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(6.1, "13.0"), ["error"], "CUDA 12.x is the last", id="P40 with CUDA 13"),
        pytest.param(rig(7.0, "13"), ["error"], "7.0", id="just under"),
        pytest.param(rig(7.5, "13.0"), ["passed"], "7.5", id="exactly"),
        pytest.param(rig(6.1, "12.9"), ["passed"], "12.9", id="the last release"),
        pytest.param(rig(3.7, "12.0"), ["error"], "CUDA 11.x", id="Kepler"),
        pytest.param(rig(6.1, None), ["warning"], "R580", id="old card, no release named"),
        pytest.param(rig(5.0, None), ["warning"], "R580", id="the first of the newer branch"),
        pytest.param(rig(3.7, None), ["warning"], "R470", id="the last of the older branch"),
        pytest.param(rig(8.6, None), ["passed"], "current", id="new card, no release named"),
        pytest.param(rig(12.0, "12.7"), ["warning"], "CUDA 12.8", id="a toolkit just too old"),
        pytest.param(rig(12.0, "12.8"), ["passed"], "12.8", id="the first release"),
        pytest.param(rig(None, "13.0"), ["unknown"], "compute capability", id="unknown card"),
        pytest.param(rig(None, "13.0", vendor="amd"), [], "", id="not an NVIDIA card"),
    ],
)
def test_cuda_architecture(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(("cuda", "could_be"), [("13.0", "error"), ("12.8", "warning"), (None, "warning")])
def test_what_an_unknown_card_could_be(cuda: str | None, could_be: str) -> None:
    (found,) = outcomes(RULE, rig(None, cuda))
    assert isinstance(found, Finding)
    assert found.could_be == could_be
