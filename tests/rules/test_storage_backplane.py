"""storage-backplane: bays and what their backplanes carry."""

import pytest

from app.core.build import Build
from app.core.parts import Facts
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "storage-backplane"


def bay(kind: str, protocols: list[str] | None, tri_mode: bool | None = None) -> Facts:
    return record(type=kind, count=8, protocols=protocols, tri_mode=tri_mode)


def rig(form: str | None, protocol: str, *bays: Facts, kind: str = "server") -> Build:
    chassis = item("chassis", kind=kind, drive_bays=list(bays) or None)
    return build(item("storage", form=form, protocol=protocol), chassis)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig("u2", "nvme", bay("u2", ["nvme"])), ["passed"], "nvme", id="match"),
        pytest.param(rig("u2", "nvme", bay("sas25", ["sas", "sata"])), ["error"], "sas and sata", id="NVMe on SAS"),
        pytest.param(rig("u3", "nvme", bay("u2", ["nvme"])), ["passed"], "nvme", id="U.3 in a U.2 bay"),
        pytest.param(
            rig("u2", "nvme", bay("u3", ["nvme", "sas"], True)), ["error"], "U.3 (tri-mode)", id="U.2 in a tri-mode bay"
        ),
        pytest.param(
            rig("u2", "nvme", bay("u3", ["nvme"])), ["unknown"], "backplane", id="U.2 in a U.3 bay that may be tri-mode"
        ),
        pytest.param(rig("sata25", "sata", bay("sas25", ["sas"])), ["passed"], "sata", id="SATA on SAS"),
        pytest.param(rig("sas25", "sas", bay("sata25", ["sata"])), ["error"], "carry sata", id="SAS on SATA"),
        pytest.param(rig("u2", "nvme", bay("sata25", None)), ["unknown"], "backplane", id="unknown backplane"),
        pytest.param(rig("sata25", "sata", bay("sata25", None)), ["passed"], "sata", id="a SATA bay takes SATA"),
        pytest.param(rig("u2", "nvme", bay("sata25", [])), ["passed"], "nvme", id="no backplane"),
        pytest.param(rig("u2", "nvme"), ["unknown"], "backplane", id="unknown bays"),
        pytest.param(rig("u2", "nvme", kind="tower"), [], "", id="towers have none"),
        pytest.param(rig("m2-2280", "nvme", bay("sas25", ["sas"])), [], "", id="not a drive for bays"),
        pytest.param(rig(None, "nvme", bay("sas25", ["sas"])), ["unknown"], "form", id="unknown form"),
    ],
)
def test_storage_backplane(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
