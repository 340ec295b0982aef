"""Which release this is: a number that rises, and a name that changes whenever the checker does."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

import app.core


def release_number() -> int:
    """The installed package's version as one number: 1.2.3 is 1,002,003."""
    return number_of(version("mini-colossus"))


def number_of(release: str) -> int:
    """`1.2.3` as 1,002,003; what follows the three numbers doesn't count."""
    found = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?", release)
    if found is None:
        raise ValueError(f"{release} is no version of the kind 1.2.3")
    major, minor, patch = (int(number or 0) for number in found.groups())
    return (major * 1000 + minor) * 1000 + patch


@cache
def checker_version() -> str:
    """The release and a hash of the checker's sources: two builds were judged alike when theirs are the same."""
    folder = Path(app.core.__file__).parent
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return f"{version('mini-colossus')}+{digest.hexdigest()[:12]}"
