"""Reading TOML files, with faults collected instead of raised."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from app.intake.problems import Problem


def read_toml(path: Path, root: Path, problems: list[Problem]) -> dict[str, Any] | None:
    """The file's table, or None after noting why it can't be read."""
    file = path.relative_to(root).as_posix()
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        problems.append(Problem(file, "", "is not UTF-8 text.", "Save it as UTF-8."))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(file, "", f"is not TOML: {error}.", "Correct that line."))
    except OSError as error:
        problems.append(Problem(file, "", f"can't be read: {error.strerror}.", "Check the file and its permissions."))
    return None
