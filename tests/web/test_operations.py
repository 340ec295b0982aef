"""Health, readiness, figures and the access log: nothing of a build in any of them."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, Protocol

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings


class Start(Protocol):
    def __call__(self, **settings: Any) -> TestClient: ...


@pytest.fixture
def start(tmp_path: Path, small_catalog: Path) -> Start:
    """Start another app with these settings."""

    def one(**settings: Any) -> TestClient:
        database = f"sqlite:///{tmp_path / 'x.sqlite3'}"
        return TestClient(create_app(Settings(database_url=database, catalog_root=small_catalog, **settings)))

    return one


def test_a_running_app_lives_and_is_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.json() == {
        "status": "ready",
        "catalog": client.get("/api/v1/parts?limit=1").json()["catalog"]["version"],
    }
    assert ready.headers["cache-control"] == "no-store"


def test_an_app_whose_database_is_gone_lives_but_is_not_ready(start: Start, tmp_path: Path) -> None:
    client = start()
    client.app.state.services.store.close()  # type: ignore[attr-defined]
    (tmp_path / "x.sqlite3").unlink()
    (tmp_path / "x.sqlite3").mkdir()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    answer = client.get("/api/v1/builds/nothing")
    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/database-unavailable"
    assert int(answer.headers["retry-after"]) > 0
    page = client.get("/b/nothing")
    assert (page.status_code, page.headers["retry-after"]) == (503, answer.headers["retry-after"])
    assert "<h1>The database can’t answer now</h1>" in page.text.replace("&#39;", "’")


def test_figures_have_route_templates_and_nothing_else(client: TestClient, code: str, saved: str) -> None:
    client.get("/build", params={"b": code})
    client.get(f"/api/v1/builds/{code}")
    client.get(f"/b/{saved}")
    client.get("/wp-login.php")
    client.request("BREW", "/build")
    text = client.get("/metrics").text
    for route in ("/build", "/api/v1/builds/{code}", "/b/{code}"):
        assert f'minicolossus_http_requests_total{{method="GET",route="{route}",status="200"}}' in text
    assert 'method="GET",route="none",status="404"' in text
    assert 'method="OTHER"' in text
    for secret in (code, saved, "wp-login", "BREW"):
        assert secret not in text


def test_figures_can_be_switched_off(start: Start) -> None:
    assert start(metrics=False).get("/metrics").status_code == 404


def test_the_access_log_tells_routes_and_no_addresses(
    client: TestClient, code: str, saved: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "minicolossus.access"):
        client.get("/build", params={"b": code})
        client.get(f"/api/v1/builds/{code}")
        client.get(f"/b/{saved}")
    lines = [record.getMessage() for record in caplog.records if record.name == "minicolossus.access"]
    assert [line.split()[1:4] for line in lines] == [
        ["GET", "/build", "200"],
        ["GET", "/api/v1/builds/{code}", "200"],
        ["GET", "/b/{code}", "200"],
    ]
    assert not any(secret in line for line in lines for secret in (code, saved))


def test_the_access_log_speaks_json_or_not_at_all(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "minicolossus.access"):
        start(access_log="json").get("/rules")
        start(access_log="off").get("/rules")
    lines = [record.getMessage() for record in caplog.records if record.name == "minicolossus.access"]
    assert len(lines) == 1
    told = json.loads(lines[0])
    assert {name: told[name] for name in ("method", "route", "status")} == {
        "method": "GET",
        "route": "/rules",
        "status": 200,
    }


def test_uvicorns_own_access_log_is_silent(client: TestClient, code: str) -> None:
    record = logging.LogRecord("uvicorn.access", logging.INFO, "", 0, f"GET /build?b={code}", (), None)
    assert not logging.getLogger("uvicorn.access").filter(record)
