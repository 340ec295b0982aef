from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities


def rig(height_mm: float | None, kind: str = "air", **chassis: object) -> Build:
    cooler = {} if height_mm is None else {"height_mm": height_mm}
    return build(item("cpu-cooler", kind=kind, **cooler), item("chassis", **chassis))


CASES = [
    ("just under", rig(164, cpu_cooler_max_mm=165), ["passed"]),
    ("exactly", rig(165, cpu_cooler_max_mm=165), ["passed"]),
    ("just over", rig(166, cpu_cooler_max_mm=165), ["error"]),
    ("unknown room", rig(165, kind="air"), ["unknown"]),
    ("unknown height", rig(None, cpu_cooler_max_mm=165), ["unknown"]),
    ("no lid", build(item("cpu-cooler", kind="air", height_mm=165), item("chassis", kind="open-frame")), ["passed"]),
    ("a liquid cooler", rig(None, kind="aio", cpu_cooler_max_mm=60), []),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cpu_cooler_height(rig: Build, expected: list[str]) -> None:
    assert severities("cpu-cooler-height", rig) == expected
