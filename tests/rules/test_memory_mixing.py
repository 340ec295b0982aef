from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities

CASES = [
    ("one kind", build(item("memory", 8, module_type="rdimm")), []),
    (
        "registered with load-reduced",
        build(item("memory", item_id="a", module_type="rdimm"), item("memory", item_id="b", module_type="lrdimm")),
        ["error"],
    ),
    (
        "with and without ECC",
        build(
            item("memory", item_id="a", module_type="udimm", ecc=True),
            item("memory", item_id="b", module_type="udimm", ecc=False),
        ),
        ["error"],
    ),
    (
        "differing sizes",
        build(
            item("memory", item_id="a", module_type="rdimm", capacity_gib=32),
            item("memory", item_id="b", module_type="rdimm", capacity_gib=64),
        ),
        ["warning"],
    ),
    (
        "differing speeds",
        build(
            item("memory", item_id="a", module_type="rdimm", speed_mts=2933),
            item("memory", item_id="b", module_type="rdimm", speed_mts=3200),
        ),
        ["warning"],
    ),
    (
        "twins under two names",
        build(
            item("memory", item_id="a", module_type="rdimm", capacity_gib=32),
            item("memory", item_id="b", module_type="rdimm", capacity_gib=32),
        ),
        ["passed"],
    ),
    ("unknown type", build(item("memory", item_id="a", module_type="rdimm"), item("memory", item_id="b")), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_mixing(rig: Build, expected: list[str]) -> None:
    assert severities("memory-mixing", rig) == expected
