"""One app on an empty SQLite database for all tests of the web, and builds to ask it about."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.intake.builds import from_build
from app.main import create_app
from app.settings import Settings
from app.web.services import Services


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    database = tmp_path_factory.mktemp("web") / "test.sqlite3"
    app = create_app(Settings(database_url=f"sqlite:///{database}"))
    yield app
    app.state.services.store.close()


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A visitor who doesn't follow redirects unless told to."""
    return TestClient(app, follow_redirects=False)


@pytest.fixture(scope="package")
def services(app: FastAPI) -> Services:
    found: Services = app.state.services
    return found


@pytest.fixture
def published(services: Services) -> dict[str, Any]:
    """The published list as the API's JSON."""
    template = next(template for template in services.templates if template.kind == "published")
    return from_build(template.build)


@pytest.fixture
def code(services: Services) -> str:
    """The share code of the published list."""
    template = next(template for template in services.templates if template.kind == "published")
    return services.held(template.build).value


@pytest.fixture
def saved(client: TestClient, published: dict[str, Any]) -> str:
    """The id of the published list, saved."""
    return str(client.post("/api/v1/builds", json=published).json()["id"])
