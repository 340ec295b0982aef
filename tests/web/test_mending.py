"""Fixes and repair over HTTP: asked for, offered, applied, refused."""

from typing import Any

import pytest
from starlette.testclient import TestClient


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
