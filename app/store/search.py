"""Queries over the index of parts, and after it over the imported ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlmodel import col

from app.store.index import words
from app.store.tables import ImportedPartRow, PartRow

LARGEST_PAGE = 200
MOST_WORDS = 12


class CursorError(ValueError):
    """The cursor names no part of the index."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the parts that a query found, how many it found in all, and the cursor that leads on (None: the end)."""

    ids: tuple[str, ...]
    total: int
    cursor: str | None


def search_parts(
    engine: Engine, category: str | None = None, query: str = "", limit: int = 50, cursor: str | None = None
) -> Page:
    """Parts whose names hold every word of the query, in the catalog's order; imported ones come last.

    The cursor is the last page's last part, so that it outlives a change of the catalog.  Raises CursorError.
    """
    size = max(1, min(limit, LARGEST_PAGE))
    with engine.connect() as connection:
        total = sum(_count(connection, table, category, query) for table in (PartRow, ImportedPartRow))
        reached = None if cursor is None else _reached(connection, cursor)
        ids: list[str] = []
        for table in (PartRow, ImportedPartRow):
            if reached is None or reached[0] is table:
                after = None if reached is None else reached[1]
                ids += _ids(connection, table, category, query, after, size + 1 - len(ids))
                reached = None  # the next layer begins at its beginning
    return Page(tuple(ids[:size]), total, ids[size - 1] if len(ids) > size else None)


def _reached(connection: Connection, cursor: str) -> tuple[Any, Any]:
    """The layer that the cursor's part is in, and its place there."""
    for table in (PartRow, ImportedPartRow):
        place = connection.execute(select(_order(table)).where(col(table.id) == cursor)).scalar_one_or_none()
        if place is not None:
            return table, place
    raise CursorError(f"The cursor “{cursor[:80]}” names no part: begin again without one.")


def _ids(connection: Connection, table: Any, category: str | None, query: str, after: Any, size: int) -> list[str]:
    wanted = conditions(table, category, query)
    if after is not None:
        wanted.append(_order(table) > after)
    return list(connection.execute(select(col(table.id)).where(*wanted).order_by(_order(table)).limit(size)).scalars())


def _count(connection: Connection, table: Any, category: str | None, query: str) -> int:
    wanted = conditions(table, category, query)
    return int(connection.execute(select(func.count()).select_from(table).where(*wanted)).scalar_one())


def _order(table: Any) -> Any:
    return col(ImportedPartRow.place) if table is ImportedPartRow else col(PartRow.position)


def conditions(table: Any, category: str | None, query: str) -> list[Any]:
    """What a part of a layer has to meet: every word of the query, the category, and to be listed."""
    wanted: list[Any] = [col(table.search).contains(word, autoescape=True) for word in words(query)[:MOST_WORDS]]
    if category is not None:
        wanted.append(col(table.category) == category)
    if table is ImportedPartRow:
        wanted.append(col(ImportedPartRow.listed))
    return wanted


def count_by(engine: Engine, column: str, category: str | None = None) -> dict[str, int]:
    """How many parts there are of each category, maker or status; the facets of a search."""
    counts: Counter[str] = Counter()
    with engine.connect() as connection:
        for table in (PartRow, ImportedPartRow):
            if column == "status" and table is ImportedPartRow:
                continue  # nobody says which of them are still made
            by = {"category": table.category, "maker": table.maker, "status": PartRow.status}[column]
            wanted = conditions(table, category, "")
            rows = connection.execute(select(col(by), func.count()).where(*wanted).group_by(col(by)))
            counts.update({str(value): int(count) for value, count in rows})
    return dict(sorted(counts.items()))
