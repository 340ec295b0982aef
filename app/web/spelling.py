"""What somebody may have meant whose words find nothing."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz, process

from app.core.parts import Catalog
from app.store.wording import words

NEAR_PCT = 75
SHORTEST = 4
"""Letters of a word that is worth correcting: shorter ones are near to too much."""


class Speller:
    """Knows every word that the catalog's parts and categories are called by, the frequent ones first."""

    def __init__(self, catalog: Catalog) -> None:
        kinds = catalog.vocabulary.categories.values()
        names = [name for kind in kinds for name in (kind.name, kind.title, kind.plural)]
        names += [name for part in catalog.parts.values() for name in (part.name, part.maker, *part.aliases)]
        counts = Counter(word for name in names for word in words(name))
        self._known = tuple(word for word, _ in counts.most_common())

    def instead(self, query: str) -> str:
        """The query with each word that nothing is called by changed to the nearest one; "" when there is none near."""
        given = words(query)
        meant = [self._nearest(word) for word in given]
        return " ".join(meant) if meant != given and all(meant) else ""

    def _nearest(self, word: str) -> str:
        if any(word in known for known in self._known):
            return word
        if len(word) < SHORTEST or not word.isalpha():
            return ""  # a model number that is near to another is another product
        near = process.extractOne(word, self._known, scorer=fuzz.ratio, score_cutoff=NEAR_PCT)
        return near[0] if near else ""
