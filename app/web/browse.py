"""Finding parts among the snapshot's: the same words that the database's index matches, in any order one likes."""

from __future__ import annotations

from app.core.parts import Catalog, Part
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
