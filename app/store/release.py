"""The rising number of a release."""

from __future__ import annotations

import re
from importlib.metadata import version


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
