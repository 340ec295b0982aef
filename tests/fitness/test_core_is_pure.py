"""Core takes values and returns values: no framework, clock, file, environment or chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from .purity import forbidden_imports, loaded_outsiders

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "app" / "core").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "/".join(path.parts[-3:]))
def test_imports_are_allowed(path: Path) -> None:
    assert forbidden_imports(path.read_text(encoding="utf-8")) == []


def test_a_fresh_process_loads_nothing_else() -> None:
    assert loaded_outsiders("import app.core.engine, app.core.links; app.core.engine.all_rules()", ROOT) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import os",
        "from pathlib import Path",
        "from app import store",
        "from app.intake.facts import read_facts",
        "from ..web import pages",
        "def late():\n    import random",
        "import time as dataclasses",
    ],
)
def test_a_planted_import_is_found(planted: str) -> None:
    assert forbidden_imports(planted)


def test_a_planted_leak_is_found_in_a_fresh_process() -> None:
    assert loaded_outsiders("import app.core.engine, sqlite3", ROOT) == ["sqlite3"]
