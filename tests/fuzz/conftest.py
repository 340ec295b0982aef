"""One app without rate limits on an empty SQLite database, and what requests to it may name."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings

from .words import Words, words_of


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    database = tmp_path_factory.mktemp("fuzz") / "test.sqlite3"
    settings = Settings(
        database_url=f"sqlite:///{database}", access_log="off", judging_rate="", keeping_rate="", searching_rate=""
    )
    app = create_app(settings)
    yield app
    app.state.services.store.close()


@pytest.fixture(scope="package")
def words(app: FastAPI) -> Words:
    return words_of(app.state.services, TestClient(app))
