"""Rate limits: how often one client may ask for what costs much, in a moving window.

A client is the address that the connection comes from; behind a reverse proxy the server has to be told to trust its
`X-Forwarded-For`.  Counts live in the process: several processes allow as many times more.
"""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable, Mapping

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

Refuse = Callable[[Scope, Receive, Send, int], Awaitable[None]]

# What a request costs: one build judged, a build kept for good, or tens to hundreds of builds judged.
JUDGING, KEEPING, SEARCHING = "judging", "keeping", "searching"
COSTS: Mapping[tuple[str, str], str] = {
    ("POST", "/api/v1/check"): JUDGING,
    ("POST", "/api/v1/import"): JUDGING,
    ("POST", "/build/edit"): JUDGING,
    ("POST", "/build/import"): JUDGING,
    ("POST", "/api/v1/builds"): KEEPING,
    ("POST", "/build/save"): KEEPING,
    ("POST", "/api/v1/repair"): SEARCHING,
    ("POST", "/api/v1/candidates"): SEARCHING,
    ("POST", "/api/v1/check/batch"): SEARCHING,
    ("GET", "/build/repair"): SEARCHING,
}
CHOOSING = ("/build/choose/", "/guide/")
FIXES = b"fixes="


class RateLimits:
    """Answer with `refuse` when a client asks more often than `rates` allow, e.g. {"searching": "120/minute"}."""

    def __init__(self, app: ASGIApp, rates: Mapping[str, str], refuse: Refuse) -> None:
        self._app = app
        self._rates = {cost: parse(rate) for cost, rate in rates.items() if rate}
        self._refuse = refuse
        self._counted = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cost = cost_of(scope) if scope["type"] == "http" else None
        rate = self._rates.get(cost) if cost else None
        if rate is None or self._counted.hit(rate, str(cost), _client(scope)):
            await self._app(scope, receive, send)
        else:
            await self._refuse(scope, receive, send, self._wait_s(rate, str(cost), _client(scope)))

    def _wait_s(self, rate: RateLimitItem, cost: str, client: str) -> int:
        """Whole seconds until the client may ask again; at least one."""
        stats = self._counted.get_window_stats(rate, cost, client)
        return max(1, math.ceil(stats.reset_time - time.time()))


def cost_of(scope: Scope) -> str | None:
    """What a request costs, None for one that costs little."""
    method, path = scope["method"], scope["path"]
    asks_for_fixes = FIXES in scope.get("query_string", b"") and path in ("/build", "/api/v1/check")
    if asks_for_fixes or path.startswith(CHOOSING):
        return SEARCHING
    return COSTS.get((method, path))


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else "unknown"
