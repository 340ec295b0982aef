"""Hostile names, notes and titles stay text in every export."""

import csv
import io
import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from app.core.links import encode
from app.export.bom_columns import FORMULA_STARTS
from app.intake.builds import from_build
from app.web.services import Services
from tests.hostile import ALL, MARK


@pytest.fixture(params=ALL, ids=lambda text: text[:24].encode("ascii", "replace").decode())
def code(request: pytest.FixtureRequest, services: Services) -> str:
    """A build that works, with one hostile text wherever a person may type."""
    text: str = request.param
    build = from_build(next(one.build for one in services.templates if one.slug == "build-b"))
    items: list[dict[str, Any]] = [{**item, "note": text} for item in build["items"]]
    items.append({"custom": {"category": "fan", "name": text}, "note": text})
    site = {**build.get("site", {}), "region": text}
    choices = {**build.get("choices", {}), "workload": text, "software": {"os": text, "driver": text, "cuda": text}}
    return encode(from_build(services.read({"items": items, "site": site, "choices": choices, "title": text})))


def export(client: TestClient, code: str, name: str) -> bytes:
    answer = client.get(f"/build/{name}", params={"b": code})
    assert answer.status_code == 200, answer.text
    return bytes(answer.content)


def test_spreadsheets_hold_no_formula(client: TestClient, code: str) -> None:
    for row in csv.reader(io.StringIO(export(client, code, "bom.csv").decode("utf-8-sig"))):
        assert not any(cell.lstrip(" ").startswith(FORMULA_STARTS) for cell in row), row
    sheet = load_workbook(io.BytesIO(export(client, code, "bom.xlsx"))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"inlineStr", "n", "s"}
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


class Elements(HTMLParser):
    """The elements of a document, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", ["bom.html", "badge.svg", "card.svg"])
def test_documents_hold_our_elements_alone(client: TestClient, code: str, name: str) -> None:
    for tag, attributes in Elements(export(client, code, name).decode()).found:
        assert tag not in {MARK, "script", "img", "iframe", "svg:script", "foreignobject"}
        assert not any(attribute.startswith("on") for attribute in attributes)
        assert not str(attributes.get("href", "http:")).startswith("javascript")


def test_forum_posts_hold_our_tags_alone(client: TestClient, code: str) -> None:
    tags = set(re.findall(r"\[/?([^\]]*)\]", export(client, code, "bom.bbcode").decode()))
    assert tags <= {"b", "table", "tr", "th", "td", "url"}


@pytest.mark.parametrize("name", ["bom.md", "bring-up.md"])
def test_markdown_holds_no_markup_of_others(client: TestClient, code: str, name: str) -> None:
    written = export(client, code, name).decode()
    unescaped = re.sub(r"\\[\\`*_\[\]<>|#~]", "", written)
    assert f"<{MARK}" not in unescaped
    assert "<script" not in unescaped
    assert "](javascript" not in unescaped
    assert "![" not in unescaped
    rows = [line for line in unescaped.splitlines() if line.startswith("|")]
    if name == "bom.md":
        assert len({row.count("|") for row in rows}) == 1, "a text has made a cell of its own"


def test_the_script_runs_none_of_it(client: TestClient, code: str, tmp_path: Path) -> None:
    script = tmp_path / "bring-up.sh"
    script.write_bytes(export(client, code, "bring-up.sh"))
    environment = {"PATH": "/usr/bin:/bin", "SYSFS": str(tmp_path / "sys"), "NVIDIA_SMI": "true"}
    subprocess.run(["/bin/sh", str(script)], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert [file.name for file in tmp_path.iterdir()] == ["bring-up.sh"]


def test_json_says_what_was_typed(client: TestClient, code: str, services: Services) -> None:
    typed = services.decoded(code).title
    assert json.loads(export(client, code, "bom.json"))["title"] == typed
