"""No request yields a 500: each refusal is a problem with a sentence, as JSON under /api and as a page elsewhere."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.web.problems import PROBLEMS

JSON = {"content-type": "application/json"}
KNOWN = "cpu/amd/epyc-7302p"

BAD_BODIES = {
    "syntax": (b'{"items": [', 400, "malformed-body"),
    "nothing": (b"", 400, "malformed-body"),
    "not UTF-8": (b'{"items": ["\xff"]}', 400, "malformed-body"),
    "NaN": (b'{"items": [], "site": {"room_c": NaN}}', 400, "malformed-body"),
    "Infinity": (b'{"items": [], "site": {"room_c": -Infinity}}', 400, "malformed-body"),
    "deep": (b'{"items":' + b"[" * 60_000, 400, "malformed-body"),
    "deep in facts": (b'{"items":[{"facts":' + b'{"a":' * 30 + b"1" + b"}" * 30 + b"}]}", 400, "malformed-body"),
    "half a character": (b'{"items": [], "title": "\\ud83d"}', 400, "malformed-body"),
    "NUL": (b'{"items": [], "title": "\\u0000"}', 400, "malformed-body"),
    "a name twice": (b'{"items": [], "items": []}', 400, "malformed-body"),
    "a long number": (b'{"items": ' + b"9" * 5000 + b"}", 400, "malformed-body"),
    "too large a number": (b'{"items": [], "site": {"room_c": 1e999}}', 422, "invalid-request"),
    "null": (b"null", 422, "invalid-request"),
    "a list": (b"[]", 422, "invalid-request"),
    "no items": (b"{}", 422, "invalid-request"),
    "a negative quantity": (f'{{"items": [{{"part": "{KNOWN}", "quantity": -1}}]}}'.encode(), 422, "invalid-request"),
    "too many devices": (
        f'{{"items": [{",".join([_item := f"""{{"part":"{KNOWN}","quantity":256}}"""] * 3)}]}}'.encode(),
        422,
        "invalid-request",
    ),
    "an unknown key": (b'{"items": [], "colour": "red"}', 422, "invalid-request"),
    "an unknown part": (b'{"items": [{"part": "gpu/nobody/nothing"}]}', 422, "unknown-part"),
    "an unknown fact": (
        f'{{"items": [{{"part": "{KNOWN}", "facts": {{"colour": 1}}}}]}}'.encode(),
        422,
        "invalid-request",
    ),
    "5 MB": (b'{"items": "' + b"x" * 5_000_000 + b'"}', 413, "body-too-large"),
}


@pytest.mark.parametrize("kind", BAD_BODIES)
@pytest.mark.parametrize("address", ["/api/v1/check", "/api/v1/builds"])
def test_a_bad_body_is_a_problem_document(client: TestClient, address: str, kind: str) -> None:
    body, status, slug = BAD_BODIES[kind]
    answer = client.post(address, content=body, headers=JSON)
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == f"/problems/{slug}"
    assert problem["status"] == status
    assert problem["detail"]
    assert client.get(problem["type"]).status_code == 200, "the type is a real page"


def test_errors_point_at_the_values(client: TestClient) -> None:
    body = {"items": [{"part": KNOWN, "quantity": 0}, {"part": "cpu/x/y", "quantity": "2"}], "site": {"room_c": "warm"}}
    errors = client.post("/api/v1/check", json=body).json()["errors"]
    assert {error["pointer"] for error in errors} == {"/items/0/quantity", "/items/1/quantity", "/site/room_c"}
    assert all(error["message"].endswith((".", ")")) for error in errors)


def test_a_body_in_chunks_is_limited_too(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(80):
            yield b"x" * 65_536

    answer = client.post("/api/v1/check", content=chunks(), headers=JSON)
    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/body-too-large"


def test_a_large_form_gets_a_page(client: TestClient) -> None:
    answer = client.post("/build/edit", data={"b": "x" * 2_000_000})
    assert answer.status_code == 413
    assert "<h1>The request is too large</h1>" in answer.text


def test_every_changed_character_of_a_share_code_is_noticed(client: TestClient, code: str) -> None:
    for position in range(0, len(code), max(1, len(code) // 40)):
        other = "A" if code[position] != "A" else "B"
        broken = f"{code[:position]}{other}{code[position + 1 :]}"
        answer = client.get(f"/api/v1/builds/{broken}")
        assert answer.status_code in {400, 404}, position
        assert answer.headers["content-type"] == "application/problem+json"
        assert client.get("/build", params={"b": broken}).status_code == 400


@pytest.mark.parametrize(
    "address", ["/nothing", "/b/nothing", "/parts/x", "/rules/x", "/build/choose/x", "/problems/x"]
)
def test_an_unknown_address_is_a_page(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<h1>There is nothing at this address</h1>" in answer.text
    fragment = client.get(address, headers={"HX-Request": "true"})
    assert "<html" not in fragment.text


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v1/parts/gpu/x/y", 404),
        ("GET", "/api/v1/rules/x", 404),
        ("GET", "/api/v1/builds/nothing", 404),
        ("GET", "/api/v1/parts?limit=0", 422),
        ("GET", "/api/v1/parts?limit=many", 422),
        ("GET", "/api/v1/parts?category=shoe", 422),
        ("GET", "/api/v1/parts?cursor=nowhere", 400),
        ("GET", "/api/v1/check", 405),
        ("DELETE", "/api/v1/parts", 405),
    ],
)
def test_an_api_refusal_is_a_problem_document(client: TestClient, method: str, address: str, status: int) -> None:
    answer = client.request(method, address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].removeprefix("/problems/") in PROBLEMS
    assert ("allow" in answer.headers) is (status == 405)


def test_the_api_reads_json_alone(client: TestClient) -> None:
    answer = client.post("/api/v1/check", content=b'{"items": []}', headers={"content-type": "text/plain"})
    assert answer.status_code == 415
    assert "application/json" in answer.json()["detail"]


def test_a_form_of_another_type_is_refused(client: TestClient) -> None:
    assert client.post("/build/edit", json={"b": ""}).status_code == 415
    wrong = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/build/edit", content=b"b=%ff", headers=wrong).status_code == 400


def test_a_fork_of_nothing_is_refused(client: TestClient, code: str) -> None:
    answer = client.post("/build/save", data={"b": code, "from": "nothing"})
    assert answer.status_code == 422


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200))
def test_no_bytes_yield_a_500(client: TestClient, body: bytes) -> None:
    assert client.post("/api/v1/check", content=body, headers=JSON).status_code < 500


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    item=st.dictionaries(
        st.sampled_from(["id", "part", "custom", "quantity", "facts", "cooling", "power_limit_w", "note", "owned"]),
        JSON_VALUES | st.sampled_from([KNOWN, "gpu/nvidia/rtx-3090", {"category": "psu", "name": "x"}]),
        max_size=5,
    ),
    site=JSON_VALUES,
)
def test_no_json_yields_a_500(client: TestClient, item: dict[str, object], site: object) -> None:
    for body in ({"items": [item]}, {"items": [], "site": site}, {"items": [], "choices": site}, site):
        assert client.post("/api/v1/check", json=body, headers=JSON).status_code < 500


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_no_text_yields_a_500(client: TestClient, text: str) -> None:
    for name in ("b", "d", "from"):
        assert client.get("/build", params={name: text}).status_code < 500
    assert client.get("/parts", params={"q": text, "category": text, "page": text}).status_code < 500
    assert (
        client.get("/build/choose/psu", params={"q": text, "sort": text, "page": "9999", "replaces": text}).status_code
        < 500
    )
    assert client.post("/build/edit", data={"do": text, "add": text, f"/items/{text}": text}).status_code < 500
    assert client.post("/build/import", data={"text": text, "accept": "1", "pick.1": text}).status_code < 500
