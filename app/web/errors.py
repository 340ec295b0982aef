"""Everything that goes wrong becomes one shape: a problem document under /api, the same problem as a page elsewhere."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.store import UNAVAILABLE
from app.web.json_body import escape_pointer
from app.web.problems import (
    BODY_TOO_LARGE,
    DATABASE_UNAVAILABLE,
    INTERNAL,
    INVALID,
    TOO_MANY_REQUESTS,
    Fault,
    Problem,
    ProblemError,
    problem_for,
)
from app.web.rendering import page
from app.web.views.problems import ProblemView

log = logging.getLogger("minicolossus")

PROBLEM_JSON = "application/problem+json"
RETRY_AFTER_S = 5


def install_error_handlers(app: FastAPI) -> None:
    """Make every error that the app raises on purpose a problem; CatchCrashes answers the others."""
    app.exception_handler(HTTPException)(_on_http_exception)
    app.exception_handler(RequestValidationError)(_on_invalid)
    for error in UNAVAILABLE:
        app.exception_handler(error)(_on_unavailable)


def answer(
    request: Request,
    problem: Problem,
    detail: str,
    faults: tuple[Fault, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """The problem as the caller reads it: JSON under /api, a page elsewhere."""
    if request.url.path.startswith("/api/"):
        document = problem_document(problem, detail, faults, request.url.path)
        return JSONResponse(document, problem.status, headers, media_type=PROBLEM_JSON)
    response = page(request, "problem", ProblemView.of(problem, detail, faults), status=problem.status)
    response.headers.update(headers or {})
    return response


def problem_document(problem: Problem, detail: str, faults: tuple[Fault, ...], path: str) -> dict[str, Any]:
    """The problem as RFC 9457 writes it, with `errors` when single values are at fault."""
    document: dict[str, Any] = {
        "type": f"/problems/{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": detail,
        "instance": path,
    }
    if faults:
        document["errors"] = [{"pointer": fault.pointer, "message": fault.message} for fault in faults]
    return document


async def _on_http_exception(request: Request, error: HTTPException) -> Response:
    headers = dict(error.headers) if error.headers else None
    if isinstance(error, ProblemError):
        return answer(request, error.problem, str(error.detail), error.faults, headers)
    problem = problem_for(error.status_code)
    detail = {
        404: f"Nothing is at {request.url.path}.",
        405: f"{request.url.path} doesn't take {request.method}.",
    }.get(error.status_code, str(error.detail))
    return answer(request, problem, detail, headers=headers)


async def _on_invalid(request: Request, error: RequestValidationError) -> Response:
    faults = tuple(_fault(details) for details in error.errors())
    first = faults[0]
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return answer(request, INVALID, f"{first.pointer}: {first.message}{more}", faults)


async def _on_unavailable(request: Request, error: Exception) -> Response:
    log.warning("the database can't answer: %s", error)
    headers = {"Retry-After": str(RETRY_AFTER_S)}
    return answer(request, DATABASE_UNAVAILABLE, "Nothing was written. Try again in a few seconds.", headers=headers)


def _fault(details: dict[str, Any]) -> Fault:
    """FastAPI's location: `body`'s own steps make a pointer into the body; `query` and `path` keep their name."""
    source, *steps = details["loc"]
    named = steps if source == "body" else [source, *steps]
    pointer = "".join(f"/{escape_pointer(str(step))}" for step in named)
    return Fault(pointer, str(details["msg"]).removeprefix("Value error, ").rstrip(".") + ".")


class CatchCrashes:
    """Answer a crash with a problem and log it.

    Starlette's own handler for crashes stands outside every other middleware, so its answers lack their headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched_send(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except Exception:
            if started or scope["type"] != "http":
                raise
            request = Request(scope, receive)
            route = getattr(scope.get("route"), "path", "no route")  # never the address: it may hold a build
            log.exception("unhandled error at %s %s", request.method, route)
            response = answer(request, INTERNAL, "The app failed to answer. Its log tells its keeper why.")
            await response(scope, receive, send)


async def refuse_large_body(scope: Scope, receive: Receive, send: Send) -> None:
    """What BodyLimit answers with."""
    request = Request(scope, receive)
    response = answer(request, BODY_TOO_LARGE, "The body is larger than one megabyte.")
    await response(scope, receive, send)


async def refuse_frequent(scope: Scope, receive: Receive, send: Send, wait_s: int) -> None:
    """What RateLimits answers with."""
    request = Request(scope, receive)
    detail = f"This client asks too often. Try again in {wait_s} s."
    response = answer(request, TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(wait_s)})
    await response(scope, receive, send)
