"""The catalog that lists are read with, loaded once."""

from __future__ import annotations

from functools import cache

from app.core.parts import Catalog
from app.intake.loader import load_catalog
from app.intake.partslist import Imported, ImportedItem, read_parts_list
from app.resources import resource_root


@cache
def catalog() -> Catalog:
    return load_catalog(resource_root() / "catalog")


def read(text: str) -> Imported:
    return read_parts_list(text, catalog())


def only(line: str) -> ImportedItem:
    """The one item that a line comes to."""
    found = read(line)
    assert len(found.items) == 1, f"{line!r} came to {found}"
    return found.items[0]
