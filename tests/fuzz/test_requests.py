"""Many requests of every kind, random and mutated: no 5xx, no traceback, and none that works for longer than a minute.

`FUZZ_REQUESTS` says how many, `FUZZ_SEED` which; `make fuzz` sends 20,000.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from .requests import MAKERS, Asked
from .words import Words

FEW = 150
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", FEW))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
WATCHDOG_S = 60


def test_no_request_breaks_anything(app: FastAPI, words: Words, caplog: pytest.LogCaptureFixture) -> None:
    client = TestClient(app, follow_redirects=False)
    statuses: Counter[int] = Counter()
    slowest, its_url = 0.0, ""
    for number in range(REQUESTS):
        random = Random(f"{SEED}:{number}")
        asked = random.choice(MAKERS)(random, words)
        began = time.monotonic()
        with watchdog(asked, number):
            answer = client.request(asked.method, asked.url, **asked.sent)
        took = time.monotonic() - began
        if took > slowest:
            slowest, its_url = took, asked.url
        statuses[answer.status_code] += 1
        told = f"request {number} of seed {SEED}: {asked!r:.3000}"
        assert answer.status_code < 500, f"{answer.status_code}: {told}\n{caplog.text[-4000:]}"
        assert b"Traceback (most recent call last)" not in answer.content, told
    print(f"{REQUESTS} requests: {dict(sorted(statuses.items()))}; slowest {slowest:.1f} s ({its_url[:80]})")  # noqa: T201
    assert {200, 303, 400, 404, 422} <= set(statuses), "the requests reach rooms and doors alike"


@contextmanager
def watchdog(asked: Asked, number: int) -> Iterator[None]:
    """Fail when the block lasts longer than WATCHDOG_S; only the main thread can be interrupted, which pytest's is."""

    def bark(*_: object) -> None:
        pytest.fail(f"request {number} of seed {SEED} still works after {WATCHDOG_S} s: {asked!r:.3000}")

    before = signal.signal(signal.SIGALRM, bark)
    signal.alarm(WATCHDOG_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
