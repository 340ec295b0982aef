"""Queries over the catalog's own parts and the imported ones: by words, by facets, in any order, page by page."""

from __future__ import annotations

import base64
import binascii
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Integer,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlmodel import col

from app.core.facets import Span
from app.store.tables import ImportedPartRow, PartFacetRow, PartRow
from app.store.wording import phrases

LARGEST_PAGE = 200
BY_NAME = "name"
Counts = dict[str, dict[str, int]]
OWN, IMPORTED, BOTH = (0,), (1,), (0, 1)
"""The layers: the catalog's own parts, and the imported ones after them."""

_TABLES: tuple[Any, ...] = (PartRow, ImportedPartRow)


class CursorError(ValueError):
    """The cursor names no part of the index."""


@dataclass(frozen=True, slots=True)
class PartQuery:
    """What parts are asked for.

    `words` have all to be among what the part is called; `chosen` maps a facet to the values, or spans of figures, of
    which a part has one.  `sort` is empty for the best match first, `name`, or the name of a facet with figures, with a
    minus before it for the largest first.  `layers` are all, or only one of them.
    """

    category: str = ""
    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sort: str = ""
    layers: tuple[int, ...] = BOTH


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the parts that a query found, how many it found in all, and the cursor that leads on (None: the end)."""

    ids: tuple[str, ...]
    total: int
    cursor: str | None


def find_parts(engine: Engine, query: PartQuery, limit: int | None, offset: int = 0, cursor: str | None = None) -> Page:
    """One page of what the query finds; without a limit, all of it.

    The cursor stands for the last page's last part, so that it outlives a change of the catalog.  Raises CursorError.
    """
    found, keys = _found(query)
    chosen = select(found.c.id).order_by(*keys).offset(offset)
    if limit is not None:
        chosen = chosen.limit(limit + 1)
    with engine.connect() as connection:
        if cursor is not None:
            chosen = chosen.where(tuple_(*keys) > _reached(connection, query, cursor))
        ids = connection.execute(chosen).scalars().all()
        page = tuple(ids[:limit])
        is_all = len(ids) == len(page) and not offset and cursor is None
        total = len(page) if is_all else connection.execute(_total(query)).scalar_one()
    return Page(page, int(total), _cursor(page[-1]) if len(ids) > len(page) else None)


def count_parts(engine: Engine, query: PartQuery) -> int:
    """How many parts the query finds."""
    with engine.connect() as connection:
        return int(connection.execute(_total(query)).scalar_one())


def count_facets(engine: Engine, query: PartQuery) -> Counts:
    """How many of the parts that the query finds say what, for every facet of its category.

    The counts of a facet that is chosen from are those without that choice, so that one sees what else there is.
    """
    counts: Counts = defaultdict(dict)
    with engine.connect() as connection:
        for facet, value, count in connection.execute(_counted(query, None)):
            counts[facet][value] = int(count)
        for name in query.chosen:
            others = {facet: values for facet, values in query.chosen.items() if facet != name}
            counted = _counted(replace(query, chosen=others), name)
            counts[name] = {value: int(count) for _, value, count in connection.execute(counted)}
    return dict(counts)


def count_categories(engine: Engine, words: str = "") -> dict[str, int]:
    """How many parts of each category have every word in what they are called."""
    found = _each_layer(PartQuery(words=words), lambda table, _: select(col(table.category))).subquery()
    counted = select(found.c.category, func.count()).group_by(found.c.category).order_by(found.c.category)
    with engine.connect() as connection:
        return {name: int(count) for name, count in connection.execute(counted)}


def _found(query: PartQuery, narrowed: bool = True) -> tuple[Any, list[Any]]:
    """What the query finds (or all parts of its category), as a subquery, and the columns that it is ordered by."""
    scope = query if narrowed else PartQuery(query.category, layers=query.layers)
    found = _each_layer(scope, lambda table, layer: _line(table, layer, query.words)).subquery()
    name = query.sort.removeprefix("-")
    if name == BY_NAME:
        return found, [found.c.place]
    if not name:
        return found, [found.c.rank, found.c.layer, found.c.place]
    number = col(PartFacetRow.number)
    said = (
        select(col(PartFacetRow.part_id), number)
        .where(col(PartFacetRow.category) == query.category, col(PartFacetRow.facet) == name)
        .subquery()
    )
    line = select(found, said.c.number).join(said, said.c.part_id == found.c.id).subquery()
    figure = func.coalesce(line.c.number, 0.0)
    missing = case((line.c.number.is_(None), 1), else_=0)
    return line, [missing, -figure if query.sort.startswith("-") else figure, line.c.layer, line.c.place]


def _line(table: Any, layer: int, words: str) -> Select[Any]:
    """A part as lists order it: its id, place and layer, and how well it answers the words."""
    return select(
        col(table.id),
        col(table.place).label("place"),
        literal(layer, Integer).label("layer"),
        _rank(col(table.search), words).label("rank"),
    )


def _rank(text: Any, words: str) -> Any:
    """How well a part's text answers the words: 0 is called exactly so, 5 has them somewhere."""
    pieces = [piece for _, piece in phrases(words)]
    if not pieces:
        return literal(0, Integer)
    whole = " ".join(pieces)
    return case(
        (text.contains(f"| {whole} |"), 0),
        (text.contains(f" {whole} |"), 1),
        (text.contains(f" {whole} "), 2),
        (and_(*(text.contains(f" {piece} ") for piece in pieces)), 3),
        (and_(*(text.contains(f" {piece}") for piece in pieces)), 4),
        else_=5,
    )


