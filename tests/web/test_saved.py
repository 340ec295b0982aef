"""Saved links: their owners, what has changed since they were saved, and catalogs that move on beneath them."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text, update
from sqlmodel import col
from starlette.testclient import TestClient

from app.core.links import encode
from app.main import create_app
from app.settings import Settings
from app.store.tables import SavedBuildRow
from tests.conftest import SMALL_PSU, SMALL_PSU_FILE

Start = Callable[[Path], TestClient]
BUILD: dict[str, Any] = {"items": [{"id": "psu", "part": SMALL_PSU, "quantity": 2}], "title": "Bench"}


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start an app with another catalog on the database of the one before."""

    def one(catalog: Path) -> TestClient:
        database = f"sqlite:///{tmp_path / 'x.sqlite3'}"
        return TestClient(create_app(Settings(database_url=database, catalog_root=catalog)), follow_redirects=False)

    return one


@pytest.fixture(scope="module")
def small_app(small_catalog: Path, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    database = f"sqlite:///{tmp_path_factory.mktemp('saved') / 'x.sqlite3'}"
    return create_app(Settings(database_url=database, catalog_root=small_catalog))


@pytest.fixture
def small(small_app: FastAPI) -> TestClient:
    return TestClient(small_app, follow_redirects=False)


def changed_catalog(small_catalog: Path, tmp_path: Path, name: str, content: str) -> Path:
    """The small catalog with another file in the place of its part."""
    folder = tmp_path / name
    shutil.copytree(small_catalog, folder)
    (folder / f"{SMALL_PSU}.toml").unlink()
    (folder / "psu" / "generic" / f"{name}.toml").write_text(content)
    return folder


def saved(client: TestClient, build: dict[str, Any] = BUILD, parent: str = "") -> dict[str, Any]:
    answer = client.post("/api/v1/builds", params={"parent": parent} if parent else {}, json=build)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_the_api_tells_the_secret_once(small: TestClient) -> None:
    told = saved(small)
    assert len(told["owner_secret"]) > 20
    again = small.get(f"/api/v1/builds/{told['id']}")
    assert "owner_secret" not in again.json()
    assert told["owner_secret"] not in again.text


def test_the_page_shows_the_secret_after_saving_and_to_nobody_else(small: TestClient) -> None:
    answer = small.post("/build/save", data={"b": encode(BUILD)})
    link, cookie = answer.headers["location"], answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", f"Path={link}"} <= set(cookie.split("; "))
    secret = cookie.partition("=")[2].partition(";")[0]
    assert secret not in link
    page = small.get(link)
    assert secret in page.text
    assert page.headers["cache-control"] == "no-store"
    assert secret not in small.get("/build").text
    stranger = TestClient(small.app).get(link)
    assert secret not in stranger.text
    assert "Your secret" not in stranger.text


def test_no_log_holds_a_secret(small: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        told = saved(small)
        small.post(f"/b/{told['id']}/rename", data={"owner_secret": told["owner_secret"], "title": "X"})
        small.delete(f"/api/v1/builds/{told['id']}", headers=bearer("wrong" + told["owner_secret"]))
        small.delete(f"/api/v1/builds/{told['id']}", headers=bearer(told["owner_secret"]))
    assert told["owner_secret"] not in caplog.text


def test_the_owner_renames_on_the_page_and_over_the_api(small: TestClient) -> None:
    told = saved(small)
    code, secret = told["id"], told["owner_secret"]
    answer = small.post(f"/b/{code}/rename", data={"owner_secret": secret, "title": "  Lab <b>"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/b/{code}")
    assert "<h1>Lab &lt;b&gt;</h1>" in small.get(f"/b/{code}").text
    assert small.patch(f"/api/v1/builds/{code}", json={"title": "Three"}, headers=bearer(secret)).status_code == 204
    read = small.get(f"/api/v1/builds/{code}").json()
    assert read["build"] == {**BUILD, "title": "Three"}


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"title": "Mine now", "owner_secret": "guess"}, 403, "not the secret"),
        ({"title": "Mine now"}, 403, "not the secret"),
        ({"title": "  ", "owner_secret": "guess"}, 422, "1 to 200 characters"),
        ({"title": "x" * 201, "owner_secret": "guess"}, 422, "1 to 200 characters"),
    ],
)
def test_a_refused_rename_keeps_what_was_typed(small: TestClient, form: dict[str, str], status: int, said: str) -> None:
    code = saved(small)["id"]
    answer = small.post(f"/b/{code}/rename", data=form)
    assert answer.status_code == status
    assert said in answer.text
    assert f'value="{form["title"]}"' in answer.text
    assert "<h1>Bench</h1>" in small.get(f"/b/{code}").text


