"""Facets: what a list of parts can be narrowed and sorted by, read off each part.

What isn't known is a value of its own: a part without the fact is found under `UNKNOWN`, and sorted last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from app.core.parts import Catalog, Facts, Part, Value
from app.core.prices import price_range
from app.core.vocabulary import Category, Facet, RecordTest

UNKNOWN = "unknown"
NONE = "none"
"""The value of a list that is known to be empty."""

COMMON_FACETS = (
    Facet("maker", "maker", measure="maker"),
    Facet(
        "price_usd",
        "price seen",
        unit="USD",
        measure="price",
        numeric=True,
        steps=(50, 100, 250, 500, 1000, 2500, 5000, 10000),
    ),
    Facet("status", "on the market", measure="status"),
    Facet("layer", "entered by", measure="layer"),
)
"""What can be said of every part, whatever its category."""

Read = str | float


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one facet of a part: the word that stands for it in addresses, and its figure if it is one."""

    facet: str
    value: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Figures above one bound and up to another; None is open.  As a word: `75..150`, `..75`, `600..`."""

    above: float | None
    up_to: float | None

    def __str__(self) -> str:
        return f"{_bound(self.above)}..{_bound(self.up_to)}"

    def __contains__(self, figure: float) -> bool:
        return (self.above is None or figure > self.above) and (self.up_to is None or figure <= self.up_to)

    @classmethod
    def read(cls, word: str) -> Span | None:
        """The span that a word stands for, or None."""
        low, dots, high = word.partition("..")
        try:
            span = cls(float(low) if low else None, float(high) if high else None)
        except ValueError:
            return None
        return span if dots and (low or high) else None


def facets_of(category: Category) -> tuple[Facet, ...]:
    """The facets of a category's parts: its own, then those of every part."""
    return (*category.facets, *COMMON_FACETS)


def spans_of(facet: Facet) -> tuple[Span, ...]:
    """The bands that a facet's steps make, the first and last of them open."""
    if not facet.steps:
        return ()
    bounds = (None, *facet.steps, None)
    return tuple(Span(low, high) for low, high in pairwise(bounds))


def read_part(part: Part, catalog: Catalog) -> Iterator[Reading]:
    """Every reading of a part; each facet of its category has at least one."""
    category = catalog.vocabulary.categories[part.category]
    for facet in facets_of(category):
        values = read_facet(part, facet, catalog)
        for value in dict.fromkeys(values):
            number = float(value) if isinstance(value, int | float) else None
            yield Reading(facet.name, _word(value), number)
        if not values:
            yield Reading(facet.name, UNKNOWN)


def read_facet(part: Part, facet: Facet, catalog: Catalog) -> tuple[Read, ...]:
    """What a part says to a facet; nothing when it isn't known."""
    subject = _inside(part, facet.of, catalog) if facet.of else part
    return _READERS[facet.measure](subject, facet) if subject else ()


def _inside(bundle: Part, category: str, catalog: Catalog) -> Part | None:
    provided = next((one for one in bundle.provides if one.category == category), None)
    if provided is None:
        return None
    return provided.inner or catalog.part(provided.part or "")


def _value(part: Part, facet: Facet) -> tuple[Read, ...]:
    return _plain(part.facts.get(facet.fact))


def _plain(value: Value | None) -> tuple[Read, ...]:
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, tuple):
        return tuple(one for one in value if isinstance(one, str)) or (NONE,)
    return (value,)


def _each(part: Part, facet: Facet) -> tuple[Read, ...]:
    records = _counting(part, facet)
    if records is None:
        return ()
    values = [_plain(record.get(facet.field)) for record in records]
    if not all(values):
        return ()
    return tuple(one for some in values for one in some) or (NONE,)


def _sum(part: Part, facet: Facet) -> tuple[Read, ...]:
    figures = _figures(part, facet)
    return () if figures is None else (sum(figures),)


def _most(part: Part, facet: Facet) -> tuple[Read, ...]:
    figures = _figures(part, facet)
    return () if figures is None else (max(figures, default=0),)


def _count(part: Part, facet: Facet) -> tuple[Read, ...]:
    records = _counting(part, facet)
    return () if records is None else (len(records),)


def _figures(part: Part, facet: Facet) -> list[float] | None:
    """The field of each record that counts; None when one of them doesn't say."""
    records = _counting(part, facet)
    if records is None:
        return None
    figures = [figure for record in records if (figure := record.number(facet.field)) is not None]
    return figures if len(figures) == len(records) else None


def _counting(part: Part, facet: Facet) -> tuple[Facts, ...] | None:
    """The records that meet the facet's tests; None when there are none to test, or one of them doesn't say."""
    records = part.facts.records(facet.fact)
    if records is None:
        return None
    verdicts = [_meets(record, facet.where) for record in records]
    if None in verdicts:
        return None
    return tuple(record for record, verdict in zip(records, verdicts, strict=True) if verdict)


def _meets(record: Facts, tests: Iterable[RecordTest]) -> bool | None:
    verdicts = [_holds(record.get(test.field), test) for test in tests]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _holds(value: Value | None, test: RecordTest) -> bool | None:
    if value is None:
        return None
    if isinstance(value, int | float) and isinstance(test.value, int | float):
        return {"=": value == test.value, "<=": value <= test.value, ">=": value >= test.value}[test.sign]
    return value == test.value


def _price(part: Part, facet: Facet) -> tuple[Read, ...]:
    seen = price_range(part)
    return (seen.low,) if seen and seen.currency == facet.unit else ()


_READERS: Mapping[str, Callable[[Part, Facet], tuple[Read, ...]]] = {
    "value": _value,
    "each": _each,
    "sum": _sum,
    "most": _most,
    "count": _count,
    "maker": lambda part, _: (part.maker,) if part.maker else (),
    "status": lambda part, _: (part.status,),
    "layer": lambda part, _: ("an import" if part.attribution else "this catalog",),
    "price": _price,
}


def _word(value: Read) -> str:
    if isinstance(value, str):
        return value
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _bound(figure: float | None) -> str:
    return "" if figure is None else _word(figure)
