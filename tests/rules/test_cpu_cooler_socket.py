from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item

from .harness import severities

CASES = [
    ("listed", build(item("cpu-cooler", sockets=["SP3"]), item("motherboard", socket="SP3")), ["passed"]),
    ("shares the mount", build(item("cpu-cooler", sockets=["TR4"]), item("motherboard", socket="SP3")), ["passed"]),
    ("other socket", build(item("cpu-cooler", sockets=["SP3"]), item("motherboard", socket="SP5")), ["error"]),
    (
        "narrow on square",
        build(
            item("cpu-cooler", sockets=["LGA2011"], socket_mount="narrow"),
            item("motherboard", socket="LGA2011", socket_mount="square"),
        ),
        ["error"],
    ),
    (
        "square on square",
        build(
            item("cpu-cooler", sockets=["LGA2011"], socket_mount="square"),
            item("motherboard", socket="LGA2011", socket_mount="square"),
        ),
        ["passed"],
    ),
    (
        "frame unknown",
        build(item("cpu-cooler", sockets=["LGA2011"], socket_mount="square"), item("motherboard", socket="LGA2011")),
        ["unknown"],
    ),
    ("unknown mount", build(item("cpu-cooler"), item("motherboard", socket="SP3")), ["unknown"]),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cpu_cooler_socket(rig: Build, expected: list[str]) -> None:
    assert severities("cpu-cooler-socket", rig) == expected
