"""Many rows, some at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

BATCH = 500
Entry = TypeVar("Entry")


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries in lists of at most BATCH."""
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        yield batch
