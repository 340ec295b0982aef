"""rocm-support: gfx targets."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, Software, build, item
from tests.rules.harness import outcomes, severities

RULE = "rocm-support"


def rig(gfx: str | None, vendor: str = "amd", rocm: str | None = None) -> Build:
    return build(item("gpu", vendor=vendor, gfx=gfx), choices=Choices(software=Software(rocm=rocm)))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig("gfx90a"), ["passed"], "gfx90a", id="listed"),
        pytest.param(rig("gfx906"), ["warning"], "ROCm 5", id="of former releases"),
        pytest.param(rig("gfx906", rocm="5.7"), ["passed"], "ROCm 5", id="with a former release"),
        pytest.param(rig("gfx906", rocm="6.0"), ["warning"], "ROCm 5", id="with a later release"),
        pytest.param(rig("gfx1031"), ["warning"], "gfx1031", id="never listed"),
        pytest.param(rig(None), ["unknown"], "gfx target", id="unknown"),
        pytest.param(rig(None, vendor="nvidia"), [], "", id="not an AMD card"),
    ],
)
def test_rocm_support(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
