from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities


def rig(gib: float, **board: object) -> Build:
    return build(item("memory", capacity_gib=gib, generation="ddr4", module_type="rdimm"), item("motherboard", **board))


CASES = [
    ("just under", rig(32, max_module_gib=64), ["passed"]),
    ("exactly", rig(64, max_module_gib=64), ["passed"]),
    ("just over", rig(128, max_module_gib=64), ["error"]),
    ("derived from the most memory", rig(128, memory_max_gib=512, dimm_slots=8), ["error"]),
    ("derived, exactly", rig(64, memory_max_gib=512, dimm_slots=8), ["passed"]),
    (
        "the processor refuses",
        build(item("memory", capacity_gib=64), item("cpu", module_max_gib=32), item("motherboard", max_module_gib=128)),
        ["error"],
    ),
    ("unknown, but every board takes it", rig(32), ["passed"]),
    ("unknown", rig(64), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_dimm_capacity(rig: Build, expected: list[str]) -> None:
    assert severities("memory-dimm-capacity", rig) == expected
