"""Imported parts: written by an import, found by id through a bounded cache, and searched after the catalog's own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update
from sqlmodel import col

from app.core.facets import facets_of, read_part
from app.core.parts import Catalog, Facts, Part, Value
from app.core.plain import to_json
from app.core.vocabulary import Vocabulary
from app.intake.opendb.reading import ATTRIBUTION, ID_PREFIX, STATUS, sources_of
from app.store.batches import batches
from app.store.codes import new_code
from app.store.database import writing_alone
from app.store.index import facet_rows, place_of
from app.store.tables import CatalogState, ImportedPartRow, PartFacetRow
from app.store.wording import WORDING, search_text

FACETS = "facets"
CACHED = 4096
MARK_LENGTH = 20
Row = dict[str, Any]
_COLUMNS = tuple(
    col(column)
    for column in (
        ImportedPartRow.id,
        ImportedPartRow.category,
        ImportedPartRow.name,
        ImportedPartRow.maker,
        ImportedPartRow.body,
        ImportedPartRow.read_on,
        ImportedPartRow.curated_id,
    )
)


@dataclass(frozen=True, slots=True)
class Written:
    """What an import did to the parts of the layer."""

    added: int
    changed: int
    unchanged: int
    unlisted: int

    @property
    def nothing(self) -> bool:
        """Whether the layer is as it was."""
        return not (self.added or self.changed or self.unlisted)


class ImportedParts:
    """Finds imported parts by id.  Those that were read last are kept; ids that aren't there are asked for again."""

    def __init__(self, engine: Engine, curated: Catalog) -> None:
        self._engine = engine
        self._curated = curated
        self._kept: Callable[[str], Part] = lru_cache(maxsize=CACHED)(self._read)

    def __call__(self, part_id: str) -> Part | None:
        """The imported part of that id, or the catalog's own part that stands for it."""
        if not part_id.startswith(ID_PREFIX):
            return None
        try:
            return self._kept(part_id)
        except KeyError:
            return None

    def _read(self, part_id: str) -> Part:
        with self._engine.connect() as connection:
            row = connection.execute(select(*_COLUMNS).where(col(ImportedPartRow.id) == part_id)).one_or_none()
        if row is None:
            raise KeyError(part_id)  # an exception is not kept: the next import may bring the part
        return self._curated.part(row.curated_id or "") or _part(row)


def read_imported(engine: Engine, ids: Iterable[str]) -> dict[str, Part]:
    """The imported parts of these ids, by id, in one question."""
    with engine.connect() as connection:
        rows = connection.execute(select(*_COLUMNS).where(col(ImportedPartRow.id).in_(list(ids))))
        return {row.id: _part(row) for row in rows}


def import_rows(parts: Iterable[tuple[Part, str | None]], vocabulary: Vocabulary, read_on: str) -> dict[str, Row]:
    """The rows of imported parts, each with the curated part that stands for it, by id."""
    words = Catalog(vocabulary=vocabulary)
    return {part.id: _row(part, curated_id, words, read_on) for part, curated_id in parts}


def write_import(engine: Engine, rows: Mapping[str, Row]) -> Written:
    """Bring the layer to these rows in one transaction: what is the same is left alone, what is gone is unlisted."""
    with writing_alone(engine) as connection:
        known = {
            row.id: (row.digest, row.listed)
            for row in connection.execute(
                select(col(ImportedPartRow.id), col(ImportedPartRow.digest), col(ImportedPartRow.listed))
            )
        }
        new = [row for part_id, row in rows.items() if part_id not in known]
        differing = [
            row
            for part_id, row in rows.items()
            if part_id in known and known[part_id] != (row["digest"], row["listed"])
        ]
        gone = [part_id for part_id, (_, listed) in known.items() if listed and part_id not in rows]
        for batch in batches(new):
            connection.execute(insert(ImportedPartRow), [_columns(row) for row in batch])
        _update(connection, [_columns(row) for row in differing])
        _unlist(connection, gone)
        _forget_facets(connection, [*(row["id"] for row in differing), *gone])
        _write_facets(connection, (row for row in (*new, *differing) if row["listed"]))
        if new or differing or gone:
            mark_imported(connection)
    return Written(len(new), len(differing), len(rows) - len(new) - len(differing), len(gone))


def remove_import(engine: Engine) -> int:
    """Remove the whole layer, and answer how many parts it had."""
    with writing_alone(engine) as connection:
        count = connection.execute(select(func.count()).select_from(ImportedPartRow)).scalar_one()
        connection.execute(delete(ImportedPartRow))
        connection.execute(delete(PartFacetRow).where(col(PartFacetRow.imported)))
        mark_imported(connection)
    return int(count)


