"""The JSON API, version 1: what it answers and what can be cached."""

import csv
import io
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.intake.builds import from_build
from app.web.services import Services


def test_check_answers_the_published_list(client: TestClient, published: dict[str, Any]) -> None:
    answer = client.post("/api/v1/check", json=published)
    assert answer.status_code == 200
    report = answer.json()
    assert report["verdict"] == "fail"
    assert round(report["totals"]["dc_w"]) == 2263
    assert round(report["totals"]["wall_w"]) == 2378
    assert {"cpu-socket-match", "memory-generation"} <= {finding["rule"] for finding in report["findings"]}
    assert report["catalog"]["version"]


def test_two_machines_draw_twice_from_their_circuits(client: TestClient, services: Services) -> None:
    build = from_build(next(one.build for one in services.templates if one.slug == "used-eight-a5000"))
    items = [{**item, "quantity": 2} if item["id"] == "server" else item for item in build["items"]]
    answer = client.post("/api/v1/check", json={**build, "items": items})
    assert answer.status_code == 200, answer.text
    report = answer.json()
    assert report["totals"]["machines"] == 2
    assert any("of machine 2" in psu for circuit in report["placement"]["circuits"] for psu in circuit["psus"])
    assert "plug-coupler-rating" in {one["rule"] for one in (*report["findings"], *report["passed"])}


def test_page_and_api_never_disagree(client: TestClient, published: dict[str, Any], code: str) -> None:
    report = client.post("/api/v1/check", json=published).json()
    page = client.get("/build", params={"b": code}).text
    for finding in report["findings"]:
        assert f'data-rule="{finding["rule"]}"' in page


def test_a_saved_build_comes_back_as_it_was(client: TestClient, published: dict[str, Any]) -> None:
    created = client.post("/api/v1/builds", json=published)
    assert created.status_code == 201
    location = created.headers["location"]
    body = created.json()
    assert location == f"/api/v1/builds/{body['id']}"
    assert body["link"] == f"http://testserver/b/{body['id']}"
    assert client.get(location).json()["build"] == published
    assert client.get(f"/api/v1/builds/{body['code']}").json()["build"] == published


def test_report_and_bill_of_a_build(client: TestClient, saved: str, code: str) -> None:
    for key in (saved, code):
        assert client.get(f"/api/v1/builds/{key}/report").json()["verdict"] == "fail"
        bill = client.get(f"/api/v1/builds/{key}/bom.json").json()
        assert bill["lines"]
        assert bill["lines_without_price"] >= 1
        rows = list(csv.reader(io.StringIO(client.get(f"/api/v1/builds/{key}/bom.csv").text.removeprefix("\ufeff"))))
        assert rows[0][0] == "quantity"
        assert len(rows) >= len(bill["lines"]) + 1
        assert client.get(f"/api/v1/builds/{key}/bom.md").text.startswith("# The published mini")


def test_parts_are_paged_to_the_end(client: TestClient) -> None:
    seen: list[str] = []
    query: dict[str, str] = {"category": "gpu", "limit": "100"}
    while True:
        answer = client.get("/api/v1/parts", params=query).json()
        seen += [part["id"] for part in answer["parts"]]
        if answer["next"] is None:
            break
        query["cursor"] = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"]
    first = client.get("/api/v1/parts", params={"category": "gpu", "limit": "1"}).json()
    memory = next(facet for facet in first["facets"] if facet["name"] == "memory_gb")
    assert sum(value["count"] for value in memory["values"]) == answer["total"]
    assert answer["facets"] is None


def test_parts_are_found_by_words(client: TestClient) -> None:
    found = client.get("/api/v1/parts", params={"q": "EPYC 7302P"}).json()["parts"]
    assert "cpu/amd/epyc-7302p" in {part["id"] for part in found}


