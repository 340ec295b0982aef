"""vgpu-licence: sharing cards."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import Choices, Software, build, item
from tests.rules.harness import outcomes, severities

RULE = "vgpu-licence"


def rig(vendor: str | None, system: str | None = None, workload: str | None = None, *others: Item) -> Build:
    choices = Choices(workload=workload, software=Software(os=system))
    return build(item("gpu", 2, vendor=vendor), *others, choices=choices)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig("nvidia", "Proxmox VE 8.2"), ["info"], "Proxmox VE 8.2: sharing", id="a hypervisor"),
        pytest.param(rig("nvidia", "Ubuntu 24.04", "VDI"), ["info"], "VDI: sharing", id="virtual desktops"),
        pytest.param(rig("amd", "VMware ESXi 8"), ["passed"], "none of the cards", id="another maker"),
        pytest.param(rig(None, "VMware ESXi 8"), ["unknown"], "depends on who made", id="unknown maker"),
        pytest.param(
            rig("nvidia", None, "vgpu", item("server", name="DGX A100")), ["info"], "DGX A100.", id="on a DGX"
        ),
        pytest.param(rig("nvidia", "Ubuntu 24.04", "inference"), [], "", id="no sharing"),
        pytest.param(rig("nvidia"), [], "", id="nothing said"),
    ],
)
def test_vgpu_licence(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
