from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities


def rig(rated_w: float | None, tdp_w: float = 200) -> Build:
    cooler = {} if rated_w is None else {"max_tdp_w": rated_w}
    return build(item("cpu-cooler", **cooler), item("cpu", tdp_w=tdp_w))


CASES = [
    ("just under", rig(199), ["error"]),
    ("exactly", rig(200), ["warning"]),
    ("just under the reserve", rig(229), ["warning"]),
    ("at the reserve", rig(230), ["passed"]),
    ("unknown rating", rig(None), ["unknown"]),
    ("unknown processor", build(item("cpu-cooler", max_tdp_w=200), item("cpu")), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cpu_cooler_tdp(rig: Build, expected: list[str]) -> None:
    assert severities("cpu-cooler-tdp", rig) == expected
