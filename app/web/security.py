"""Headers that every answer carries, HEAD for every GET, and access logs that keep builds to themselves."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def content_security_policy(htmx_url: str) -> str:
    """Only our own style sheet and pictures, and of all scripts only the one htmx file."""
    script = htmx_url if urlsplit(htmx_url).netloc else "'self'"
    return (
        f"default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    )


class SecurityHeaders:
    """Set the same protective headers on every answer, errors included."""

    def __init__(self, app: ASGIApp, htmx_url: str) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": content_security_policy(htmx_url),
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class HeadAsGet:
    """Answer HEAD wherever GET is answered, without the body (RFC 9110, section 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, send_without_body)


class DropQueryStrings(logging.Filter):
    """Builds live in query strings, and nobody's build belongs in a log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Cut the query string off the path in uvicorn's access record."""
        if isinstance(record.args, tuple) and len(record.args) == 5:
            client, method, path, version, status = record.args
            record.args = (client, method, str(path).partition("?")[0], version, status)
        return True


def keep_builds_out_of_logs() -> None:
    """Install DropQueryStrings on uvicorn's access log, once."""
    access_log = logging.getLogger("uvicorn.access")
    if not any(isinstance(existing, DropQueryStrings) for existing in access_log.filters):
        access_log.addFilter(DropQueryStrings())
