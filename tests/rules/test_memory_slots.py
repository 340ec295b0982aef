from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities

CASES = [
    ("just under", build(item("memory", 7, capacity_gib=32), item("motherboard", dimm_slots=8)), ["passed"]),
    ("exactly", build(item("memory", 8, capacity_gib=32), item("motherboard", dimm_slots=8)), ["passed"]),
    ("just over", build(item("memory", 9, capacity_gib=32), item("motherboard", dimm_slots=8)), ["error"]),
    (
        "kits count by their modules",
        build(item("memory", 3, capacity_gib=16, kit_modules=2), item("motherboard", dimm_slots=4)),
        ["error"],
    ),
    ("unknown slots", build(item("memory", 8, capacity_gib=32), item("motherboard")), ["unknown"]),
    ("modules not counted", build(item("memory", total_gib=256), item("motherboard", dimm_slots=8)), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_slots(rig: Build, expected: list[str]) -> None:
    assert severities("memory-slots", rig) == expected
