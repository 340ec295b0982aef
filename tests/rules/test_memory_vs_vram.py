from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities

GB_PER_GIB = 2**30 / 10**9


def rig(gib: float, vram_gb: float = 24) -> Build:
    return build(item("memory", capacity_gib=gib), item("gpu", 4, memory_gb=vram_gb))


CASES = [
    ("far below half", rig(32), ["warning"]),
    ("just under half", rig(44), ["warning"]),
    ("just over half", rig(45), ["info"]),
    ("just under all", rig(89), ["info"]),
    ("just over all", rig(90), ["passed"]),
    ("exactly half", rig(48, 24 * GB_PER_GIB), ["info"]),
    ("exactly all", rig(96, 24 * GB_PER_GIB), ["passed"]),
    ("unknown card", build(item("memory", capacity_gib=64), item("gpu")), ["unknown"]),
    ("unknown memory", build(item("memory"), item("gpu", memory_gb=24)), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_vs_vram(rig: Build, expected: list[str]) -> None:
    assert severities("memory-vs-vram", rig) == expected
