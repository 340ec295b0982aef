"""`POST /candidates` and `POST /check/batch`: the chooser's question and many builds, over JSON."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.intake.builds import from_build
from app.web.services import Services


@pytest.fixture
def build_b(services: Services) -> dict[str, Any]:
    return from_build(next(one.build for one in services.templates if one.slug == "build-b"))


def ask(client: TestClient, build: dict[str, Any], category: str, **rest: object) -> dict[str, Any]:
    answer = client.post("/api/v1/candidates", json={"build": build, "category": category, **rest})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_what_fits_comes_first_and_the_rest_says_why_not(client: TestClient, build_b: dict[str, Any]) -> None:
    found = ask(client, build_b, "cpu", replaces="cpu", q="epyc")["candidates"]
    order = [{True: 0, None: 1, False: 2}[one["fits"]] for one in found]
    assert order == sorted(order)
    by_id = {one["part"]: one for one in found}
    assert by_id["cpu/amd/epyc-7302p"]["fits"] is True
    refused = [one for one in found if one["fits"] is False]
    assert refused
    assert all(one["reason"] for one in refused)


@pytest.mark.parametrize("category", ["server", "gpu", "gpu-block", "pdu"])
def test_bundles_and_plain_parts_of_every_kind_are_candidates(client: TestClient, category: str) -> None:
    found = ask(client, {"items": []}, category)
    assert 0 < len(found["candidates"]) <= min(found["total"], 50)


def test_a_candidate_is_what_check_says_of_the_build_with_it(client: TestClient, build_b: dict[str, Any]) -> None:
    found = ask(client, build_b, "cpu", replaces="cpu", q="epyc 7282")["candidates"]
    one = next(one for one in found if one["part"] == "cpu/amd/epyc-7282")
    items = [{**item, "part": one["part"]} if item["id"] == "cpu" else item for item in build_b["items"]]
    now = client.post("/api/v1/check", json=build_b).json()
    then = client.post("/api/v1/check", json={**build_b, "items": items}).json()
    assert one["verdict"] == then["verdict"]
    assert one["errors"] == sum(finding["severity"] == "error" for finding in then["findings"])
    assert one["watts_delta"] == then["totals"]["dc_w"] - now["totals"]["dc_w"]


def test_pages_lead_to_the_end_without_repeating(client: TestClient, build_b: dict[str, Any]) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        found = ask(client, build_b, "storage", cursor=cursor)
        seen += [one["part"] for one in found["candidates"]]
        if found["next"] is None:
            break
        cursor = found["next"]
    assert len(seen) == len(set(seen)) == found["total"]
    assert found["total"] > 50


@pytest.mark.parametrize(
    ("change", "pointer", "status"),
    [
        ({"category": "toaster"}, "/category", 422),
        ({"replaces": "nobody"}, "/replaces", 422),
        ({"cursor": "zzz"}, "/cursor", 400),
        ({"cursor": "AAAA"}, "/cursor", 400),
        ({"build": {"items": [{"part": "gpu/no/such"}]}}, "/build/items/0/part", 422),
        ({"build": 7}, "/build", 422),
        ({"surprise": 1}, "/surprise", 422),
    ],
)
def test_what_is_wrong_is_pointed_at(
    client: TestClient, build_b: dict[str, Any], change: dict[str, Any], pointer: str, status: int
) -> None:
    answer = client.post("/api/v1/candidates", json={"build": build_b, "category": "psu", **change})
    assert answer.status_code == status, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_a_batch_judges_each_build_by_itself(client: TestClient, build_b: dict[str, Any]) -> None:
    broken = {"items": [{"part": "gpu/no/such"}]}
    results = client.post("/api/v1/check/batch", json={"builds": [build_b, broken, {"items": []}]}).json()["results"]
    assert results[0]["report"] == client.post("/api/v1/check", json=build_b).json()
    assert results[1]["problem"]["errors"][0]["pointer"] == "/builds/1/items/0/part"
    assert results[2]["report"]["complete"] is False


@pytest.mark.parametrize("builds", [[], [{"items": []}] * 21, "no list", None])
def test_a_batch_has_bounds(client: TestClient, builds: object) -> None:
    answer = client.post("/api/v1/check/batch", json={"builds": builds})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith("/builds")
