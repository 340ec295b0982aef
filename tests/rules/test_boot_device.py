"""boot-device: NVMe and old firmware."""

from typing import Literal

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "boot-device"


def rig(protocol: str | None, boot_mode: Literal["uefi", "legacy"] | None = None, **board: object) -> Build:
    drive = item("storage", form="m2-2280", protocol=protocol)
    return build(drive, item("motherboard", **board), choices=Choices(boot_mode=boot_mode))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig("nvme", nvme_boot=True), ["passed"], "boots from NVMe", id="match"),
        pytest.param(rig("nvme", nvme_boot=False), ["error"], "does not boot", id="mismatch"),
        pytest.param(rig("nvme", socket="LGA2011"), ["unknown"], "not known", id="unknown board"),
        pytest.param(rig("nvme", socket="AM4"), ["passed"], "boots", id="a platform that always can"),
        pytest.param(rig("sata", nvme_boot=False), ["passed"], "can boot", id="a SATA drive"),
        pytest.param(rig("nvme", boot_mode="legacy", nvme_boot=True), ["error"], "CSM", id="legacy boot"),
        pytest.param(rig(None, nvme_boot=False), ["unknown"], "not known", id="unknown drive"),
        pytest.param(rig(None, nvme_boot=True), ["passed"], "boots", id="either way"),
        pytest.param(
            build(item("storage", form="u2"), item("motherboard", nvme_boot=False)),
            ["error"],
            "does not boot",
            id="a U.2 drive speaks NVMe",
        ),
    ],
)
def test_boot_device(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
