"""Fixes and repair over HTTP: asked for, offered, applied, refused."""

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.core.links import decode, encode


@pytest.fixture(scope="module")
def low_volts() -> dict[str, Any]:
    """A build that one change of circuits or a power limit mends."""
    return {
        "items": [
            {"id": "gpu", "part": "gpu/nvidia/rtx-3090", "quantity": 4},
            {"id": "psu", "part": "psu/corsair/ax1600i"},
        ],
        "site": {"circuits": [{"volts": 120, "amps": 15}]},
    }


def test_fixes_are_added_when_they_are_asked_for(client: TestClient, low_volts: dict[str, Any]) -> None:
    plain = client.post("/api/v1/check", json=low_volts).json()
    assert all("fixes" not in finding for finding in plain["findings"])
    answer = client.post("/api/v1/check?fixes=1", json=low_volts)
    assert answer.status_code == 200
    judged = answer.json()
    for finding in judged["findings"]:
        assert ("fixes" in finding) == (finding["severity"] in ("error", "warning"))
    (circuit,) = [finding for finding in judged["findings"] if finding["rule"] == "circuit-continuous"]
    assert circuit["tried"] >= 0
    assert {tuple(edit["op"] for edit in fix["patch"]) for fix in circuit["fixes"]} & {("set_circuits",)}
    for fix in circuit["fixes"]:
        assert set(fix) == {"title", "patch", "verdict_after", "price_delta", "watts_delta"}
    for finding in judged["findings"]:
        for added in ("fixes", "tried"):
            finding.pop(added, None)
    assert judged == plain


@pytest.mark.parametrize("value", ["2", "yes", "-1"])
def test_fixes_are_asked_for_with_one(client: TestClient, low_volts: dict[str, Any], value: str) -> None:
    assert client.post(f"/api/v1/check?fixes={value}", json=low_volts).status_code == 422


def test_the_published_list_is_repaired(client: TestClient, published: dict[str, Any]) -> None:
    answer = client.post("/api/v1/repair", json={"build": published})
    assert answer.status_code == 200
    repaired = answer.json()
    assert repaired["verdict"] != "fail"
    assert repaired["blocked"] == []
    assert repaired["tried"] > 0
    assert all(step["title"] and step["reason"] and step["patch"] for step in repaired["steps"])
    again = client.post("/api/v1/check", json=repaired["build"]).json()
    assert again["verdict"] == repaired["verdict"]
    assert not [finding for finding in again["findings"] if finding["severity"] == "error"]


def test_what_blocks_a_repair_is_a_finding(client: TestClient, published: dict[str, Any]) -> None:
    impossible = {**published, "choices": {**published["choices"], "load_override_w": 12000}}
    repaired = client.post("/api/v1/repair", json={"build": impossible}).json()
    assert repaired["verdict"] == "fail"
    assert [finding["rule"] for finding in repaired["blocked"]] == ["psu-redundancy-usable"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/build"),
        ([], ""),
        ({"build": {"items": [{"part": "gpu/x"}]}}, "/build/items/0/part"),
        ({"build": {"items": [{"part": "gpu/nvidia/rtx-3090", "quantity": 0}]}}, "/build/items/0/quantity"),
        ({"build": {"items": []}, "more": 1}, "/more"),
        ({"build": {"items": [{"part": "gpu/nvidia/rtx-3090", "quantity": 256}] * 3}}, "/build/items"),
    ],
)
def test_a_repair_of_no_build_is_refused(client: TestClient, body: Any, pointer: str) -> None:
    answer = client.post("/api/v1/repair", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["pointer"].startswith(pointer)


def test_the_docs_tell_of_repairs(client: TestClient) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert "/api/v1/repair" in schema["paths"]
    assert "RepairIn" in schema["components"]["schemas"]
    assert "fixes=1" in client.get("/api/docs").text


def built_at(answer: Response) -> dict[str, Any]:
    """The build that a redirect leads to."""
    assert answer.status_code == 303, answer.text
    return decode(parse_qs(urlsplit(answer.headers["location"]).query)["b"][0])


def test_the_bench_lists_fixes_when_they_are_asked_for(client: TestClient, code: str) -> None:
    plain = client.get("/build", params={"b": code}).text
    assert 'value="fixes:cpu-socket-match"' in plain
    assert 'value="fix:' not in plain
    asked = client.post("/build/edit", data={"b": code, "do": "fixes:cpu-socket-match"})
    assert asked.headers["location"].endswith("&fixes=cpu-socket-match#fixes")
    page = client.get(asked.headers["location"]).text
    assert page.count('id="fixes"') == 1
    assert 'value="fixes:cpu-socket-match"' not in page
    (patch, *_) = re.findall(r'value="(fix:[^"]+)"', page)
    after = built_at(client.post("/build/edit", data={"b": code, "do": html.unescape(patch)}))
    judged = client.post("/api/v1/check", json=after).json()
    errors = {finding["rule"] for finding in judged["findings"] if finding["severity"] == "error"}
    assert "cpu-socket-match" not in errors


def test_a_finding_without_a_fix_says_so(client: TestClient, code: str) -> None:
    page = client.get("/build", params={"b": code, "fixes": "noise"}).text
    assert "No fix found" in page


def test_fixes_of_nothing_are_none(client: TestClient, code: str) -> None:
    assert client.get("/build", params={"b": code, "fixes": "no-such-rule"}).status_code == 200


@pytest.mark.parametrize(
    "patch", ["", "[", "{}", "NaN", '[{"op":"add","part":"psu/none"}]', "[" * 99, '[{"op":"remove","items":["x"]}]']
)
def test_a_button_that_carries_nonsense_is_refused(client: TestClient, code: str, patch: str) -> None:
    answer = client.post("/build/edit", data={"b": code, "do": f"fix:{patch}"})
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.text


def test_a_patch_that_makes_no_build_is_refused(client: TestClient, code: str) -> None:
    patch = '[{"op":"set_quantity","item":"gpus","quantity":-3}]'
    assert client.post("/build/edit", data={"b": code, "do": f"fix:{patch}"}).status_code == 422


def test_the_repair_page_tells_the_steps_and_its_button_takes_them(client: TestClient, code: str) -> None:
    asked = client.post("/build/edit", data={"b": code, "do": "repair"})
    assert urlsplit(asked.headers["location"]).path == "/build/repair"
    page = client.get(asked.headers["location"]).text
    assert "What changes, and why" in page
    assert "What nothing helped against" not in page
    after = built_at(client.post("/build/edit", data={"b": code, "do": "repaired"}))
    assert client.post("/api/v1/check", json=after).json()["verdict"] == "warn"
    assert "nothing to repair" in client.get("/build/repair", params={"b": encode(after)}).text


def test_the_repair_page_says_what_blocks_it(client: TestClient, published: dict[str, Any]) -> None:
    choices = {**published["choices"], "load_override_w": 12000}
    page = client.get("/build/repair", params={"b": encode({**published, "choices": choices})}).text
    assert "What nothing helped against" in page
    assert "/rules/psu-redundancy-usable" in page
