"""The engine, and transactions that write alone: SQLite by default, PostgreSQL where several machines share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

BUSY_TIMEOUT_MS = 15_000
# One lock for all changes of schema and index; the number means nothing, but every process must use the same.
ADVISORY_LOCK = 0x6D69_6E69
_WRITES = "writes_alone"


class StoreError(Exception):
    """The database can't be used; the sentence says why and what to do."""


def make_engine(database_url: str) -> Engine:
    """An engine for the address.  Raises StoreError for an address of another kind of database."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise StoreError(
            "MINICOLOSSUS_DATABASE_URL is no database address: use sqlite:///… or postgresql://…"
        ) from None
    kind = url.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if kind == "sqlite":
        return _sqlite_engine(url)
    raise StoreError(f"MINICOLOSSUS_DATABASE_URL names {kind}: use sqlite:///… or postgresql://…")


def _sqlite_engine(url: URL) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False}} if in_memory else {}
    engine = create_engine(url, **options, **({"poolclass": StaticPool} if in_memory else {}))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver's own transactions leave DDL outside of them: `_begin_sqlite` begins them instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # a link that was handed out survives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing_alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other process of this app overlaps with its own; committed at the end, or not at all."""
    with engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
            yield connection
