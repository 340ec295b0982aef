"""Saved builds: written once under an unguessable code; their owners may rename or withdraw them.

UnknownParentError    the build that a new one is said to come from doesn't exist
NotOwnerError         the secret is not the one that was given when the build was saved
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from app.store.codes import new_code
from app.store.database import writing
from app.store.tables import SavedBuildRow

CODE_LENGTH = 14
SECRET_LENGTH = 26
TRIES = 5


class UnknownParentError(ValueError):
    """The build that the new one is said to come from doesn't exist."""


class NotOwnerError(ValueError):
    """The owner's secret is wrong, or the build has none, or is gone."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What judged a build when it was saved, and what came of it (see app/export/snapshot.py)."""

    catalog_version: str
    checker_version: str | None = None
    snapshot: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SavedBuild:
    """A saved build as it was written.  `title` is the present one, which may differ from the body's."""

    id: str
    created_at: datetime.datetime
    title: str
    body: dict[str, Any]
    parent: str | None
    judged: Judged
    withdrawn_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A build that was just saved, and its owner's secret, which nobody can look up again."""

    saved: SavedBuild
    owner_secret: str


def save_build(
    engine: Engine, body: dict[str, Any], judged: Judged, now: datetime.datetime, parent: str | None = None
) -> Receipt:
    """Write a build under a new code.  Raises UnknownParentError."""
    secret = new_code(SECRET_LENGTH)
    for _ in range(TRIES):
        saved = SavedBuild(new_code(CODE_LENGTH), now, str(body.get("title", "")), body, parent, judged)
        try:
            _insert(engine, saved, secret)
        except IntegrityError:
            if parent is not None and load_build(engine, parent) is None:
                raise UnknownParentError(f"There is no saved build “{parent[:40]}”.") from None
            if load_build(engine, saved.id) is None:
                raise
        else:
            return Receipt(saved, secret)
    raise RuntimeError("no free code was found")  # one in 28**14 for each try


def _insert(engine: Engine, saved: SavedBuild, secret: str) -> None:
    row = {
        "id": saved.id,
        "created_at": saved.created_at,
        "title": saved.title,
        "body": saved.body,
        "parent_id": saved.parent,
        "catalog_version": saved.judged.catalog_version,
        "checker_version": saved.judged.checker_version,
        "snapshot": saved.judged.snapshot,
        "owner_hash": _hash(secret),
    }
    with writing(engine) as connection:
        connection.execute(insert(SavedBuildRow), [row])


def load_build(engine: Engine, code: str) -> SavedBuild | None:
    """The saved build of that code; a withdrawn one is empty."""
    with engine.connect() as connection:
        row = connection.execute(select(SavedBuildRow).where(col(SavedBuildRow.id) == code)).one_or_none()
    if row is None:
        return None
    judged = Judged(row.catalog_version, row.checker_version, row.snapshot)
    return SavedBuild(row.id, row.created_at, row.title, row.body, row.parent_id, judged, row.withdrawn_at)


def rename_build(engine: Engine, code: str, owner_secret: str, title: str) -> None:
    """Give the build another title.  Raises NotOwnerError."""
    _change(engine, code, owner_secret, {"title": title})


def withdraw_build(engine: Engine, code: str, owner_secret: str, now: datetime.datetime) -> None:
    """Erase what the build holds, for good; its code stays taken.  Raises NotOwnerError."""
    _change(engine, code, owner_secret, {"title": "", "body": {}, "snapshot": None, "withdrawn_at": now})


def _change(engine: Engine, code: str, owner_secret: str, values: dict[str, Any]) -> None:
    mine = (
        col(SavedBuildRow.id) == code,
        col(SavedBuildRow.owner_hash) == _hash(owner_secret),
        col(SavedBuildRow.withdrawn_at).is_(None),
    )
    with writing(engine) as connection:
        if connection.execute(update(SavedBuildRow).where(*mine).values(values)).rowcount != 1:
            raise NotOwnerError("This is not the secret that was given when the build was saved.")


def _hash(secret: str) -> str:
    # A plain hash is enough: nobody can guess 125 random bits, however quickly they are tried.
    return hashlib.sha256(secret.strip().encode()).hexdigest()
