"""What an answered request tells to logs and metrics: the route's template, never the address, which holds builds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NO_ROUTE = "none"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER_METHOD = "OTHER"


@dataclass(frozen=True, slots=True)
class Answered:
    """One answered request.  Method and route are of small closed sets; `seconds` lasts until the body is sent."""

    method: str
    route: str
    status: int
    seconds: float


Observer = Callable[[Answered], None]


class Observe:
    """Tell the observers of every answer.  A request that ends without one counts as 500."""

    def __init__(self, app: ASGIApp, templates: Mapping[int, str], observers: Sequence[Observer]) -> None:
        self._app = app
        self._templates = templates
        self._observers = observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def watched_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        began = time.perf_counter()
        try:
            await self._app(scope, receive, watched_send)
        finally:
            method = scope["method"] if scope["method"] in METHODS else OTHER_METHOD
            route = self._templates.get(id(scope.get("route")), NO_ROUTE)
            answered = Answered(method, route, status, time.perf_counter() - began)
            for observe in self._observers:
                observe(answered)


def route_templates(app: FastAPI) -> dict[int, str]:
    """The whole template of each route by the route's identity: a route itself doesn't know its router's prefix."""
    return {id(context.original_route): context.path for context in iter_route_contexts(app.routes) if context.path}
