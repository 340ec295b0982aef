"""Drafts: builds that are too long for an address, kept for some days."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import Engine, delete, insert, select
from sqlmodel import col

from app.store.codes import new_code
from app.store.database import writing
from app.store.tables import DraftRow

DRAFT_LENGTH = 20
MOST_REMOVED = 100


def put_draft(engine: Engine, body: dict[str, Any], now: datetime.datetime, days: int) -> str:
    """Keep a build for some days and answer its code; drafts whose time is over are removed."""
    code = new_code(DRAFT_LENGTH)
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
