"""Noticing what other processes have changed: another catalog in the index, other imported parts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from app.core.parts import Catalog
from app.intake.catalog_files import content_hash
from app.intake.problems import CatalogError
from app.intake.templates import Template
from app.store.database import UNAVAILABLE
from app.store.store import Store, load_files

log = logging.getLogger("minicolossus")


class Watcher:
    """Compares, at each look, what is published with what is served, and hands over a new store when they differ.

    A catalog is taken up when this machine's files are the published ones, byte for byte.  A machine with older files
    goes on serving those, and so does one that can't read the new ones.
    """

    def __init__(self, store: Store, catalog_root: Path, on_change: Callable[[Store], None]) -> None:
        self._store = store
        self._root = catalog_root
        self._on_change = on_change
        self._seen = store.published()
        self._refused: str | None = None

    def look(self) -> None:
        """Ask the database one cheap question, and work only when the answer has changed."""
        try:
            published = self._store.published()
        except UNAVAILABLE as error:
            log.warning("the database can't tell what is published: %s", error)
            return
        files = self._changed_files(published.catalog_version)
        if files is not None:
            self._store = self._store.over(*files)
        elif published.imported_mark != self._seen.imported_mark:
            self._store = self._store.over(self._store.catalog, self._store.templates)
        else:
            return
        self._seen = published
        self._on_change(self._store)

    def _changed_files(self, published: str | None) -> tuple[Catalog, tuple[Template, ...]] | None:
        """This machine's files, if they are another catalog than the served one and the one that is published."""
        if published in (None, self._refused, self._store.catalog.version):
            return None
        try:
            if content_hash(self._root) != published:
                return None
            files = load_files(self._root)
        except (CatalogError, OSError) as error:
            log.error("catalog %s is published, and can't be read here: %s", published, error)
            self._refused = published
            return None
        return files if files[0].version == published else None  # the files may change while they are read
