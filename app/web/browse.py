"""Finding parts among the snapshot's: the same words that the database's index matches, in any order one likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.parts import Catalog, Part
from app.store import Store
from app.store.index import search_text, words

MOST_WORDS = 12


class Finder:
    """All parts of a catalog with the text that queries are matched with."""

    def __init__(self, catalog: Catalog) -> None:
        parts = sorted(catalog.parts.values(), key=lambda part: (part.name.casefold(), part.id))
        self._texts = tuple((part, search_text(part)) for part in parts)

    def find(self, category: str = "", query: str = "") -> tuple[Part, ...]:
        """The parts (of a category) that have every word of the query in their names, by name."""
        wanted = words(query)[:MOST_WORDS]
        return tuple(
            part
            for part, text in self._texts
            if (not category or part.category == category) and all(word in text for word in wanted)
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the parts that a query found: the catalog's own, and after the last of them the imported ones."""

    parts: tuple[Part, ...]
    found: int
    number: int
    pages: int


def one_page(curated: Sequence[Part], store: Store, category: str, query: str, number: int, size: int) -> Shown:
    """A page of what was found; a number beyond the last page shows the last."""
    found = len(curated) + store.count_imported(category, query)
    pages = max(1, -(-found // size))
    number = min(max(number, 1), pages)
    first = (number - 1) * size
    own = tuple(curated[first : first + size])
    imported = store.find_imported(category, query, max(first - len(curated), 0), size - len(own))
    return Shown((*own, *imported), found, number, pages)
