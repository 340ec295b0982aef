"""The words of the catalog: categories, facts, units, and where a person finds a missing one.

The words themselves are files (`catalog/vocabulary`); these are the frozen shapes that the intake reads them into.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FactType = Literal["number", "integer", "text", "slug", "flag", "choice", "texts", "choices", "records"]
Measure = Literal["value", "each", "sum", "most", "count", "maker", "status", "layer", "price"]


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
class RecordTest:
    """What a record has to meet before a facet counts it: `field` `sign` `value`, e.g. physical_lanes >= 16."""

    field: str
    sign: Literal["=", "<=", ">="]
    value: str | float


@dataclass(frozen=True, slots=True)
class Facet:
    """What a list of parts is narrowed and sorted by; `core/facets.py` reads it off a part.

    `measure` says what of `fact` is read: its own `value`; of its records `each` value, the `sum` or the `most` of
    `field`, or their `count`; only records count that meet all of `where`.  `maker`, `status`, `layer` and `price` are
    said of the part itself, whatever its category.  `of` names the category of the part inside
    a bundle whose fact it is.  A `numeric` facet can be sorted by; `steps` parts its figures into bands.
    """

    name: str
    label: str
    fact: str = ""
    unit: str = ""
    measure: Measure = "value"
    numeric: bool = False
    of: str = ""
    field: str = ""
    where: tuple[RecordTest, ...] = ()
    steps: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of part.

    `needed` says whether a running machine needs one; `order` is its place on the bench; `facets` are what a list of
    such parts is narrowed by, most telling first.
    """

    name: str
    title: str
    plural: str
    order: int
    needed: bool
    facts: Mapping[str, FactWord]
    facets: tuple[Facet, ...] = ()


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