def mark_imported(connection: Connection) -> None:
    """Tell the processes that keep imported parts in memory to look again."""
    connection.execute(update(CatalogState).values(imported_mark=new_code(MARK_LENGTH)))


def derive_again(engine: Engine, catalog: Catalog) -> bool:
    """Derive the search texts and facets of the whole layer anew, unless they were derived by the same definitions.

    Answers whether anything was written.  Nothing is when the index was built by another release than this one.
    """
    told = repr([(name, *facets_of(category)) for name, category in sorted(catalog.vocabulary.categories.items())])
    derived_hash = hashlib.sha256(f"{WORDING} {told}".encode()).hexdigest()
    with writing_alone(engine) as connection:
        state = connection.execute(select(col(CatalogState.content_hash), col(CatalogState.derived_hash))).one_or_none()
        if state is None or state.content_hash != catalog.version or state.derived_hash == derived_hash:
            return False
        connection.execute(delete(PartFacetRow).where(col(PartFacetRow.imported)))
        ids = connection.execute(select(col(ImportedPartRow.id))).scalars().all()
        for batch in batches(ids):
            chosen = select(*_COLUMNS, col(ImportedPartRow.listed)).where(col(ImportedPartRow.id).in_(batch))
            found = [(_part(row), row.listed) for row in connection.execute(chosen)]
            rows = [{"id": part.id, "listed": listed, **_derived(part, catalog)} for part, listed in found]
            _update(connection, [{"id": row["id"], "place": row["place"], "search": row["search"]} for row in rows])
            _write_facets(connection, (row for row in rows if row["listed"]))
        connection.execute(update(CatalogState).values(derived_hash=derived_hash))
    return True


def _row(part: Part, curated_id: str | None, words: Catalog, read_on: str) -> Row:
    body = {"facts": to_json(part.facts), "part_numbers": list(part.part_numbers)}
    told = json.dumps([part.category, part.name, part.maker, body, curated_id], sort_keys=True, ensure_ascii=False)
    return {
        "id": part.id,
        "category": part.category,
        "name": part.name,
        "maker": part.maker,
        **_derived(part, words),
        "body": body,
        "digest": hashlib.sha256(told.encode()).hexdigest(),
        "read_on": read_on,
        "listed": curated_id is None,
        "curated_id": curated_id,
    }


def _derived(part: Part, words: Catalog) -> Row:
    """What the columns `place` and `search` and the facet table say of a part; anyone can derive it again."""
    category = words.vocabulary.categories[part.category]
    readings = tuple(read_part(part, words))
    return {
        "place": place_of(part, category),
        # Not by its id: a part is not found because four digits of its id happen to be “3090”.
        "search": search_text(replace(part, id=""), category, readings),
        FACETS: tuple(facet_rows(part, readings)),
    }


def _columns(row: Row) -> Row:
    """The row without what goes into the facet table."""
    return {name: value for name, value in row.items() if name != FACETS}


def _write_facets(connection: Connection, rows: Iterable[Row]) -> None:
    for batch in batches(facet for row in rows for facet in row[FACETS]):
        connection.execute(insert(PartFacetRow), batch)


def _forget_facets(connection: Connection, ids: Iterable[str]) -> None:
    for batch in batches(ids):
        connection.execute(delete(PartFacetRow).where(col(PartFacetRow.part_id).in_(batch)))


def _update(connection: Connection, rows: list[Row]) -> None:
    if not rows:
        return
    names = [name for name in rows[0] if name != "id"]
    change = update(ImportedPartRow).where(col(ImportedPartRow.id) == bindparam("the_id"))
    change = change.values({name: bindparam(f"new_{name}") for name in names})
    for batch in batches(rows):
        given = [{"the_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in batch]
        connection.execute(change.execution_options(synchronize_session=False), given)


def _unlist(connection: Connection, ids: Iterable[str]) -> None:
    for batch in batches(ids):
        connection.execute(update(ImportedPartRow).where(col(ImportedPartRow.id).in_(batch)).values(listed=False))


def _part(row: Any) -> Part:
    facts = Facts({name: _frozen(value) for name, value in row.body["facts"].items()})
    return Part(
        id=row.id,
        category=row.category,
        name=row.name,
        maker=row.maker,
        status=STATUS,
        part_numbers=tuple(row.body["part_numbers"]),
        facts=facts,
        sources=sources_of(row.id, facts, row.read_on),
        attribution=ATTRIBUTION,
    )


def _frozen(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(_frozen(entry) for entry in value)  # type: ignore[return-value]
    if isinstance(value, dict):
        return Facts({name: _frozen(inner) for name, inner in value.items()})  # type: ignore[return-value]
    return value  # type: ignore[no-any-return]
