"""One decoded record, read without trust: whatever is not plainly a figure or a word is unknown."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

ZERO = "zero standing for unknown"


class Record:
    """Typed readers over a record; every reader answers None for unknown.

    `doubts` counts what was turned into unknown, by kind, while the record was read.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self.doubts: Counter[str] = Counter()

    def number(self, *path: str) -> float | None:
        """The figure above zero at the path; zero stands for unknown in this database, and is counted."""
        value = _figure(self._at(path))
        if value == 0:
            self.doubt(ZERO)
        return value if value is not None and value > 0 else None

    def count(self, *path: str) -> int | None:
        """The whole number above zero at the path."""
        value = self.number(*path)
        return int(value) if value is not None and value == int(value) else None

    def plugs(self, *path: str) -> int:
        """How many plugs of one kind there are; the reader doubts a record that has none of any kind."""
        value = _figure(self._at(path))
        return int(value) if value is not None and value > 0 and value == int(value) else 0

    def text(self, *path: str) -> str | None:
        """The text at the path, without the blanks around it."""
        value = self._at(path)
        return value.strip() or None if isinstance(value, str) else None

    def flag(self, *path: str) -> bool | None:
        """Yes or no at the path."""
        value = self._at(path)
        return value if isinstance(value, bool) else None

    def texts(self, *path: str) -> tuple[str, ...]:
        """The texts of the list at the path; empty where there is none, for an empty list says nothing here."""
        return tuple(value.strip() for value in self._list(path) if isinstance(value, str) and value.strip())

    def records(self, *path: str) -> Iterator[Record]:
        """The records of the list at the path; they share this one's doubts."""
        for value in self._list(path):
            if isinstance(value, Mapping):
                inner = Record(value)
                inner.doubts = self.doubts
                yield inner

    def doubt(self, kind: str) -> None:
        """Count what is turned into unknown."""
        self.doubts[kind] += 1

    @property
    def name(self) -> str:
        """The product's name, blanks made single; "" where it has none."""
        return " ".join((self.text("metadata", "name") or "").split())

    def says(self, pattern: str) -> bool:
        """Whether the product's name or a part number holds the pattern, whatever the case of its letters."""
        said = (self.name, *self.texts("metadata", "part_numbers"))
        return any(re.search(pattern, text, re.IGNORECASE) for text in said)

    def _at(self, path: Iterable[str]) -> Any:
        value: Any = self._raw
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    def _list(self, path: Iterable[str]) -> list[Any]:
        value = self._at(path)
        return value if isinstance(value, list) else []


def _figure(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value
