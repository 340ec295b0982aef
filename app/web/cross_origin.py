"""Which calls other sites' pages may make: those that keep nothing and change nothing, without credentials."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

API = "/api/v1/"
KEEPS = ("/api/v1/builds",)
READS = ("GET", "HEAD")


class OpenToPages:
    """CORS for every address of the API, but for those that save, rename or withdraw builds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
            expose_headers=["ETag", "Retry-After"],
            max_age=86400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._open if scope["type"] == "http" and _is_open(scope) else self._app
        await app(scope, receive, send)


def _is_open(scope: Scope) -> bool:
    path = scope["path"]
    if not path.startswith(API):
        return False
    asked = dict(scope["headers"]).get(b"access-control-request-method", scope["method"].encode()).decode("latin-1")
    return asked in READS or not path.startswith(KEEPS)
