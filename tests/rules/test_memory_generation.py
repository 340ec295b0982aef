from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities

CASES = [
    (
        "same as the board",
        build(item("memory", generation="ddr5"), item("motherboard", memory_generation="ddr5")),
        ["passed"],
    ),
    (
        "other than the board",
        build(item("memory", generation="ddr5"), item("motherboard", memory_generation="ddr4")),
        ["error"],
    ),
    (
        "other than the processor",
        build(item("memory", generation="ddr4"), item("cpu", memory_generations=["ddr5"])),
        ["error"],
    ),
    (
        "the processor takes both, the board decides",
        build(
            item("memory", generation="ddr4"),
            item("cpu", memory_generations=["ddr4", "ddr5"]),
            item("motherboard", memory_generation="ddr4"),
        ),
        ["passed"],
    ),
    (
        "the processor takes both, the board is unknown",
        build(item("memory", generation="ddr4"), item("cpu", memory_generations=["ddr4", "ddr5"]), item("motherboard")),
        ["unknown"],
    ),
    ("unknown module", build(item("memory"), item("motherboard", memory_generation="ddr4")), ["unknown"]),
    ("nothing to compare with", build(item("memory", generation="ddr4")), []),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_generation(rig: Build, expected: list[str]) -> None:
    assert severities("memory-generation", rig) == expected
