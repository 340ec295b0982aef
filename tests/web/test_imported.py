"""Imported parts on the pages and in the API: found, marked, attributed, and judged like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.intake.opendb import Tally, import_records, open_source
from app.main import create_app
from app.settings import Settings
from app.web.services import Services
from tests.opendb_support import CPU, GPU, changed, meta, opendb_id, write_checkout

CARD = f"opendb/gpu/{GPU['opendb_id']}"
ATTRIBUTED = "Open Data Commons Attribution License 1.0"


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("imported")
    app = create_app(Settings(database_url=f"sqlite:///{folder / 'test.sqlite3'}"))
    services: Services = app.state.services
    twin = changed(
        {**CPU, "opendb_id": opendb_id(99), "socket": "SP3", "cores": {"total": 16}},
        "metadata",
        meta("AMD EPYC 7302 OEM/Tray", "AMD"),
    )
    checkout = write_checkout(folder, {"GPU": [GPU], "CPU": [CPU, twin]})
    services.store.import_parts(import_records(open_source(Path(checkout)), services.catalog, Tally()))
    yield TestClient(app, follow_redirects=False)
    services.store.close()


def test_the_parts_list_shows_them_last_and_marked(visitor: TestClient) -> None:
    text = visitor.get("/parts", params={"q": "whirl 7650"}).text
    assert GPU["metadata"]["name"] in text
    assert "imported, lower trust" in text
    assert "1 part" in text
    first = visitor.get("/parts", params={"category": "gpu"}).text
    assert GPU["metadata"]["name"] not in first
    last = visitor.get("/parts", params={"category": "gpu", "page": "999"}).text
    assert GPU["metadata"]["name"] in last
    assert "imported, lower trust" not in first


def test_the_spec_sheet_names_whose_data_it_is(visitor: TestClient) -> None:
    text = visitor.get(f"/parts/{CARD}").text
    assert ATTRIBUTED in text
    assert "https://github.com/buildcores/buildcores-open-db" in text
    assert "https://opendatacommons.org/licenses/by/1-0/" in text
    assert "a third party says so" in text
    assert ATTRIBUTED not in visitor.get("/parts/gpu/nvidia/h100-pcie-80gb").text


def test_the_api_finds_and_attributes_them(visitor: TestClient) -> None:
    found = visitor.get("/api/v1/parts", params={"q": "whirl 7650"}).json()
    assert [part["id"] for part in found["parts"]] == [CARD]
    assert ATTRIBUTED in found["parts"][0]["attribution"]["text"]
    told = visitor.get(f"/api/v1/parts/{CARD}").json()
    assert told["basis"]["board_power_w"] == "third-party"
    assert told["sources"]["board_power_w"]["title"] == "BuildCores OpenDB"
    assert visitor.get(f"/api/v1/parts/opendb/gpu/{opendb_id(55)}").status_code == 404


def test_a_duplicates_address_leads_to_our_own_part(visitor: TestClient) -> None:
    answer = visitor.get(f"/parts/opendb/cpu/{opendb_id(99)}")
    assert answer.status_code == 308
    assert answer.headers["location"].startswith("/parts/cpu/amd/")


def test_a_build_may_hold_them(visitor: TestClient) -> None:
    build = {"items": [{"part": CARD, "quantity": 2}]}
    report = visitor.post("/api/v1/check", json=build)
    assert report.status_code == 200
    saved = visitor.post("/api/v1/builds", json=build).json()
    assert GPU["metadata"]["name"] in visitor.get(f"/b/{saved['id']}").text
    unknown = {"items": [{"part": f"opendb/gpu/{opendb_id(55)}"}]}
    assert visitor.post("/api/v1/check", json=unknown).status_code == 422


def test_the_chooser_offers_and_judges_them(visitor: TestClient) -> None:
    text = visitor.get("/build/choose/gpu", params={"q": "whirl 7650"}).text
    assert GPU["metadata"]["name"] in text
    assert "imported, lower trust" in text
    assert f'value="{CARD}"' in text
