from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities


def rig(modules: int, **board: object) -> Build:
    return build(item("memory", modules, capacity_gib=64, generation="ddr4"), item("motherboard", **board))


def sure(modules: int, **module: object) -> Build:
    """Modules of 32 GiB on four slots of a board whose limit nobody states."""
    memory = item("memory", modules, capacity_gib=32, generation="ddr4", **module)
    return build(memory, item("motherboard", dimm_slots=4))


CASES = [
    ("just under", rig(3, memory_max_gib=256), ["passed"]),
    ("exactly", rig(4, memory_max_gib=256), ["passed"]),
    ("just over", rig(5, memory_max_gib=256), ["error"]),
    (
        "the processor limits",
        build(
            item("memory", 4, capacity_gib=64), item("cpu", memory_max_gib=128), item("motherboard", memory_max_gib=512)
        ),
        ["error"],
    ),
    ("unknown", rig(5), ["unknown"]),
    (
        "unknown, but every board takes it",
        build(item("memory", 2, capacity_gib=16, generation="ddr4"), item("motherboard")),
        ["passed"],
    ),
    ("unknown, half of it in each slot", sure(2), ["passed"]),
    ("unknown, more than half in each slot", sure(3), ["unknown"]),
    ("unknown, the usual module in each slot", sure(4, module_type="rdimm"), ["passed"]),
    ("unknown, more than the usual modules", sure(5, module_type="rdimm"), ["unknown"]),
    ("unknown size", build(item("memory", 4), item("motherboard", memory_max_gib=256)), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_total_capacity(rig: Build, expected: list[str]) -> None:
    assert severities("memory-total-capacity", rig) == expected
