"""Headers on every answer, crashes included; no stranger's script."""

import asyncio
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.web.errors import CatchCrashes
from app.web.security import SecurityHeaders, content_security_policy

HEADERS = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@pytest.mark.parametrize(
    "address", ["/", "/nothing", "/api/v1/nothing", "/static/app.css", "/healthz", "/api/v1/parts"]
)
def test_every_answer_protects_itself(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert HEADERS.items() <= dict(answer.headers).items()
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_the_only_script_is_htmx(client: TestClient) -> None:
    page = client.get("/build").text
    assert page.count("<script") == 1
    address = page.partition('<script src="')[2].partition('"')[0]
    assert f"script-src {address};" in client.get("/").headers["content-security-policy"]
    assert " style=" not in page
    assert " onclick" not in page


def test_htmx_of_our_own_needs_no_stranger() -> None:
    assert "script-src 'self';" in content_security_policy("/static/htmx.min.js")


def test_a_crash_is_a_problem_without_a_traceback(app: Any, caplog: pytest.LogCaptureFixture) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("secret detail")

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": "/api/v1/x", "query_string": b"", "headers": [], "app": app}
    asyncio.run(SecurityHeaders(CatchCrashes(broken), "/htmx.js")(scope, receive, send))
    assert sent[0]["status"] == 500
    assert (b"content-type", b"application/problem+json") in sent[0]["headers"]
    assert b"content-security-policy" in {name for name, _ in sent[0]["headers"]}
    assert b"secret" not in sent[1]["body"]
    assert "secret detail" in caplog.text, "the log tells its keeper why"
