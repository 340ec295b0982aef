"""Queries over the index of parts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, func, select
from sqlmodel import col

from app.store.index import words
from app.store.tables import PartRow

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
    """Parts whose names hold every word of the query, in the catalog's order.

    The cursor is the last page's last part, so that it outlives a change of the catalog.  Raises CursorError.
    """
    wanted = [col(PartRow.search).contains(word, autoescape=True) for word in words(query)[:MOST_WORDS]]
    if category is not None:
        wanted.append(col(PartRow.category) == category)
    with engine.connect() as connection:
        total = connection.execute(select(func.count()).select_from(PartRow).where(*wanted)).scalar_one()
        after = []
        if cursor is not None:
            position = connection.execute(
                select(col(PartRow.position)).where(col(PartRow.id) == cursor)
            ).scalar_one_or_none()
            if position is None:
                raise CursorError(f"The cursor “{cursor[:80]}” names no part: begin again without one.")
            after = [col(PartRow.position) > position]
        size = max(1, min(limit, LARGEST_PAGE))
        rows = connection.execute(
            select(col(PartRow.id)).where(*wanted, *after).order_by(col(PartRow.position)).limit(size + 1)
        )
        ids = tuple(rows.scalars())
    more = len(ids) > size
    return Page(ids[:size], total, ids[size - 1] if more else None)


def count_by(engine: Engine, column: str, category: str | None = None) -> dict[str, int]:
    """How many parts there are of each category, maker or status; the facets of a search."""
    by = {"category": col(PartRow.category), "maker": col(PartRow.maker), "status": col(PartRow.status)}[column]
    wanted = [col(PartRow.category) == category] if category is not None else []
    with engine.connect() as connection:
        rows = connection.execute(select(by, func.count()).where(*wanted).group_by(by))
        return dict(sorted((str(value), int(count)) for value, count in rows))
