"""Backups of everything that lasts, in a file that any later release reads, into SQLite or PostgreSQL alike.

The file is gzip of JSON lines: a header, then one row in each line, and at the end how many there were.  It is made
from one snapshot of the database, so that serving goes on, and gets its name only when it is whole and on the disk.
"""

from __future__ import annotations

import datetime
import gzip
import json
import os
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Engine, Table, bindparam, func, insert, select, update
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import SQLModel

from app.store.batches import BATCH, batches
from app.store.database import writing_alone
from app.store.imported import mark_imported
from app.store.tables import CatalogState, UtcDateTime

FORMAT = "mini-colossus backup"
VERSION = 1
LONGEST_LINE = 64_000_000
TABLES: Mapping[str, Table] = {
    name: SQLModel.metadata.tables[name] for name in ("saved_build", "draft", "imported_part")
}
BUILDS = TABLES["saved_build"]
Counts = Mapping[str, int]
_Row = tuple[str, dict[str, Any]]


class BackupError(Exception):
    """A backup can't be written or read; the sentence says why and what to do."""


def write_backup(engine: Engine, file: Path) -> Counts:
    """Write what lasts to the file, and answer how many rows of each table.  Raises BackupError."""
    counts: Counter[str] = Counter()
    with _whole_or_not_at_all(file) as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
        _write_line(packed, {"format": FORMAT, "version": VERSION})
        for name, row in _rows_of(engine):
            _write_line(packed, {name: row})
            counts[name] += 1
        if not counts:
            raise BackupError("The database holds nothing to back up: check MINICOLOSSUS_DATABASE_URL.")
        _write_line(packed, {"end": dict(counts)})
    return counts


def read_backup(engine: Engine, file: Path, *, merge: bool = False) -> Counts:
    """Bring back what a file holds, in one transaction, and answer how many rows of each table were added.

    A database that holds links, drafts or imported parts is refused, unless `merge` says to add what it lacks and to
    leave alone what it has.  Raises BackupError.
    """
    counts: Counter[str] = Counter()
    parents: dict[str, str] = {}
    try:
        with writing_alone(engine) as connection:
            if not merge and any(_has_rows(connection, table) for table in TABLES.values()):
                raise BackupError(
                    "The database is not empty: restore into an empty one, or add what it lacks with --merge."
                )
            for batch in batches(_rows_in(file)):
                for name, table in TABLES.items():
                    rows = _missing(connection, table, [row for named, row in batch if named == name])
                    counts[name] += len(rows)
                    if table is BUILDS:  # a parent may come after its child: it is named when all are there
                        parents |= {row["id"]: row["parent_id"] for row in rows if row.get("parent_id")}
                        rows = [{**row, "parent_id": None} for row in rows]
                    if rows:
                        connection.execute(insert(table), rows)
            _name_parents(connection, parents)
            if counts["imported_part"]:  # their facets are derived again when the store is opened
                connection.execute(update(CatalogState).values(derived_hash=None))
                mark_imported(connection)
    except (StatementError, DBAPIError) as error:
        reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
        raise BackupError(f"{file} holds a row that doesn't fit ({reason}): nothing was restored.") from None
    return counts


@contextmanager
def _whole_or_not_at_all(file: Path) -> Iterator[BinaryIO]:
    """A new file that takes its name when it is complete and on the disk; until then nothing has changed."""
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    except OSError as error:
        raise BackupError(f"{file.parent} can't be written to: {error.strerror}.") from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as raw:
            yield raw
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(file)
        _sync_folder(file.parent)
    except OSError as error:
        raise BackupError(f"{file} can't be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """The new name too is to survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_line(packed: gzip.GzipFile, value: Any) -> None:
    packed.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _rows_of(engine: Engine) -> Iterator[_Row]:
    """Every row of every table, all as they were at one moment."""
    isolation = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(yield_per=BATCH, **isolation) as connection:
        for name, table in TABLES.items():
            for row in connection.execute(select(table)).mappings():
                yield name, {column: _plain(value) for column, value in row.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.datetime) else value


def _has_rows(connection: Connection, table: Table) -> bool:
    return bool(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _missing(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the rows whose ids the table doesn't have."""
    ids = [row["id"] for row in rows]
    known = set(connection.execute(select(table.c.id).where(table.c.id.in_(ids))).scalars())
    return [row for row in rows if row["id"] not in known]


def _name_parents(connection: Connection, parents: Mapping[str, str]) -> None:
    change = update(BUILDS).where(BUILDS.c.id == bindparam("the_id")).values(parent_id=bindparam("the_parent"))
    for batch in batches(parents.items()):
        connection.execute(change, [{"the_id": child, "the_parent": parent} for child, parent in batch])


def _rows_in(file: Path) -> Iterator[_Row]:
    """The rows of a backup, each a mapping of all of its table's columns."""
    lines = _lines_in(file)
    header = next(lines, None)
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise BackupError(f"{file} is no backup: use a file that `mini-colossus backup` wrote.")
    if header.get("version") != VERSION:
        raise BackupError(f"{file} was written by a newer release: restore it with that one.")
    counts: Counter[str] = Counter()
    for number, line in enumerate(lines, 2):
        match line:
            case {"end": dict(told)}:
                # Reading on to the file's end also lets gzip compare its check sum.
                if told != dict(counts) or next(lines, None) is not None:
                    raise BackupError(f"{file} is damaged: rows are missing. Nothing was restored.")
                return
            case dict() if len(line) == 1 and (name := next(iter(line))) in TABLES and isinstance(line[name], dict):
                counts[name] += 1
                yield name, _row(TABLES[name], line[name], f"Line {number} of {file}")
            case _:
                raise BackupError(f"Line {number} of {file} is no row of a backup. Nothing was restored.")
    raise BackupError(f"{file} is cut off: its end is missing. Nothing was restored; use another copy.")


def _row(table: Table, given: Mapping[str, Any], place: str) -> dict[str, Any]:
    if given.keys() - table.c.keys() or not isinstance(given.get("id"), str):
        raise BackupError(f"{place} has another shape than a row of {table.name}. Nothing was restored.")
    row: dict[str, Any] = {column.name: given.get(column.name) for column in table.c}
    for column in table.c:
        if isinstance(column.type, UtcDateTime) and row[column.name] is not None:
            try:
                row[column.name] = datetime.datetime.fromisoformat(row[column.name])
            except (TypeError, ValueError):
                raise BackupError(f"{place}: {column.name} is no date. Nothing was restored.") from None
    return row


def _lines_in(file: Path) -> Iterator[Any]:
    try:
        with gzip.open(file, "rb") as packed:
            while line := packed.readline(LONGEST_LINE):
                yield json.loads(line)
    except gzip.BadGzipFile:
        raise BackupError(f"{file} is damaged, or no backup: use a file that `mini-colossus backup` wrote.") from None
    except (EOFError, zlib.error, ValueError, RecursionError):
        raise BackupError(f"{file} is damaged or cut off. Nothing was restored; use another copy.") from None
    except OSError as error:
        raise BackupError(f"{file} can't be read: {error.strerror}.") from None
