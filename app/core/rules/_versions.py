"""Versions as people write them: `12.8`, `R580`, `580.95.05`, `dgx-os-5.2`, `1.02A`."""

from __future__ import annotations

import re

_DOTTED = re.compile(r"\d+(?:\.\d+)*")


def version(text: str | float | None) -> tuple[int, ...] | None:
    """The first dotted number of a text, as a tuple that compares; None when there is none."""
    found = _DOTTED.search("" if text is None else str(text))
    return tuple(int(part) for part in found.group().split(".")) if found else None


def major(text: str | float | None) -> int | None:
    """The first number alone: the branch of a driver, the major release of a toolkit."""
    found = version(text)
    return found[0] if found else None


def older(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether `one` comes before `other`; `2.0` and `2` are the same."""
    length = max(len(one), len(other))
    return one + (0,) * (length - len(one)) < other + (0,) * (length - len(other))
