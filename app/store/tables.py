"""The tables.  Alembic's migrations make them; a test holds both against each other."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import JSON, Dialect, Text
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class UtcDateTime(TypeDecorator[datetime.datetime]):
    """A moment in UTC.  SQLite forgets the zone, so it is added again on reading."""

    impl = SqlDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """Refuse a moment without a zone instead of guessing one."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(datetime.UTC) if value is not None else None

    def process_result_value(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """Give every moment its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=datetime.UTC) if value.tzinfo is None else value.astimezone(datetime.UTC)


class NullableJson(JSON):
    """JSON in a column that may be empty: None is SQL's NULL, not JSON's null."""

    def __init__(self) -> None:
        super().__init__(none_as_null=True)


class PartRow(SQLModel, table=True):
    """One part of the index; the files are the truth.

    `place` is its place in the order of all parts, `search` the text that queries are matched with.
    """

    __tablename__ = "part"

    id: str = Field(primary_key=True, max_length=200)
    category: str = Field(index=True, max_length=60)
    name: str = Field(max_length=300)
    maker: str = Field(index=True, max_length=100)
    status: str = Field(max_length=20)
    generic: bool
    place: str = Field(index=True, max_length=600)
    search: str = Field(sa_type=Text)


class ImportedPartRow(SQLModel, table=True):
    """One imported part: the layer of lower trust, which outlives every change of the catalog's files.

    `place` is its place in the order of all parts, `digest` tells whether an import changed it.  A part that
    is `listed` no more is still found by its id, which builds may hold; `curated_id` is the catalog's own part that
    stands for it.
    """

    __tablename__ = "imported_part"

    id: str = Field(primary_key=True, max_length=200)
    category: str = Field(index=True, max_length=60)
    name: str = Field(max_length=300)
    maker: str = Field(max_length=100)
    place: str = Field(index=True, max_length=600)
    search: str = Field(sa_type=Text)
    body: dict[str, Any] = Field(sa_type=JSON)
    digest: str = Field(max_length=64)
    read_on: str = Field(max_length=10)
    listed: bool
    curated_id: str | None = Field(default=None, max_length=200)


class PartFacetRow(SQLModel, table=True):
    """One reading of one facet of a listed part (`core/facets.py`): what lists are narrowed, counted and sorted by.

    All columns but `number` and `imported` are the key, in the order in which lists look them up.
    """

    __tablename__ = "part_facet"
    __table_args__ = ({"sqlite_with_rowid": False},)

    category: str = Field(primary_key=True, max_length=60)
    facet: str = Field(primary_key=True, max_length=60)
    part_id: str = Field(primary_key=True, max_length=200)
    value: str = Field(primary_key=True, max_length=300)
    number: float | None
    imported: bool


class CatalogState(SQLModel, table=True):
    """Which catalog the index was built from; there is one row.

    `derived_hash` tells by which definitions the search texts and facets of imported parts were derived;
    `imported_mark` is another whenever an import has changed them.
    """

    __tablename__ = "catalog_state"

    id: int = Field(primary_key=True)
    content_hash: str = Field(max_length=64)
    release: int
    built_at: datetime.datetime = Field(sa_type=UtcDateTime)
    derived_hash: str | None = Field(default=None, max_length=64)
    imported_mark: str | None = Field(default=None, max_length=20)


class PublishedCatalogRow(SQLModel, table=True):
    """A catalog that the index was once built from."""

    __tablename__ = "published_catalog"

    content_hash: str = Field(primary_key=True, max_length=64)


class SavedBuildRow(SQLModel, table=True):
    """A saved build: what it holds never changes; its owner may give it another title, or withdraw it.

    `parent_id` is the build that it was made from.  `catalog_version` and `checker_version` say what judged it, and
    `snapshot` what came of it.  The owner's secret is kept as a hash; links that are older than secrets have none.  A
    withdrawn build is an empty row: its address stays taken.
    """

    __tablename__ = "saved_build"

    id: str = Field(primary_key=True, max_length=20)
    created_at: datetime.datetime = Field(sa_type=UtcDateTime)
    title: str = Field(max_length=200)
    body: dict[str, Any] = Field(sa_type=JSON)
    parent_id: str | None = Field(default=None, foreign_key="saved_build.id", index=True, max_length=20)
    catalog_version: str = Field(max_length=64)
    checker_version: str | None = Field(default=None, max_length=64)
    snapshot: dict[str, Any] | None = Field(default=None, sa_type=NullableJson)
    owner_hash: str | None = Field(default=None, max_length=64)
    withdrawn_at: datetime.datetime | None = Field(default=None, sa_type=UtcDateTime)


class DraftRow(SQLModel, table=True):
    """A build that is too long for an address, kept for a while."""

    __tablename__ = "draft"

    id: str = Field(primary_key=True, max_length=40)
    body: dict[str, Any] = Field(sa_type=JSON)
    expires_at: datetime.datetime = Field(sa_type=UtcDateTime, index=True)
