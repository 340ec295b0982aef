"""Saved builds, which last, and drafts, which expire."""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from app.store.database import writing
from app.store.tables import DraftRow, SavedBuildRow

# No letters that are taken for another, and no vowels but a few: codes are read aloud and spell no words.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
CODE_LENGTH = 10
DRAFT_LENGTH = 20
TRIES = 5
MOST_REMOVED = 100


class UnknownParentError(ValueError):
    """The build that the new one is said to come from doesn't exist."""


@dataclass(frozen=True, slots=True)
class SavedBuild:
    """A saved build as it was written."""

    id: str
    created_at: datetime.datetime
    title: str
    body: dict[str, Any]
    parent: str | None
    catalog_version: str


def save_build(
    engine: Engine, body: dict[str, Any], catalog_version: str, now: datetime.datetime, parent: str | None = None
) -> SavedBuild:
    """Write a build under a new code.  Raises UnknownParentError."""
    for _ in range(TRIES):
        saved = SavedBuild(_code(CODE_LENGTH), now, str(body.get("title", "")), body, parent, catalog_version)
        try:
            _insert(engine, saved)
        except IntegrityError:
            if parent is not None and load_build(engine, parent) is None:
                raise UnknownParentError(f"There is no saved build “{parent[:40]}”.") from None
            if load_build(engine, saved.id) is None:
                raise
        else:
            return saved
    raise RuntimeError("no free code was found")  # one in 28**10 for each try


def _insert(engine: Engine, saved: SavedBuild) -> None:
    row = {
        "id": saved.id,
        "created_at": saved.created_at,
        "title": saved.title,
        "body": saved.body,
        "parent_id": saved.parent,
        "catalog_version": saved.catalog_version,
    }
    with writing(engine) as connection:
        connection.execute(insert(SavedBuildRow), [row])


def load_build(engine: Engine, code: str) -> SavedBuild | None:
    """The saved build of that code."""
    query = select(
        col(SavedBuildRow.id),
        col(SavedBuildRow.created_at),
        col(SavedBuildRow.title),
        col(SavedBuildRow.body),
        col(SavedBuildRow.parent_id),
        col(SavedBuildRow.catalog_version),
    ).where(col(SavedBuildRow.id) == code)
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    return SavedBuild(*row) if row is not None else None


def put_draft(engine: Engine, body: dict[str, Any], now: datetime.datetime, days: int) -> str:
    """Keep a build for some days and answer its code; drafts whose time is over are removed."""
    code = _code(DRAFT_LENGTH)
    # Some at a time, and none that another process is removing: they would wait for each other.
    over = select(col(DraftRow.id)).where(col(DraftRow.expires_at) < now).limit(MOST_REMOVED)
    with writing(engine) as connection:
        expired = connection.execute(over.with_for_update(skip_locked=True)).scalars().all()
        connection.execute(delete(DraftRow).where(col(DraftRow.id).in_(expired)))
        expires_at = now + datetime.timedelta(days=days)
        connection.execute(insert(DraftRow), [{"id": code, "body": body, "expires_at": expires_at}])
    return code


def get_draft(engine: Engine, code: str, now: datetime.datetime) -> dict[str, Any] | None:
    """The draft of that code, while it lasts."""
    query = select(col(DraftRow.body)).where(col(DraftRow.id) == code, col(DraftRow.expires_at) >= now)
    with engine.connect() as connection:
        return connection.execute(query).scalar_one_or_none()


def _code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
