"""The store as the app sees it: one catalog in memory, and what lasts in a database."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import col

from app.core.parts import Catalog, Part
from app.intake.loader import load_catalog
from app.intake.templates import Template, load_templates
from app.settings import Settings
from app.store import builds, drafts, imported, search
from app.store.builds import Judged, Receipt, SavedBuild
from app.store.database import UNAVAILABLE, make_engine
from app.store.imported import ImportedParts, Written
from app.store.index import rebuild_index
from app.store.migrating import migrate
from app.store.release import checker_version, release_number
from app.store.search import Counts, Page, PartQuery
from app.store.tables import CatalogState

log = logging.getLogger("minicolossus")


def open_store(settings: Settings) -> Store:
    """Load the catalog, bring the database's tables up to date and rebuild the index if the files have changed.

    The catalog comes first: a broken one replaces nothing.  Raises CatalogError or StoreError.
    """
    catalog, templates = load_files(settings.catalog_root)
    engine = open_database(settings)
    try:
        rebuild_index(engine, catalog, release_number(), _now())
        imported.derive_again(engine, catalog)
    except BaseException:
        engine.dispose()
        raise
    store = Store(engine, catalog, templates, settings.draft_days).over(catalog, templates)
    published = store.published().catalog_version
    if published != catalog.version:
        log.warning("catalog %s is served here, while %s is published, which is newer", catalog.version, published)
    return store


def load_files(root: Path) -> tuple[Catalog, tuple[Template, ...]]:
    """The catalog's files and the ready-made builds.  Raises CatalogError."""
    catalog = load_catalog(root)
    return catalog, load_templates(root, catalog.vocabulary, catalog)


def open_database(settings: Settings) -> Engine:
    """The database alone, with its tables up to date.  Raises StoreError."""
    engine = make_engine(settings.database_url)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@dataclass(frozen=True, slots=True)
class Published:
    """What the database holds: the catalog of the index, and a mark that is another after each change of an import."""

    catalog_version: str | None
    imported_mark: str | None


@dataclass(frozen=True)
class Store:
    """The catalog's snapshot and the database.  Bodies of builds are the mappings of `intake.builds.from_build`."""

    engine: Engine
    catalog: Catalog
    templates: tuple[Template, ...]
    draft_days: int = 30

    def save_build(
        self, body: dict[str, Any], snapshot: dict[str, Any] | None = None, parent: str | None = None
    ) -> Receipt:
        """Write a build under a new short code, for good.  Raises UnknownParentError."""
        judged = Judged(self.catalog.version, checker_version(), snapshot)
        return builds.save_build(self.engine, body, judged, _now(), parent)

    def rename_build(self, code: str, owner_secret: str, title: str) -> None:
        """Give a saved build another title.  Raises NotOwnerError."""
        builds.rename_build(self.engine, code, owner_secret, title)

    def withdraw_build(self, code: str, owner_secret: str) -> None:
        """Erase what a saved build holds, for good; its code stays taken.  Raises NotOwnerError."""
        builds.withdraw_build(self.engine, code, owner_secret, _now())

    def load_build(self, code: str) -> SavedBuild | None:
        """The saved build of that code, or None."""
        return builds.load_build(self.engine, code)

    def put_draft(self, body: dict[str, Any]) -> str:
        """Keep a build that is too long for an address, and answer its code."""
        return drafts.put_draft(self.engine, body, _now(), self.draft_days)

    def get_draft(self, code: str) -> dict[str, Any] | None:
        """The draft of that code, or None when there is none or its time is over."""
        return drafts.get_draft(self.engine, code, _now())

    def find_parts(self, query: PartQuery, limit: int | None, offset: int = 0, cursor: str | None = None) -> Page:
        """Ids of the parts that the query finds, the best first.  Raises CursorError."""
        return search.find_parts(self.engine, query, limit, offset, cursor)

    def own_parts(self, query: PartQuery) -> tuple[Part, ...]:
        """All of the catalog's own parts that the query finds, the best first."""
        return self.parts(search.find_parts(self.engine, replace(query, layers=search.OWN), None).ids)

    def count_parts(self, query: PartQuery) -> int:
        """How many parts the query finds."""
        return search.count_parts(self.engine, query)

    def parts(self, ids: Sequence[str]) -> tuple[Part, ...]:
        """The parts of these ids, in their order; what is not there is left out."""
        elsewhere = [part_id for part_id in ids if part_id not in self.catalog.parts]
        found = imported.read_imported(self.engine, elsewhere) if elsewhere else {}
        known = (self.catalog.parts.get(part_id) or found.get(part_id) for part_id in ids)
        return tuple(part for part in known if part is not None)

    def count_facets(self, query: PartQuery) -> Counts:
        """How many of the parts that the query finds say what, for every facet of its category."""
        return search.count_facets(self.engine, query)

    def count_categories(self, words: str = "") -> dict[str, int]:
        """How many parts of each category have every word in what they are called."""
        return search.count_categories(self.engine, words)

    def import_parts(self, parts: Iterable[tuple[Part, str | None]]) -> Written:
        """Make these the imported parts, each with the id of the curated part that stands for it, if any does."""
        rows = imported.import_rows(parts, self.catalog.vocabulary, _now().date().isoformat())
        return imported.write_import(self.engine, rows)

    def remove_imported(self) -> int:
        """Remove all imported parts, and answer how many there were."""
        return imported.remove_import(self.engine)

    def over(self, catalog: Catalog, templates: tuple[Template, ...]) -> Store:
        """The same database with these files, and with imported parts read anew."""
        own = replace(catalog, elsewhere=None)
        return replace(self, catalog=replace(own, elsewhere=ImportedParts(self.engine, own)), templates=templates)

    def publish(self) -> bool:
        """Make this catalog the one of the index, also if it was replaced.  Answers False below a newer release."""
        rebuild_index(self.engine, self.catalog, release_number(), _now(), again=True)
        imported.derive_again(self.engine, self.catalog)
        return self.published().catalog_version == self.catalog.version

    def published(self) -> Published:
        """What the database holds now."""
        with self.engine.connect() as connection:
            state = select(col(CatalogState.content_hash), col(CatalogState.imported_mark))
            row = connection.execute(state).one_or_none()
        return Published(*row) if row is not None else Published(None, None)

    def is_ready(self) -> bool:
        """Whether the database answers, and has its tables and an index of parts."""
        try:
            return self.published().catalog_version is not None
        except UNAVAILABLE:
            return False

    def close(self) -> None:
        """Give the database's connections back."""
        self.engine.dispose()


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
