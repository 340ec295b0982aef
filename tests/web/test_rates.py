"""Rate limits: per client and per cost, answered with the seconds to wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings

FEW = {"judging_rate": "3/minute", "keeping_rate": "2/minute", "searching_rate": "1/minute"}
EMPTY: dict[str, object] = {"items": []}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/few.sqlite3", **FEW))  # type: ignore[arg-type]
    yield app
    app.state.services.store.close()


def statuses(client: TestClient, path: str, times: int, body: object = EMPTY) -> list[int]:
    return [client.post(path, json=body).status_code for _ in range(times)]


def test_each_cost_has_its_own_limit(app: FastAPI) -> None:
    client = TestClient(app)
    assert statuses(client, "/api/v1/check", 4) == [200, 200, 200, 429]
    assert statuses(client, "/api/v1/builds", 3) == [201, 201, 429]
    assert statuses(client, "/api/v1/repair", 2, {"build": EMPTY}) == [200, 429]
    assert client.get("/parts").status_code == 200  # reading is free


def test_just_as_often_as_allowed_is_fine_and_one_more_is_told_when(app: FastAPI) -> None:
    client = TestClient(app)
    statuses(client, "/api/v1/check", 3)
    refused = client.post("/api/v1/check", json=EMPTY)
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json()["type"] == "/problems/too-many-requests"
    assert refused.headers["content-security-policy"]


def test_another_client_has_a_share_of_its_own(app: FastAPI) -> None:
    first, second = TestClient(app, client=("10.0.0.1", 1)), TestClient(app, client=("10.0.0.2", 1))
    assert statuses(first, "/api/v1/check", 4)[-1] == 429
    assert statuses(second, "/api/v1/check", 1) == [200]


@pytest.mark.parametrize("path", ["/build/repair", "/build/choose/psu", "/guide/gpus", "/build?fixes=cpu-socket-match"])
def test_pages_that_judge_many_builds_count_too(app: FastAPI, path: str) -> None:
    client = TestClient(app)
    assert [client.get(path).status_code for _ in range(2)] == [200, 429]


def test_pages_of_other_sites_may_check_but_not_save(app: FastAPI) -> None:
    client = TestClient(app)
    origin = {"Origin": "https://forum.example"}
    checked = client.post("/api/v1/check", json=EMPTY, headers=origin)
    assert checked.headers["access-control-allow-origin"] == "*"
    saved = client.post("/api/v1/builds", json=EMPTY, headers=origin)
    assert "access-control-allow-origin" not in saved.headers
    asking = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert client.options("/api/v1/check", headers=asking).status_code == 200
    assert "access-control-allow-origin" not in client.options("/api/v1/builds", headers=asking).headers
    assert "access-control-allow-origin" not in client.get("/build", headers=origin).headers
    read = client.get(f"/api/v1/builds/{saved.json()['id']}", headers=origin)
    assert read.headers["access-control-allow-origin"] == "*"
