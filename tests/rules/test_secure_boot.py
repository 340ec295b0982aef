"""secure-boot: signed drivers."""

from typing import Literal

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, Software, build, item
from tests.rules.harness import outcomes, severities

RULE = "secure-boot"


def rig(
    vendor: str | None,
    system: str | None,
    boot: Literal["uefi", "legacy"] | None = "uefi",
    bmc: bool | None = True,
) -> Build:
    choices = Choices(boot_mode=boot, software=Software(os=system))
    return build(item("gpu", vendor=vendor), item("motherboard", bmc=bmc), choices=choices)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig("nvidia", "Ubuntu 24.04"), ["info"], "over the console of the BMC", id="with a BMC"),
        pytest.param(rig("nvidia", "Ubuntu 24.04", bmc=False), ["info"], "on a screen at the machine.", id="without"),
        pytest.param(
            rig("nvidia", "Ubuntu 24.04", None), ["passed"], "confirmed over the BMC", id="a BMC, boot unsaid"
        ),
        pytest.param(rig("nvidia", "Ubuntu 24.04", None, False), ["info"], "on a screen", id="no BMC, boot unsaid"),
        pytest.param(rig("nvidia", "debian", None, None), ["info"], "or over a BMC", id="unknown board"),
        pytest.param(rig("nvidia", "Ubuntu 24.04", "legacy"), ["passed"], "no Secure Boot", id="legacy boot"),
        pytest.param(rig("nvidia", "Windows 11"), ["passed"], "signed", id="Windows"),
        pytest.param(rig("amd", "Ubuntu 24.04"), [], "", id="a driver of the kernel"),
        pytest.param(rig("nvidia", None), [], "", id="no system planned"),
        pytest.param(rig(None, "Ubuntu 24.04"), ["unknown"], "depends on who made", id="unknown maker"),
    ],
)
def test_secure_boot(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