@pytest.mark.parametrize("headers", [{}, bearer("wrong"), bearer(""), {"Authorization": "Basic abc"}])
def test_the_api_refuses_strangers(small: TestClient, headers: dict[str, str]) -> None:
    code = saved(small)["id"]
    for answer in (
        small.patch(f"/api/v1/builds/{code}", json={"title": "x"}, headers=headers),
        small.delete(f"/api/v1/builds/{code}", headers=headers),
    ):
        assert answer.status_code == 403
        assert answer.json()["type"] == "/problems/not-the-owner"
    assert small.get(f"/b/{code}").status_code == 200


@pytest.mark.parametrize("body", [{}, {"title": ""}, {"title": 5}, {"title": "x", "body": {}}, []])
def test_a_rename_that_can_not_be_read_is_refused(small: TestClient, body: Any) -> None:
    told = saved(small)
    answer = small.patch(f"/api/v1/builds/{told['id']}", json=body, headers=bearer(told["owner_secret"]))
    assert answer.status_code == 422


def test_a_withdrawn_link_is_gone_everywhere_and_says_so(small: TestClient) -> None:
    told = saved(small)
    code, secret = told["id"], told["owner_secret"]
    child = saved(small, {**BUILD, "items": []}, code)["id"]
    unsure = small.post(f"/b/{code}/withdraw", data={"owner_secret": secret})
    assert (unsure.status_code, "Tick the box" in unsure.text) == (422, True)
    assert small.post(f"/b/{code}/withdraw", data={"owner_secret": secret, "sure": "yes"}).status_code == 303
    for path in (f"/b/{code}", f"/b/{code}/bom", f"/b/{code}/bom.csv"):
        page = small.get(path)
        assert page.status_code == 410
    assert "<h1>This build was withdrawn</h1>" in small.get(f"/b/{code}").text
    for path in ("", "/report", "/bom.json", "/changes"):
        answer = small.get(f"/api/v1/builds/{code}{path}")
        assert (answer.status_code, answer.json()["type"]) == (410, "/problems/withdrawn")
    assert small.post(f"/b/{code}/edit").status_code == 410
    assert small.delete(f"/api/v1/builds/{code}", headers=bearer(secret)).status_code == 410
    assert "was withdrawn" in small.get(f"/b/{child}").text
    with small.app.state.services.store.engine.connect() as connection:  # type: ignore[attr-defined]
        row = connection.execute(text("SELECT * FROM saved_build WHERE id = :code"), {"code": code}).one()
    assert SMALL_PSU not in str(row), "what it held is erased"


def test_nothing_changes_while_nothing_changes(small: TestClient) -> None:
    code = saved(small)["id"]
    assert "The checker says today what it said then." in small.get(f"/b/{code}").text
    changes = small.get(f"/api/v1/builds/{code}/changes").json()
    assert (changes["came"], changes["went"], changes["changed"], changes["parts"]) == ([], [], [], [])
    assert changes["verdict"]["then"] == changes["verdict"]["now"]


def test_findings_that_came_and_went_and_changed_are_told(small: TestClient) -> None:
    code = saved(small, {"items": [*BUILD["items"], {"custom": {"category": "gpu", "name": "Card"}}]})["id"]
    engine = small.app.state.services.store.engine  # type: ignore[attr-defined]
    kept = small.app.state.services.saved(code).judged.snapshot  # type: ignore[attr-defined]
    first, *others = kept["findings"]
    gone = {**first, "rule": "cpu-socket-match", "message": "It was <wrong>."}
    reworded = {**others[0], "message": "It was said otherwise."}
    with engine.begin() as connection:
        snapshot = {**kept, "verdict": "pass", "findings": [gone, reworded, *others[1:]]}
        connection.execute(
            update(SavedBuildRow)
            .where(col(SavedBuildRow.id) == code)
            .values(snapshot=snapshot, checker_version="0.0.1+old")
        )
    page = small.get(f"/b/{code}").text
    assert "Since then 1 finding came, 1 finding went, 1 finding changed." in page
    for said in (first["message"], "It was &lt;wrong&gt;.", "It was said otherwise.", "0.0.1+old"):
        assert said in page
    changes = small.get(f"/api/v1/builds/{code}/changes").json()
    assert [said["message"] for said in changes["came"]] == [first["message"]]
    assert [said["rule"] for said in changes["went"]] == ["cpu-socket-match"]
    assert changes["changed"][0]["then"]["message"] == "It was said otherwise."
    assert changes["verdict"]["then"] == "pass"


