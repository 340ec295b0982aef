from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities

CASES = [
    ("with ECC", build(item("memory", 4, capacity_gib=32, ecc=True)), ["passed"]),
    ("just under", build(item("memory", 7, capacity_gib=16, ecc=False)), ["passed"]),
    ("exactly", build(item("memory", 8, capacity_gib=16, ecc=False)), ["warning"]),
    ("just over", build(item("memory", 9, capacity_gib=16, ecc=False)), ["warning"]),
    ("unknown and much", build(item("memory", 4, capacity_gib=64)), ["unknown"]),
    ("unknown and little", build(item("memory", 2, capacity_gib=16)), ["passed"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_ecc(rig: Build, expected: list[str]) -> None:
    assert severities("memory-ecc", rig) == expected