def test_parts_are_narrowed_by_facets_and_sorted_by_facts(client: TestClient) -> None:
    query = {"category": "gpu", "memory_gb": ["24", "16"], "board_power_w": "..250", "sort": "-bandwidth_gb_s"}
    answer = client.get("/api/v1/parts", params=query).json()
    facts = [part["facts"] for part in answer["parts"]]
    assert {fact["memory_gb"] for fact in facts} == {24, 16}
    assert max(fact["board_power_w"] for fact in facts) <= 250
    assert facts == sorted(facts, key=lambda fact: -fact.get("bandwidth_gb_s", 0)), "the unknown come last"
    unknown = client.get("/api/v1/parts", params={"category": "gpu", "cooling": "unknown"}).json()
    assert unknown["total"] > 0
    assert all("cooling" not in part["facts"] for part in unknown["parts"])
    counted = {
        value["value"]: value["count"]
        for facet in unknown["facets"]
        if facet["name"] == "cooling"
        for value in facet["values"]
    }
    assert counted["unknown"] == unknown["total"]
    assert counted["passive"] > 0, "what else could be chosen"


def test_without_a_category_the_categories_are_the_facet(client: TestClient) -> None:
    (facet,) = client.get("/api/v1/parts", params={"q": "3090"}).json()["facets"]
    assert facet["name"] == "category"
    assert {"gpu", "gpu-block"} <= {value["value"] for value in facet["values"]}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("category=gpus", "no category “gpus”"),
        ("category=gpu&memroy_gb=24", "memory_gb"),
        ("memory_gb=24", "Without a category"),
        ("category=gpu&sort=cooling", "can't be sorted by “cooling”"),
        ("category=gpu&limit=0", "limit"),
        ("category=gpu&cursor=nonsense", "leads nowhere"),
    ],
)
def test_a_question_that_is_not_understood_is_refused(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"/api/v1/parts?{query}")
    assert answer.status_code in (400, 422)
    assert said in answer.json()["detail"] + str(answer.json()["errors"])


def test_a_part_names_the_source_of_every_fact(client: TestClient) -> None:
    part = client.get("/api/v1/parts/cpu/amd/epyc-7302p").json()
    assert part["facts"]["socket"] == "SP3"
    assert set(part["basis"]) == set(part["facts"])
    for fact, basis in part["basis"].items():
        assert (fact in part["sources"]) is (basis != "general"), fact


def test_catalog_reads_are_cached_until_they_change(client: TestClient) -> None:
    for address in (
        "/api/v1/parts?limit=3",
        "/api/v1/parts/cpu/amd/epyc-7302p",
        "/api/v1/rules",
        "/api/v1/rules/cpu-socket-match",
    ):
        first = client.get(address)
        tag = first.headers["etag"]
        assert first.headers["cache-control"].startswith("public")
        for condition in (tag, f'"other", W/{tag}', "*"):
            again = client.get(address, headers={"If-None-Match": condition})
            assert again.status_code == 304
            assert again.content == b""
            assert again.headers["etag"] == tag
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_rules_are_listed_with_what_they_read(client: TestClient) -> None:
    rules = {rule["id"]: rule for rule in client.get("/api/v1/rules").json()["rules"]}
    assert "cpu.socket" in rules["cpu-socket-match"]["needs"]
    detail = client.get("/api/v1/rules/cpu-socket-match").json()
    assert "What it checks" in detail["page"]
    assert detail["sources"]


def test_the_openapi_document_describes_every_address(client: TestClient) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert {
        "/api/v1/check",
        "/api/v1/import",
        "/api/v1/builds",
        "/api/v1/parts",
        "/api/v1/parts/{part_id}",
        "/api/v1/rules",
    } <= set(schema["paths"])
    assert not any(path.startswith("/build") for path in schema["paths"])
    assert {"BuildIn", "ItemIn", "ImportIn", "Problem"} <= set(schema["components"]["schemas"])
    assert _unresolved(schema, schema) == []
    for path in schema["paths"]:
        assert path in client.get("/api/docs").text


def _unresolved(node: Any, schema: dict[str, Any]) -> list[str]:
    if isinstance(node, list):
        return [found for inner in node for found in _unresolved(inner, schema)]
    if not isinstance(node, dict):
        return []
    here = []
    reference = node.get("$ref")
    if isinstance(reference, str) and reference.rpartition("/")[2] not in schema["components"]["schemas"]:
        here = [reference]
    return here + [found for inner in node.values() for found in _unresolved(inner, schema)]
