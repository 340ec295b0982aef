from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities


def rig(row: dict[str, str] | None, **board: object) -> Build:
    support = {} if row is None else {"cpu_support": [{"family": "epyc-7002", **row}]}
    return build(item("cpu", socket="SP3", family="epyc-7002"), item("motherboard", socket="SP3", **support, **board))


CASES = [
    ("listed without conditions", rig({}), ["passed"]),
    ("revision too old", rig({"min_revision": "2.0"}, revision="1.02A"), ["error"]),
    ("revision exactly", rig({"min_revision": "2.0"}, revision="2.0"), ["passed"]),
    ("revision later", rig({"min_revision": "2.0"}, revision="2.1"), ["passed"]),
    ("revision unknown", rig({"min_revision": "2.0"}), ["unknown"]),
    ("BIOS too old", rig({"min_bios": "2.0"}, bios="1.3"), ["warning"]),
    ("BIOS exactly", rig({"min_bios": "2.0"}, bios="2.0"), ["passed"]),
    ("BIOS unknown, written without a processor", rig({"min_bios": "2.0"}, flash_without_cpu=True), ["info"]),
    ("unknown list", rig(None), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cpu_generation_bios(rig: Build, expected: list[str]) -> None:
    assert severities("cpu-generation-bios", rig) == expected
