"""Bodies are read whole, up to a limit, before anything else happens: with a Content-Length or in chunks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Refuse = Callable[[Scope, Receive, Send], Awaitable[None]]

DRAIN_FACTOR = 8
"""How many times the limit is read and thrown away, so that a client that is still sending hears the answer."""


class BodyLimit:
    """Answer with `refuse` when a body is larger than `limit_bytes`.

    Starlette's own limit answers in plain text and can't be told otherwise.
    """

    def __init__(self, app: ASGIApp, limit_bytes: int, refuse: Refuse) -> None:
        self._app = app
        self._limit_bytes = limit_bytes
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _announces_body(scope):
            await self._app(scope, receive, send)
            return
        body = await self._read(receive)
        if body is None:
            await self._refuse(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        """The body, or None when it is too large; a body of any size is read to its end or to the drain's."""
        chunks: list[bytes] = []
        size = 0
        while size <= self._limit_bytes * DRAIN_FACTOR:
            message = await receive()
            if message["type"] != "http.request":
                break
            chunk = message.get("body", b"")
            size += len(chunk)
            if size <= self._limit_bytes:
                chunks.append(chunk)
            else:
                chunks.clear()
            if not message.get("more_body", False):
                break
        return b"".join(chunks) if size <= self._limit_bytes else None


def _announces_body(scope: Scope) -> bool:
    names = {name.lower() for name, _ in scope["headers"]}
    return b"content-length" in names or b"transfer-encoding" in names


def _replay(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return pending.pop() if pending else await receive()

    return replayed
