"""How an address and a form carry a build."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Held:
    """How a page holds its build: the form field that carries it and the text in it.

    `parent` is the saved build that this one was forked from, "" for none.
    """

    name: str
    value: str
    parent: str = ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The fields of an address or a form that carries the build."""
        pairs = ((self.name, self.value), ("from", self.parent))
        return tuple((name, text) for name, text in pairs if text)

    @property
    def query(self) -> str:
        """The query string of an address that carries the build."""
        return urlencode(self.pairs)
