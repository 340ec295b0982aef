"""What the browser tests and their fixtures speak of: a served app, a script with its hash, a browser's complaints."""

import base64
import hashlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import BrowserContext, ConsoleMessage, Route

from app.main import create_app
from app.settings import Settings

START_UP_S = 60
"""Generous: the first start migrates an empty database and reads the whole catalog, perhaps on a busy machine."""

Serve = Callable[..., str]
NewContext = Callable[..., BrowserContext]


@dataclass(frozen=True)
class Script:
    """A script as the CDN would answer it."""

    body: bytes

    @property
    def integrity(self) -> str:
        """What a page's `integrity` attribute has to say for a browser to run this script."""
        return "sha384-" + base64.b64encode(hashlib.sha384(self.body).digest()).decode()


@contextmanager
def running_app(settings: Settings) -> Iterator[str]:
    """Serve the app from a thread, on a port that the system chooses, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning", timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + START_UP_S
        while not server.started:
            assert thread.is_alive(), "the app stopped while it was starting: its words are in the captured output"
            assert time.monotonic() < deadline, f"the app did not start within {START_UP_S} s"
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


class Troubles(list[str]):
    """What went wrong in the browser behind a test's back: script errors, refused scripts, requests to strangers.

    A test that provokes such trouble on purpose reads it here and then clears the list.
    """

    def watch(self, context: BrowserContext, script: Script) -> None:
        context.on("weberror", lambda error: self.append(f"script error: {error.error}"))
        context.on("console", self._hear)
        context.route(lambda url: urlsplit(url).hostname not in {"127.0.0.1", None}, self._answer_with(script))

    def _hear(self, message: ConsoleMessage) -> None:
        # An answer of 4xx is reported as a failed load; whether it is right is for the test to say.  A search that is
        # given up because its visitor chose a part meanwhile is reported as aborted, once by each event.
        expected = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")
        if message.type == "error" and not message.text.startswith(expected):
            self.append(f"console: {message.text}")

    def _answer_with(self, script: Script) -> Callable[[Route], None]:
        def answer(route: Route) -> None:
            path = Path(urlsplit(route.request.url).path)
            if path.name == "htmx.min.js":
                headers = {"Access-Control-Allow-Origin": "*"}
                route.fulfill(body=script.body, content_type="text/javascript", headers=headers)
            else:
                self.append(f"a page asked a stranger: {route.request.url}")
                route.abort()

        return answer
