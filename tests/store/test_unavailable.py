"""A database that is locked or full: 503 with Retry-After, in a stated time, and nothing half-written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, event, func, select, text
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store import database
from app.store.database import make_engine
from app.store.tables import SavedBuildRow

PATIENCE_S = 1
TITLE = "Kept or not"
ITEM = {"part": "psu/generic/small"}
BUILD = {"items": [ITEM], "title": TITLE}


@pytest.fixture
def app(database_url: str, small_catalog: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    monkeypatch.setattr(database, "LOCK_TIMEOUT_S", PATIENCE_S)
    monkeypatch.setattr(database, "POOL_TIMEOUT_S", PATIENCE_S)
    app = create_app(Settings(database_url=database_url, catalog_root=small_catalog))
    yield app
    app.state.services.store.close()


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(SavedBuildRow)).scalar_one())


@contextmanager
def locked(database_url: str) -> Iterator[None]:
    """Somebody else holds the table for as long as this lasts."""
    engine = make_engine(database_url)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE saved_build, draft IN ACCESS EXCLUSIVE MODE"))
        else:
            connection.execution_options(writes=True).execute(text("DELETE FROM draft"))
        yield
        connection.rollback()
    engine.dispose()


@contextmanager
def full(app: FastAPI) -> Iterator[None]:
    """The disk has no room for another page."""
    engine: Engine = app.state.services.store.engine
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(
                text(
                    "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                    "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
                )
            )
            connection.execute(
                text("CREATE TRIGGER no_room AFTER INSERT ON saved_build FOR EACH ROW EXECUTE FUNCTION no_room()")
            )
        yield
        with engine.begin() as connection:
            connection.execute(text("DROP TRIGGER no_room ON saved_build"))
        return

    def no_more_pages(connection: Any, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # which means: as many as there are

    event.listen(engine, "connect", no_more_pages)
    engine.dispose()
    yield
    event.remove(engine, "connect", no_more_pages)
    engine.dispose()


def test_a_locked_database_is_told_in_time_and_serves_again(app: FastAPI, database_url: str) -> None:
    client = TestClient(app)
    with locked(database_url):
        began = time.monotonic()
        answer = client.post("/api/v1/builds", json=BUILD)
        assert time.monotonic() - began < 2 * PATIENCE_S + 1
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["type"] == "/problems/database-unavailable"
    assert count(app.state.services.store.engine) == 0
    assert client.post("/api/v1/builds", json=BUILD).status_code == 201


def test_a_request_waits_less_than_ten_seconds() -> None:
    assert database.POOL_TIMEOUT_S + max(database.CONNECT_TIMEOUT_S, database.LOCK_TIMEOUT_S) < 10


def test_a_full_disk_keeps_nothing_half_written(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    client = TestClient(app)
    before = client.post("/api/v1/builds", json=BUILD).json()["id"]
    long = {**BUILD, "items": [{**ITEM, "note": "x" * 900} for _ in range(100)]}
    with full(app):
        answers = [client.post("/api/v1/builds", json=long) for _ in range(3)]
        assert client.get(f"/b/{before}").status_code == 200, "what is there can be read"
    assert {answer.status_code for answer in answers} == {503}
    assert all("retry-after" in answer.headers for answer in answers)
    assert count(app.state.services.store.engine) == 1
    assert "can't answer" in caplog.text
    assert TITLE not in caplog.text, "nobody's build belongs in a log"
    assert client.post("/api/v1/builds", json=long).status_code == 201


def test_no_pooled_connection_left_is_told_too(app: FastAPI) -> None:
    engine: Engine = app.state.services.store.engine
    held = [engine.connect() for _ in range(15)]
    assert TestClient(app).get("/api/v1/builds/nothing").status_code == 503
    for connection in held:
        connection.close()
    assert TestClient(app).get("/api/v1/builds/nothing").status_code == 404
