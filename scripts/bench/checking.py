"""Judging builds: in this process, over HTTP, with fixes, and with every supply in turn."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from app.core.case import Case
from app.core.engine import evaluate
from app.core.links import encode
from app.core.rig import resolve
from app.export.report_json import report_to_dict
from app.intake.builds import from_build, read_build
from app.store import Store
from app.web.api.answers import as_json
from app.web.candidates import judge_candidates
from app.web.json_body import read_json
from app.web.services import Services
from scripts.bench.machines import machines, published
from scripts.bench.servers import Client, never_seen
from scripts.bench.timing import in_rounds, milliseconds, print_table, ratio

ROUNDS = 41
ROUNDS_OF_SLOW = 5  # fixes, candidates, and machines that take longer than this many milliseconds:
SLOW_MS = 200.0
CHECK = "/api/v1/check"


def bench_checks(store: Store, app: Client, echo: Client) -> None:
    """evaluate(), and POST /check beside the echo of the same JSON."""
    rows = [_check_row(name, raw, store, app, echo) for name, raw in machines(store).items()]
    heads = ("machine", "asks B", "answers B", "evaluate ms", "echo ms", "cold ms", "÷ echo", "warm ms", "÷ echo")
    print_table(
        f"evaluate(), and POST {CHECK} beside a bare FastAPI route that parses and echoes the same JSON.\n"
        f"Cold: a build that the server never saw. Warm: the same build again, as it is remembered.\n"
        f"Median of {ROUNDS} rounds ({ROUNDS_OF_SLOW} of the worst case), client included on both sides.",
        heads,
        rows,
    )


def _check_row(name: str, raw: dict[str, Any], store: Store, app: Client, echo: Client) -> list[str]:
    build = read_build(raw, store.catalog.vocabulary, store.catalog)
    body = never_seen(raw)
    answer = app.post(CHECK, body)
    sides = {
        "evaluate": lambda: evaluate(build, store.catalog),
        "echo": lambda: echo.post("/echo", body),
        "cold": lambda: app.post(CHECK, never_seen(raw)),
        "warm": lambda: app.post(CHECK, body),
    }
    slow = in_rounds({"cold": sides["cold"]}, 1)["cold"][0] * 1000 > SLOW_MS
    times = in_rounds(sides, ROUNDS_OF_SLOW if slow else ROUNDS)
    return [
        name,
        f"{len(body):,}",
        f"{len(answer):,}",
        milliseconds(times["evaluate"]),
        milliseconds(times["echo"]),
        milliseconds(times["cold"]),
        ratio(times["cold"], times["echo"]),
        milliseconds(times["warm"]),
        ratio(times["warm"], times["echo"]),
    ]


def bench_stages(store: Store) -> None:
    """Where the time of a check goes, in this process."""
    services = Services.over(store)
    print_table(
        f"The steps of a check, in ms. Slots and cables are parts of evaluate(). Median of {ROUNDS_OF_SLOW} rounds.",
        ("machine", "read", "name", "slots", "cables", "evaluate", "write"),
        [[name, *_stages_row(raw, services)] for name, raw in machines(store).items()],
    )


def _stages_row(raw: dict[str, Any], services: Services) -> list[str]:
    body, build, catalog = never_seen(raw), services.read(raw), services.catalog
    report = evaluate(build, catalog)
    sides = {
        "read": lambda: services.read(read_json(body)),
        "name": lambda: encode(from_build(build)),
        "slots": lambda: Case(resolve(build, catalog)).slots,
        "cables": lambda: Case(resolve(build, catalog)).cables,
        "evaluate": lambda: evaluate(build, catalog),
        "write": lambda: as_json(report_to_dict(report)),
    }
    return [milliseconds(seconds) for seconds in in_rounds(sides, ROUNDS_OF_SLOW).values()]


def bench_fixes(store: Store, app: Client) -> None:
    """Fixes for all findings of the published list beside its plain check."""
    raw = published(store)
    found = json.loads(app.post(f"{CHECK}?fixes=1", never_seen(raw)))["findings"]
    tried = sum(finding.get("tried", 0) for finding in found)
    times = in_rounds(
        {
            "check": lambda: app.post(CHECK, never_seen(raw)),
            "fixes": lambda: app.post(f"{CHECK}?fixes=1", never_seen(raw)),
        },
        ROUNDS_OF_SLOW,
    )
    row = (
        "published list",
        f"{sum(len(finding.get('fixes', ())) for finding in found)}",
        f"{tried}",
        milliseconds(times["check"]),
        milliseconds(times["fixes"]),
        ratio(times["fixes"], times["check"]),
    )
    heads = ("build", "fixes", "tried", "check ms", "with fixes ms", "÷ check")
    print_table(f"POST {CHECK}?fixes=1, cold. Median of {ROUNDS_OF_SLOW} rounds.", heads, [row])


def bench_candidates(store: Store) -> None:
    """Every supply of the catalog in the place of build B's own, beside one evaluation of it."""
    raw = machines(store)["build B"]
    services = Services.over(store)
    supplies = store.catalog.of("psu")
    index = next(number for number, item in enumerate(raw["items"]) if item.get("part", "").startswith("psu/"))
    build = services.read(raw)
    times = in_rounds(
        {
            "evaluate": partial(evaluate, build, store.catalog),
            "candidates": lambda: judge_candidates(json.loads(never_seen(raw)), index, supplies, services),
        },
        ROUNDS_OF_SLOW,
    )
    row = (
        "build B, psu",
        f"{len(supplies)}",
        milliseconds(times["evaluate"]),
        milliseconds(times["candidates"]),
        ratio(times["candidates"], times["evaluate"]),
    )
    heads = ("category", "parts", "evaluate ms", "all parts ms", "÷ evaluate")
    print_table(f"All candidates of a category, cold. Median of {ROUNDS_OF_SLOW} rounds.", heads, [row])
