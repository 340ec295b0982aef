"""Bills as files: every format says the same, runs nothing, and brings the whole build back."""

import io
import json
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from app.intake.builds import from_build
from app.web.bills import FORMATS
from app.web.services import Services

SLUGS = (
    "published-mini-colossus",
    "build-a0",
    "build-a",
    "build-b",
    "build-c",
    "used-two-3090-am4",
    "used-four-p40",
    "used-three-3090-wrx80",
    "used-eight-a5000",
)
HOSTILE = ("=cmd|'/C calc'!A0", "@SUM(A1)", "<script>alert(1)</script>", "[/td][img]x[/img]", "a | b", "\t=1+1")


def cells(body: bytes) -> list[list[Any]]:
    sheet = load_workbook(io.BytesIO(body)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def as_pasted(ending: str, body: bytes) -> str:
    """What somebody pastes who opened the file."""
    if ending != "xlsx":
        return body.decode()
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in cells(body))


def test_every_ready_made_build_is_tried(services: Services) -> None:
    assert {template.slug for template in services.templates if template.build.items} == set(SLUGS)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_export_imports_back_to_the_same_build(
    client: TestClient, services: Services, slug: str, ending: str
) -> None:
    build = next(template.build for template in services.templates if template.slug == slug)
    code = services.held(build).value
    pasted = as_pasted(ending, client.get(f"/build/bom.{ending}", params={"b": code}).content)
    answer = client.post("/api/v1/import", json={"text": pasted})
    assert answer.status_code == 200, answer.text
    assert services.read(answer.json()["build"]) == build
    opened = client.post("/build/import", data={"text": pasted})
    assert opened.status_code == 303
    assert services.decoded(parse_qs(urlsplit(opened.headers["location"]).query)["b"][0]) == build


@pytest.mark.parametrize("ending", FORMATS)
def test_pages_and_api_write_the_same_file(client: TestClient, saved: str, code: str, ending: str) -> None:
    found = {
        "api": client.get(f"/api/v1/builds/{saved}/bom.{ending}"),
        "saved": client.get(f"/b/{saved}/bom.{ending}"),
        "bench": client.get(f"/build/bom.{ending}", params={"b": code}),
    }
    bodies = {cells(one.content).__repr__() if ending == "xlsx" else one.text for one in found.values()}
    if ending != "json":
        assert len(bodies) == 1
        assert all("attachment" in one.headers["content-disposition"] for one in found.values())
    assert found["bench"].headers["content-type"].startswith(FORMATS[ending].media_type)


def test_an_unknown_ending_says_which_there_are(client: TestClient, code: str) -> None:
    answer = client.get("/build/bom.docx", params={"b": code})
    assert answer.status_code == 404
    assert "choose one of csv, xlsx, md" in answer.text


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_becomes_a_formula_or_markup(client: TestClient, services: Services, name: str) -> None:
    build = services.read({"items": [{"custom": {"category": "psu", "name": name}}], "title": name})
    code = services.held(build).value
    files = {ending: client.get(f"/build/bom.{ending}", params={"b": code}).content for ending in FORMATS}
    sheet = load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert sheet["B2"].value.strip() == name.strip()
    lines = files["csv"].decode().splitlines()
    assert not any(line.split(",")[1].lstrip('" ').startswith(("=", "@", "\t")) for line in lines[1:] if "," in line)
    assert b"<script" not in files["html"]
    assert "[img]" not in files["bbcode"].decode()
    assert json.loads(files["json"])["lines"][0]["name"].strip() == name.strip()


def test_a_list_with_a_strange_link_is_still_a_list(client: TestClient) -> None:
    text = "GPU: 2x RTX A5000 https://shop.example/p?b=1" + "x" * 40
    found = client.post("/api/v1/import", json={"text": f"{text}\nCPU: EPYC 7302P"}).json()
    assert "build" not in found
    assert len(found["items"]) == 2


def test_a_lone_link_that_is_broken_says_so(client: TestClient) -> None:
    answer = client.post("/api/v1/import", json={"text": "https://rigs.example/build?b=1" + "x" * 60})
    assert answer.status_code == 400
    assert "link" in unescape(answer.json()["detail"])


def test_a_saved_link_and_the_json_of_a_build_are_builds(
    client: TestClient, saved: str, published: dict[str, Any]
) -> None:
    for text in (f"https://rigs.example/b/{saved}", json.dumps(published)):
        assert client.post("/api/v1/import", json={"text": text}).json()["build"] == published


def test_json_that_is_no_build_says_what_is_wrong(client: TestClient) -> None:
    answer = client.post("/api/v1/import", json={"text": '{"items": [{"part": "gpu/no/such"}]}'})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/items/0/part"


def test_builds_are_told_as_they_were_sent(services: Services, published: dict[str, Any]) -> None:
    assert from_build(services.read(published)) == published
