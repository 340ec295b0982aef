"""Real servers in processes of their own, and a client that keeps its connection."""

from __future__ import annotations

import http.client
import json
import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

HOST = "127.0.0.1"
PATIENCE_S = 60
KEPT_S = 3  # uvicorn closes a connection that was idle for five seconds
_numbers = count(1)


class Client:
    """One connection to one server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=600)
        self._used_at = time.monotonic()

    def get(self, path: str) -> bytes:
        """The answer's body; anything but 200 stops the run."""
        return self._ask("GET", path, None)

    def post(self, path: str, body: bytes) -> bytes:
        """The answer's body; anything but 200 stops the run."""
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: bytes | None) -> bytes:
        if time.monotonic() - self._used_at > KEPT_S:
            self._connection.close()  # it opens again by itself
        self._connection.request(method, path, body, {"Content-Type": "application/json"})
        with self._connection.getresponse() as response:
            answer = response.read()
        self._used_at = time.monotonic()
        if response.status != http.client.OK:
            raise SystemExit(f"{method} {path} was answered with {response.status}: {answer[:500]!r}")
        return answer


def never_seen(build: dict[str, Any]) -> bytes:
    """The build under a title of its own, so that no memory of judged builds knows it; just as long each time."""
    return json.dumps({**build, "title": f"bench {next(_numbers):09d}"}).encode()


@contextmanager
def app_server(database_url: str) -> Iterator[Client]:
    """`mini-colossus serve` on a database."""
    with _running(["-m", "app.cli", "serve", "--port"], {"MINICOLOSSUS_DATABASE_URL": database_url}) as client:
        yield client


@contextmanager
def echo_server() -> Iterator[Client]:
    """The bare route that parses and echoes."""
    with _running(["-m", "scripts.bench.echo"], {}) as client:
        yield client


@contextmanager
def _running(arguments: list[str], settings: dict[str, str]) -> Iterator[Client]:
    port = _free_port()
    command = [sys.executable, *arguments, str(port)]
    process = subprocess.Popen(
        command,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process, command)
        yield Client(port)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], command: list[str]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"The server on port {port} did not start: `{shlex.join(command)}` shows why.")
