"""The access log: method, route template, status and time.

It stands in for uvicorn's own, whose lines hold whole addresses: a share code in one is somebody's build, and the id of
a saved build is the key to it.
"""

from __future__ import annotations

import datetime
import json
import logging
from typing import Literal

from app.web.observing import Answered, Observer

log = logging.getLogger("minicolossus.access")


def access_logger(kind: Literal["text", "json", "off"]) -> tuple[Observer, ...]:
    """The observer that writes the log of that kind, none for `off`.  Uvicorn's is silenced in any case."""
    uvicorn = logging.getLogger("uvicorn.access")
    if _nothing not in uvicorn.filters:
        uvicorn.addFilter(_nothing)
    return {"text": (_write_text,), "json": (_write_json,), "off": ()}[kind]


def show_access_log() -> None:
    """Let the log's lines appear on standard error; for the one who owns the process."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def _nothing(_: logging.LogRecord) -> bool:
    return False


def _write_text(answered: Answered) -> None:
    log.info(
        "%s %s %s %d %.1f ms",
        _now(),
        answered.method,
        answered.route,
        answered.status,
        answered.seconds * 1000,
    )


def _write_json(answered: Answered) -> None:
    told = {
        "time": _now(),
        "method": answered.method,
        "route": answered.route,
        "status": answered.status,
        "milliseconds": round(answered.seconds * 1000, 1),
    }
    log.info(json.dumps(told))


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
