from __future__ import annotations

import pytest

from app.core.build import Build
from app.core.report import Finding, Severity
from app.core.rules._examples import build, item

from .harness import outcomes, severities

CASES = [
    ("listed", build(item("memory", module_type="rdimm"), item("motherboard", module_types=["rdimm"])), ["passed"]),
    (
        "of the same family",
        build(item("memory", module_type="udimm"), item("motherboard", module_types=["ecc-udimm"])),
        ["passed"],
    ),
    (
        "unbuffered in a registered board",
        build(item("memory", module_type="udimm"), item("motherboard", module_types=["rdimm", "lrdimm"])),
        ["error"],
    ),
    (
        "registered in a consumer board",
        build(item("memory", module_type="rdimm"), item("motherboard", module_types=["udimm"])),
        ["error"],
    ),
    ("unknown module", build(item("memory"), item("motherboard", module_types=["rdimm"])), ["unknown"]),
    ("unknown board", build(item("memory", module_type="rdimm"), item("motherboard")), ["unknown"]),
    (
        "the processor decides without a board",
        build(item("memory", module_type="udimm"), item("cpu", module_types=["rdimm"])),
        ["error"],
    ),
]


@pytest.mark.parametrize(("rig", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_memory_module_type(rig: Build, expected: list[str]) -> None:
    assert severities("memory-module-type", rig) == expected


def test_memory_without_a_word_is_unbuffered_where_nothing_else_fits() -> None:
    (desktop,) = outcomes(
        "memory-module-type", build(item("memory"), item("motherboard", module_types=["udimm", "ecc-udimm"]))
    )
    (server,) = outcomes("memory-module-type", build(item("memory"), item("motherboard", module_types=["rdimm"])))
    assert isinstance(desktop, Finding)
    assert isinstance(server, Finding)
    assert (desktop.could_be, server.could_be) == (Severity.WARNING, Severity.ERROR)
