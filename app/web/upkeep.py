"""What a running app does beside answering: it takes up what others publish, and closes its store at the end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fastapi import FastAPI

log = logging.getLogger("minicolossus")
Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def upkeep(look: Callable[[], None], seconds: float, close: Callable[[], None]) -> Lifespan:
    """A lifespan that looks every so many seconds, in a thread of its own, for as long as the server runs."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        looking = asyncio.create_task(_look_on(look, seconds))
        yield
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        close()

    return lifespan


async def _look_on(look: Callable[[], None], seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await asyncio.to_thread(look)
        except Exception:  # a fault here must not end the looking, nor the app
            log.exception("looking for changes failed")
