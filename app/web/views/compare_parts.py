"""Parts side by side: a row to every fact that one of them has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from app.core.facets import UNKNOWN
from app.core.parts import Catalog, Part, Value
from app.core.prices import price_range
from app.core.vocabulary import Category, FactWord
from app.web import formats

FEW_LINES = 4
"""Records that a cell shows at once; more of them are folded away."""


@dataclass(frozen=True, slots=True)
class PartCell:
    """What one part says: lines of text, none when it isn't known."""

    lines: tuple[str, ...]

    @property
    def folded(self) -> bool:
        return len(self.lines) > FEW_LINES


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of all parts.  It `differs` when two that are known do; it is `open` when that can't be told of all."""

    label: str
    cells: tuple[PartCell, ...]
    differs: bool
    open: bool


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """The head of a column, and the address of the comparison without it."""

    id: str
    name: str
    imported: bool
    without_url: str


@dataclass(frozen=True, slots=True)
class ComparePartsView:
    """The comparison."""

    category: Category | None
    parts: tuple[ComparedPart, ...]
    rows: tuple[FactRow, ...]
    unsaid: tuple[str, ...]
    left_out: tuple[str, ...]
    most: int
    only_differences: bool
    other_url: str
    more_url: str

    @property
    def page_title(self) -> str:
        return f"Compare {self.category.plural}" if self.category and self.parts else "Compare parts"

    @property
    def announcement(self) -> str:
        return f"{formats.plural(len(self.parts), 'part')} side by side, {formats.plural(len(self.rows), 'row')}."


def view_compare_parts(
    parts: Sequence[Part], left_out: Sequence[str], most: int, catalog: Catalog, only_differences: bool
) -> ComparePartsView:
    """The comparison of parts of one category; `left_out` are sentences about what could not be shown."""
    category = catalog.vocabulary.categories[parts[0].category] if parts else None
    words = category.facts.values() if category else ()
    ids = [part.id for part in parts]
    rows = tuple(_rows(parts, tuple(words))) if len(parts) > 1 else ()
    more = [*([("category", category.name)] if category else []), *(("with", part_id) for part_id in ids)]
    return ComparePartsView(
        category=category,
        parts=tuple(
            ComparedPart(part.id, part.name, part.attribution is not None, _url([one for one in ids if one != part.id]))
            for part in parts
        ),
        rows=tuple(row for row in rows if row.differs or row.open or not only_differences),
        unsaid=tuple(word.label for word in words if all(word.name not in part.facts for part in parts)),
        left_out=tuple(left_out),
        most=most,
        only_differences=only_differences,
        other_url=_url(ids, not only_differences),
        more_url=f"/parts?{urlencode(more)}",
    )


def _url(ids: Sequence[str], only_differences: bool = False) -> str:
    pairs = [*(("id", part_id) for part_id in ids), *([("only", "differences")] if only_differences else [])]
    return f"/parts/compare?{urlencode(pairs)}"


def _rows(parts: Sequence[Part], words: Sequence[FactWord]) -> Iterator[FactRow]:
    yield _row("maker", [part.maker or None for part in parts], [_lines(part.maker or None) for part in parts])
    statuses = [None if part.status == UNKNOWN else part.status for part in parts]
    yield _row("on the market", statuses, [_lines(status) for status in statuses])
    for word in words:
        values = [part.facts.get(word.name) for part in parts]
        if any(value is not None for value in values):
            yield _row(word.label, values, [_said(value, word) for value in values])
    prices = [_price(part) for part in parts]
    yield _row("price seen", prices, [_lines(price) for price in prices])


def _row(label: str, values: Sequence[Value | None], cells: Sequence[PartCell]) -> FactRow:
    known = {value for value in values if value is not None}
    return FactRow(label, tuple(cells), len(known) > 1, None in values)


def _said(value: Value | None, word: FactWord) -> PartCell:
    if value and isinstance(value, tuple):
        return PartCell(tuple(one if isinstance(one, str) else formats.record(one, word) for one in value))
    return _lines(None if value is None else formats.fact(value, word))


def _lines(text: str | None) -> PartCell:
    return PartCell((text,) if text else ())


def _price(part: Part) -> str | None:
    seen = price_range(part)
    return (
        f"{formats.money_range(seen.low, seen.high, seen.currency)}, {seen.condition}, {seen.dated}" if seen else None
    )
