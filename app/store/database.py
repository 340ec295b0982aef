"""The engine and its transactions: SQLite by default, PostgreSQL where several machines share.

A request never waits longer than POOL_TIMEOUT_S for a connection and LOCK_TIMEOUT_S for a lock: then it is told that
the database is not available.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import StaticPool

POOL_TIMEOUT_S = 4
LOCK_TIMEOUT_S = 4
CONNECT_TIMEOUT_S = 4
# Migrations, imports and new indexes take their turns, and may have to wait for a long one.
TURN_TIMEOUT_S = 120
# One lock for all changes of schema and index; the number means nothing, but every process must use the same.
ADVISORY_LOCK = 0x6D69_6E69
_WRITES = "writes"
# Locked, read-only, broken or full media: https://www.sqlite.org/rescode.html
_SQLITE_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}


class StoreError(Exception):
    """The database can't be used; the sentence says why and what to do."""


class StoreUnavailableError(StoreError):
    """The database can't do this now: it is locked, full or out of reach.  Nothing of the transaction was kept."""


UNAVAILABLE: tuple[type[Exception], ...] = (StoreUnavailableError, PoolTimeoutError)
"""What any use of the store may raise when the database can't answer now."""


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
        return _postgresql_engine(url)
    if kind == "sqlite":
        return _sqlite_engine(url)
    raise StoreError(f"MINICOLOSSUS_DATABASE_URL names {kind}: use sqlite:///… or postgresql://…")


def _postgresql_engine(url: URL) -> Engine:
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": str(CONNECT_TIMEOUT_S)}
    address = url.set(drivername="postgresql+psycopg").update_query_dict(patience)
    engine = create_engine(address, pool_pre_ping=True, pool_timeout=POOL_TIMEOUT_S, hide_parameters=True)
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "handle_error", _name_unavailability)
    return engine


def _sqlite_engine(url: URL) -> Engine:
    # Parameters are hidden from error messages, and so from logs: they hold people's builds.
    if url.database in (None, "", ":memory:"):
        engine = create_engine(
            url, poolclass=StaticPool, connect_args={"check_same_thread": False}, hide_parameters=True
        )
    else:
        engine = create_engine(url, pool_timeout=POOL_TIMEOUT_S, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _name_unavailability)
    return engine


def _prepare_postgresql(connection: psycopg.Connection[Any], _: object) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = '{LOCK_TIMEOUT_S}s'")
    connection.autocommit = False


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver's own transactions leave DDL outside of them: `_begin_sqlite` begins them instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {LOCK_TIMEOUT_S * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # a link that was handed out survives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _name_unavailability(context: ExceptionContext) -> None:
    """Say in one kind of error what both drivers say in many."""
    error = context.original_exception
    if isinstance(error, sqlite3.Error):
        # The low byte is the kind of error, the rest its details.
        unavailable = getattr(error, "sqlite_errorcode", 0) & 0xFF in _SQLITE_UNAVAILABLE
    else:
        unavailable = isinstance(error, psycopg.OperationalError)
    if unavailable:
        raise StoreUnavailableError(str(error).partition("\n")[0]) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; committed at the end, or not at all."""
    with engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


@contextmanager
def writing_alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other process of this app overlaps with one of its kind: they take turns."""
    if engine.dialect.name == "postgresql":
        with writing(engine) as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = '{TURN_TIMEOUT_S}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
            yield connection
        return
    with engine.connect() as plain:
        driver: Any = plain.connection.driver_connection
        driver.execute(f"PRAGMA busy_timeout = {TURN_TIMEOUT_S * 1000}")
        try:
            connection = plain.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection
        finally:
            driver.execute(f"PRAGMA busy_timeout = {LOCK_TIMEOUT_S * 1000}")
