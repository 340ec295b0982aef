"""What core may import, and the two ways to find out what it does."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

# The standard library minus everything that reads a clock, a file, the environment, a socket or chance.
ALLOWED = frozenset(
    [
        *("__future__", "abc", "base64", "binascii", "bisect", "collections", "collections.abc", "contextlib"),
        *("dataclasses", "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "html", "importlib"),
        *("itertools", "json", "math", "operator", "pkgutil", "re", "statistics", "string", "textwrap", "types"),
        *("typing", "unicodedata", "zlib"),
    ]
)
OUTSIDERS = ("fastapi", "starlette", "sqlmodel", "sqlalchemy", "sqlite3", "jinja2", "pydantic", "uvicorn", "typer")
OWN_OUTSIDERS = ("app.store", "app.web", "app.intake", "app.export", "app.cli", "app.main", "app.settings")


def forbidden_imports(source: str) -> list[str]:
    """Modules that the source imports and core may not; relative imports count, because they hide where they lead."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if not _is_allowed(alias.name)]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                found.append("." * node.level + module)
            elif module == "app":
                found += [f"app.{alias.name}" for alias in node.names if alias.name != "core"]
            elif not _is_allowed(module):
                found.append(module)
    return found


def _is_allowed(module: str) -> bool:
    return module in ALLOWED or module == "app.core" or module.startswith("app.core.")


def loaded_outsiders(statement: str, folder: Path) -> list[str]:
    """Modules of other layers that a fresh process has loaded after the statement."""
    names = [*OUTSIDERS, *OWN_OUTSIDERS]
    code = f"import sys\n{statement}\nprint(*[name for name in {names!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.split()
