"""storage-connector: drives on ports."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "storage-connector"

M2 = record(id="M2_1", type="m2", lanes=4, sata=False, drives=1)


def rig(drive: Item, sata: bool | None = False) -> Build:
    port = record(id="M2_1", type="m2", lanes=4, sata=sata, drives=1)
    sata_port = record(id="SATA_1", type="sata", lanes=0, sata=True, drives=4)
    return build(drive, item("motherboard", slots=[], ports=[port, sata_port]))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(item("storage", form="m2-2280", protocol="nvme")), ["passed"], "M2_1", id="match"),
        pytest.param(rig(item("storage", form="u2", protocol="nvme")), ["error"], "1 × m2", id="no port of its kind"),
        pytest.param(
            rig(item("storage", 2, form="m2-2280", protocol="nvme")), ["error"], "no free port", id="one port too few"
        ),
        pytest.param(
            rig(item("storage", form="m2-2280", protocol="sata")), ["error"], "m2-2280", id="SATA in a port for NVMe"
        ),
        pytest.param(
            rig(item("storage", form="m2-2280", protocol="sata"), sata=None),
            ["unknown"],
            "carry SATA",
            id="unknown protocol of the port",
        ),
        pytest.param(
            rig(item("storage", form="m2-2280")), ["unknown"], "NVMe or SATA", id="unknown protocol of the drive"
        ),
        pytest.param(rig(item("storage", form="m2-2280"), sata=True), ["passed"], "M2_1", id="a port that speaks both"),
        pytest.param(rig(item("storage", protocol="nvme")), ["unknown"], "form", id="unknown form"),
        pytest.param(
            build(item("storage", 2, form="m2-2280", protocol="nvme"), item("motherboard", 2, slots=[], ports=[M2])),
            ["passed"],
            "M2_1",
            id="two machines",
        ),
        pytest.param(
            build(item("storage", form="m2-2280", protocol="nvme"), item("motherboard", slots=[])),
            ["unknown"],
            "ports",
            id="unknown ports",
        ),
        pytest.param(
            build(item("storage", form="m2-2280", protocol="nvme"), item("motherboard", ports=[M2])),
            ["passed"],
            "M2_1",
            id="slots that nobody states don't matter",
        ),
    ],
)
def test_storage_connector(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