def _each_layer(query: PartQuery, line: Any) -> Any:
    """The same question to every layer of the query."""
    tables = {layer: _TABLES[layer] for layer in query.layers}
    return union_all(*(line(table, layer).where(*_conditions(table, query)) for layer, table in tables.items()))


def _total(query: PartQuery) -> Any:
    return select(func.count()).select_from(_matching(query).subquery())


def _matching(query: PartQuery) -> Any:
    return _each_layer(query, lambda table, _: select(col(table.id)))


def _conditions(table: Any, query: PartQuery) -> list[Any]:
    """What a part of a layer has to meet: the category, every word, every choice, and to be listed."""
    text = col(table.search)
    wanted: list[Any] = [or_(*(text.contains(form) for form in dict.fromkeys(forms))) for forms in phrases(query.words)]
    if query.category:
        wanted.append(col(table.category) == query.category)
    if table is ImportedPartRow:
        wanted.append(col(ImportedPartRow.listed))
    return wanted + [_says(col(table.id), query.category, facet, values) for facet, values in query.chosen.items()]


def _says(part_id: Any, category: str, facet: str, values: tuple[str, ...]) -> Any:
    """That a part says one of the values to a facet."""
    number: Any = col(PartFacetRow.number)
    ways: list[Any] = [col(PartFacetRow.value).in_(values)]
    for span in filter(None, map(Span.read, values)):
        bounds: list[Any] = [number > span.above] if span.above is not None else []
        bounds += [number <= span.up_to] if span.up_to is not None else []
        ways.append(and_(*bounds))
    said = select(col(PartFacetRow.part_id)).where(
        col(PartFacetRow.category) == category, col(PartFacetRow.facet) == facet, or_(*ways)
    )
    return part_id.in_(said)


def _counted(query: PartQuery, facet: str | None) -> Any:
    """The readings of what the query finds, counted: of one facet, or of all."""
    name, value, part_id = col(PartFacetRow.facet), col(PartFacetRow.value), col(PartFacetRow.part_id)
    counted = select(name, value, func.count()).where(col(PartFacetRow.category) == query.category)
    if facet is not None:
        counted = counted.where(name == facet)
    if query.words or query.chosen or query.layers != BOTH:  # else every reading of the category counts
        counted = counted.where(part_id.in_(_matching(query)))
    return counted.group_by(name, value)


def _reached(connection: Connection, query: PartQuery, cursor: str) -> Any:
    """The place in the query's order of the part that the cursor stands for, whether or not it is still found."""
    try:
        part_id = base64.urlsafe_b64decode(cursor.encode("ascii")).decode().replace("\0", "")
    except (UnicodeError, binascii.Error):
        part_id = ""  # no part has it
    found, keys = _found(query, narrowed=False)
    row = connection.execute(select(*keys).where(found.c.id == part_id)).one_or_none()
    if row is None:
        raise CursorError(f"The cursor “{cursor[:80]}” leads nowhere: begin again without one.")
    return tuple_(*(literal(value, key.type) for value, key in zip(row, keys, strict=True)))


def _cursor(part_id: str) -> str:
    return base64.urlsafe_b64encode(part_id.encode()).decode()
