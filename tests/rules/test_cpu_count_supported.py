from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities

TWO_BOARDS = (item("motherboard", item_id="one", socket_count=1), item("motherboard", item_id="other", socket_count=1))
CASES = [
    ("one", build(item("cpu", max_sockets=1), item("motherboard", socket_count=1)), ["passed"]),
    ("two of two", build(item("cpu", 2, max_sockets=2), item("motherboard", socket_count=2)), ["passed"]),
    ("two single-socket models", build(item("cpu", 2, max_sockets=1), item("motherboard", socket_count=2)), ["error"]),
    ("two for one socket", build(item("cpu", 2, max_sockets=2), item("motherboard", socket_count=1)), ["error"]),
    (
        "two models",
        build(
            item("cpu", item_id="a", name="one", max_sockets=2),
            item("cpu", item_id="b", name="other", max_sockets=2),
            item("motherboard", socket_count=2),
        ),
        ["error"],
    ),
    ("one on each of two boards", build(item("cpu", 2), *TWO_BOARDS), ["passed"]),
    ("unknown model", build(item("cpu", 2), item("motherboard", socket_count=2)), ["unknown"]),
    ("unknown board", build(item("cpu", 2, max_sockets=2), item("motherboard")), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cpu_count_supported(rig: Build, expected: list[str]) -> None:
    assert severities("cpu-count-supported", rig) == expected
