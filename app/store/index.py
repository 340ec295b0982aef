"""The index of parts in the database: rebuilt as a whole when the catalog's files have changed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlmodel import col

from app.core.parts import Catalog, Part
from app.core.plain import to_json
from app.store.database import writing_alone
from app.store.tables import CatalogState, PartRow

THE_ROW = 1
NO_WORD = re.compile(r"[^0-9a-z]+")


def rebuild_index(engine: Engine, catalog: Catalog, release: int, now: datetime.datetime) -> bool:
    """Write the catalog's parts to the index, in one transaction and alone.  Answers whether anything was written.

    Nothing is written when the index was built from the same files, or by a newer release than this one.
    """
    with writing_alone(engine) as connection:
        state = connection.execute(select(col(CatalogState.content_hash), col(CatalogState.release))).one_or_none()
        if state is not None and (state.release > release or state.content_hash == catalog.version):
            _raise_release(connection, state.release, release)
            return False
        connection.execute(delete(PartRow))
        rows = list(_rows(catalog))
        if rows:
            connection.execute(insert(PartRow), rows)
        connection.execute(delete(CatalogState))
        connection.execute(
            insert(CatalogState).values(id=THE_ROW, content_hash=catalog.version, release=release, built_at=now)
        )
    return True


def _raise_release(connection: Connection, known: int, release: int) -> None:
    """The same files in a newer release: an older process must not write over them either."""
    if release > known:
        connection.execute(update(CatalogState).values(release=release))


def _rows(catalog: Catalog) -> Iterator[dict[str, Any]]:
    categories = catalog.vocabulary.categories

    def place(part: Part) -> tuple[int, str, str]:
        return categories[part.category].order, part.name.casefold(), part.id

    for position, part in enumerate(sorted(catalog.parts.values(), key=place)):
        yield {
            "id": part.id,
            "category": part.category,
            "name": part.name,
            "maker": part.maker,
            "status": part.status,
            "generic": part.generic,
            "position": position,
            "search": search_text(part),
            "facts": to_json(part.facts),
        }


def search_text(part: Part) -> str:
    """Everything that people call the part, as words and run together: “RTX 3090” is also found as “rtx3090”."""
    names = (part.name, part.maker, part.id, *part.aliases, *part.part_numbers)
    found = [" ".join(words(name)) for name in names if name]
    joined = [name.replace(" ", "") for name in found]
    return "|".join(dict.fromkeys([*found, *joined]))


def words(text: str) -> list[str]:
    """A text's words in small letters without accents; anything but letters and digits parts them."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return [word for word in NO_WORD.split(plain) if word]
