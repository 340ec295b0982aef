"""What the OpenAPI document shows is true: every example in it is sent, and answered as it says."""

from urllib.parse import quote

import jsonschema_rs
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from app.main import API
from app.web.problems import PROBLEMS

OPERATIONS = [
    (method, f"/api/v1{route.path.replace(':path}', '}')}")
    for router in API
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods or ())
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_examples_are_answered_as_the_document_says(app: FastAPI, client: TestClient, method: str, path: str) -> None:
    document = app.openapi()
    operation = document["paths"][path][method.lower()]
    url, query, headers = path, {}, {}
    for parameter in operation.get("parameters", ()):
        name, place = parameter["name"], parameter["in"]
        for example in parameter["schema"].get("examples", ())[:1]:
            if place == "path":
                url = url.replace(f"{{{name}}}", quote(example))
            else:
                query[name] = example
    if "changes" in path or method in ("PATCH", "DELETE"):
        saved = client.post("/api/v1/builds", json={"items": []}).json()
        url, headers = path.replace("{code}", saved["id"]), {"Authorization": f"Bearer {saved['owner_secret']}"}
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    sent = {"json": body["example"]} if body else {}
    assert "{" not in url, "a parameter of the path has no example"
    answer = client.request(method, url, params=query, headers=headers, **sent)
    told = operation["responses"].get(str(answer.status_code))
    assert told is not None, f"{answer.status_code} is not told of: {answer.text[:300]}"
    content = told.get("content", {}).get(answer.headers.get("content-type", "").partition(";")[0], {})
    if "$ref" in content.get("schema", {}):
        jsonschema_rs.validate({**content["schema"], "components": document["components"]}, answer.json())
    if "example" in content:
        assert answer.json() == content["example"]


def test_every_answer_is_described(app: FastAPI) -> None:
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            good = [status for status in operation["responses"] if status.startswith("2")]
            assert good, (method, path)
            described = operation["responses"][good[0]].get("content", {})
            assert good == ["204"] or all(content["schema"] for content in described.values()), (method, path)


def test_every_problem_that_is_raised_has_a_page(client: TestClient) -> None:
    for slug in PROBLEMS:
        assert client.get(f"/problems/{slug}").status_code == 200
    assert "too-many-requests" in PROBLEMS