def test_a_build_older_than_snapshots_says_so(small: TestClient) -> None:
    code = saved(small)["id"]
    with small.app.state.services.store.engine.begin() as connection:  # type: ignore[attr-defined]
        connection.execute(
            update(SavedBuildRow)
            .where(col(SavedBuildRow.id) == code)
            .values(snapshot=None, checker_version=None, owner_hash=None)
        )
    assert "before reports were kept" in small.get(f"/b/{code}").text
    assert small.get(f"/api/v1/builds/{code}/changes").json()["verdict"]["then"] is None


def test_a_fork_lists_what_it_changed(small: TestClient) -> None:
    parent = saved(small)["id"]
    items = [
        {"id": "psu", "part": SMALL_PSU, "quantity": 3, "facts": {"length_mm": 180}},
        {"id": "x", "custom": {"category": "gpu", "name": "My <card>"}},
    ]
    site = {"circuits": [{"volts": 120, "amps": 15}], "room_c": 30}
    page = small.get(f"/b/{saved(small, {'items': items, 'site': site}, parent)['id']}").text
    assert f'Changed from <a href="/b/{parent}">Bench</a>' in page
    for line in (
        "1000 W supply: Quantity: 2 → 3",
        "1000 W supply: length mm: not said → 180",
        "Added: 1 × My &lt;card&gt;",
        "Room temperature: not said → 30",
        "Volts: 120, Breaker: 15, Phases: 1",
    ):
        assert line in page
    compared = page.partition('<a href="/compare?')[2].partition('"')[0].replace("&amp;", "&")
    assert small.get(f"/compare?{compared}").status_code == 200
    assert "Nothing: it holds the same." in small.get(f"/b/{saved(small, BUILD, parent)['id']}").text


def test_a_parent_that_is_not_there_is_refused(small: TestClient) -> None:
    assert small.post("/api/v1/builds?parent=nothing", json=BUILD).status_code == 422


def test_a_renamed_part_is_found_by_its_former_id(start: Start, small_catalog: Path, tmp_path: Path) -> None:
    code = saved(start(small_catalog))["id"]
    content = f'formerly = ["{SMALL_PSU}"]\n{SMALL_PSU_FILE}'.replace('"atx"', '"sfx"')
    later = start(changed_catalog(small_catalog, tmp_path, "renamed", content))
    page = later.get(f"/b/{code}").text
    assert '<a href="/parts/psu/generic/renamed">1000 W supply</a> was psu/generic/small then.' in page
    assert "atx → sfx" in page
    assert later.get(f"/api/v1/builds/{code}").json()["build"]["items"][0]["part"] == "psu/generic/renamed"


def test_a_link_outlives_its_part(start: Start, small_catalog: Path, tmp_path: Path) -> None:
    code = saved(start(small_catalog))["id"]
    other = SMALL_PSU_FILE.replace("1000 W", "Another")
    later = start(changed_catalog(small_catalog, tmp_path, "other", other))
    for address in (f"/b/{code}", f"/b/{code}/bom", f"/build?b={encode(BUILD)}", f"/compare?s={code}&s={code}"):
        page = later.get(address)
        assert page.status_code == 200
        assert "(no longer in the catalog)" in page.text
    page = later.get(f"/b/{code}")
    assert "1000 W supply (no longer in the catalog)" in page.text
    assert "nothing is known of it today" in page.text
    assert later.post(f"/b/{code}/edit").status_code == 303
    assert later.get(f"/api/v1/builds/{code}/report").status_code == 200
    assert later.post("/api/v1/builds", json=BUILD).status_code == 422, "a new build names parts that are there"
