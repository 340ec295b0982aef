"""dgx-os-version: DGX OS on DGX machines, in their release."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, Software, build, item
from tests.rules.harness import outcomes, severities

RULE = "dgx-os-version"


def rig(system: str | None, architecture: str | None, server: str | None = None) -> Build:
    machine = [item("server", name=server)] if server else []
    choices = Choices(software=Software(os=system))
    return build(*machine, item("gpu", architecture=architecture), choices=choices)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(
            rig("DGX OS 5.2", "hopper", "NVIDIA DGX H100"), ["warning"], "begins with DGX OS 6", id="just too old"
        ),
        pytest.param(rig("dgx-os-6.0", "hopper", "NVIDIA DGX H100"), ["passed"], "recent", id="exactly"),
        pytest.param(rig("dgx-os-6.0", "hopper", "AS-4124GS-TNR"), ["warning"], "AS-4124GS-TNR", id="not a DGX"),
        pytest.param(rig("DGX-OS 5.2", "hopper"), ["warning", "warning"], "this machine", id="the published list"),
        pytest.param(rig("dgx-os-5.2", None, "NVIDIA DGX A100"), ["unknown"], "architecture", id="unknown card"),
        pytest.param(rig("ubuntu-24.04", "hopper"), [], "", id="another system"),
        pytest.param(rig(None, "hopper"), [], "", id="no system named"),
    ],
)
def test_dgx_os_version(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
