from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities

CASES = [
    ("same socket", build(item("cpu", socket="SP3"), item("motherboard", socket="SP3")), ["passed"]),
    ("look-alike socket", build(item("cpu", socket="sTRX4"), item("motherboard", socket="SP3")), ["error"]),
    (
        "family left out of the list",
        build(
            item("cpu", socket="AM4", family="ryzen-5000"),
            item("motherboard", socket="AM4", cpu_support=[{"family": "ryzen-1000"}]),
        ),
        ["error"],
    ),
    (
        "family in the list",
        build(
            item("cpu", socket="AM4", family="ryzen-5000"),
            item("motherboard", socket="AM4", cpu_support=[{"family": "ryzen-5000"}]),
        ),
        ["passed"],
    ),
    ("unknown socket", build(item("cpu", socket="SP3"), item("motherboard")), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cpu_socket_match(rig: Build, expected: list[str]) -> None:
    assert severities("cpu-socket-match", rig) == expected
