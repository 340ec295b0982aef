"""The index of parts in the database: rebuilt as a whole when the catalog's files have changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlmodel import col

from app.core.facets import Reading, read_part
from app.core.parts import Catalog, Part
from app.core.vocabulary import Category
from app.store.database import writing_alone
from app.store.tables import CatalogState, PartFacetRow, PartRow, PublishedCatalogRow
from app.store.wording import search_text

THE_ROW = 1
LONGEST_VALUE = 300


def rebuild_index(
    engine: Engine, catalog: Catalog, release: int, now: datetime.datetime, *, again: bool = False
) -> bool:
    """Write the catalog's parts to the index, in one transaction and alone.  Answers whether anything was written.

    Nothing is written when the index was built from the same files, or by a newer release than this one.  Where
    machines share a database, a catalog that was replaced is an older machine's: only with `again` does it come back.
    """
    with writing_alone(engine) as connection:
        state = connection.execute(select(col(CatalogState.content_hash), col(CatalogState.release))).one_or_none()
        if state is not None and (state.release > release or state.content_hash == catalog.version):
            _raise_release(connection, state.release, release)
            return False
        if state is not None and not again and _was_replaced(connection, catalog.version):
            return False
        connection.execute(delete(PartRow))
        connection.execute(delete(PartFacetRow).where(~col(PartFacetRow.imported)))
        _write(connection, catalog)
        values = {"content_hash": catalog.version, "release": release, "built_at": now}
        if state is None:
            connection.execute(insert(CatalogState).values(id=THE_ROW, **values))
        else:
            connection.execute(update(CatalogState).values(**values))
        if not _was_published(connection, catalog.version):
            connection.execute(insert(PublishedCatalogRow).values(content_hash=catalog.version))
    return True


def _was_replaced(connection: Connection, version: str) -> bool:
    # One machine alone has no older ones: whoever takes back a change of a file wants it taken back.
    return connection.dialect.name == "postgresql" and _was_published(connection, version)


def _was_published(connection: Connection, version: str) -> bool:
    published = select(col(PublishedCatalogRow.content_hash)).where(col(PublishedCatalogRow.content_hash) == version)
    return connection.execute(published).one_or_none() is not None


def _raise_release(connection: Connection, known: int, release: int) -> None:
    """The same files in a newer release: an older process must not write over them either."""
    if release > known:
        connection.execute(update(CatalogState).values(release=release))


def place_of(part: Part, category: Category) -> str:
    """Where a part stands in the order of all parts: by category, then by name, generic parts after products."""
    return f"{category.order:03d} {int(part.generic)} {part.name.casefold()[:300]} {part.id}"


def facet_rows(part: Part, readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    """A part's readings as rows of the facet table."""
    for reading in readings:
        yield {
            "category": part.category,
            "facet": reading.facet,
            "value": reading.value[:LONGEST_VALUE],
            "part_id": part.id,
            "number": reading.number,
            "imported": part.attribution is not None,
        }


def _write(connection: Connection, catalog: Catalog) -> None:
    rows: list[dict[str, Any]] = []
    facets: list[dict[str, Any]] = []
    for part in catalog.parts.values():
        category = catalog.vocabulary.categories[part.category]
        readings = tuple(read_part(part, catalog))
        rows.append(
            {
                "id": part.id,
                "category": part.category,
                "name": part.name,
                "maker": part.maker,
                "status": part.status,
                "generic": part.generic,
                "place": place_of(part, category),
                "search": search_text(part, category, readings),
            }
        )
        facets += facet_rows(part, readings)
    if rows:
        connection.execute(insert(PartRow), rows)
        connection.execute(insert(PartFacetRow), facets)
