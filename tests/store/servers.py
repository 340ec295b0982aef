"""Real app processes on real ports, to be killed and started again, and a visitor who doesn't mind."""

from __future__ import annotations

import http.client
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
READY_WITHIN_S = 60
ANSWER_WITHIN_S = 30


@dataclass(frozen=True)
class Answer:
    """What a server said; `told` is its JSON, {} for anything else."""

    status: int
    told: dict[str, Any]
    text: str


class Server:
    """One process of the app on a port of its own."""

    def __init__(self, database_url: str, catalog_root: Path, **settings: str) -> None:
        self.port = _free_port()
        chosen = {"database_url": database_url, "catalog_root": str(catalog_root), "port": str(self.port), **settings}
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MINICOLOSSUS_")},
            **{f"MINICOLOSSUS_{name.upper()}": value for name, value in chosen.items()},
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; see `wait`."""
        command = [sys.executable, "-m", "app.cli", "serve"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def wait(self) -> None:
        """Wait until it can answer."""
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            assert self._process is not None
            assert self._process.poll() is None, "the server gave up"
            try:
                if self.ask("GET", "/readyz").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError("the server was not ready in time")

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """One request on a connection of its own.  Raises OSError or HTTPException when the process is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_WITHIN_S)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            response = connection.getresponse()
            text = response.read().decode()
            is_json = "json" in (response.getheader("Content-Type") or "")
            return Answer(response.status, json.loads(text) if is_json else {}, text)
        finally:
            connection.close()

    def limit_files(self, largest_bytes: int) -> None:
        """Let no file of the process grow beyond this; resource.RLIM_INFINITY lifts the limit."""
        assert self._process is not None
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (largest_bytes, resource.RLIM_INFINITY))

    def kill(self) -> None:
        """SIGKILL: the process can do nothing about it."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in peace."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=READY_WITHIN_S)
            self._process = None


@contextmanager
def running(*servers: Server) -> Iterator[None]:
    """All of them started at once, ready, and gone at the end."""
    try:
        for server in servers:
            server.start()
        for server in servers:
            server.wait()
        yield
    finally:
        for server in servers:
            server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
