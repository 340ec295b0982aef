"""The words of the catalog: categories, facts, units, and where a person finds a missing one.

The words themselves are files (`catalog/vocabulary`); these are the frozen shapes that the intake reads them into.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FactType = Literal["number", "integer", "text", "slug", "flag", "choice", "texts", "choices", "records"]


@dataclass(frozen=True, slots=True)
class FactWord:
    """One fact that a part of a category may have.

    `name` ends in the unit.  `where` tells a person where the fact can be found when the catalog doesn't have it.
    `choices` names an enumeration's values; `fields` is set for `records` alone.

    What a part is decidable by: `spared` says why an error-level rule that reads the fact decides without it;
    `only_for` names the values of another fact of the part, or field of the record, for which it is needed at all;
    `settled_by` a category that, brought by the same bundle, makes it needless.  `decisive` is for fields of records.
    """

    name: str
    type: FactType
    label: str
    where: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    fields: tuple[FactWord, ...] = ()
    required: bool = False
    spared: str = ""
    only_for: tuple[tuple[str, tuple[str | float, ...]], ...] = ()
    settled_by: str = ""
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of part.  `needed` says whether a running machine needs one; `order` is its place on the bench."""

    name: str
    title: str
    plural: str
    order: int
    needed: bool
    facts: Mapping[str, FactWord]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All categories by name."""

    categories: Mapping[str, Category]

    def word(self, category: str, fact: str) -> FactWord | None:
        """The word for a fact of a category, or None when the category has no such fact."""
        found = self.categories.get(category)
        return found.facts.get(fact) if found else None

    @property
    def needed(self) -> tuple[str, ...]:
        """The categories that a running machine needs, in the bench's order."""
        every = sorted(self.categories.values(), key=lambda category: category.order)
        return tuple(category.name for category in every if category.needed)


EMPTY_VOCABULARY = Vocabulary({})
