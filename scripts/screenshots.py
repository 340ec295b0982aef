"""Photograph every page at three widths in both themes, into build/screenshots; say where one overflows or complains.

The pages include those that strain a layout: sixteen cards, no parts, many findings, a bill of forty lines, names of
a hundred letters.
"""

from __future__ import annotations

import argparse
import importlib.resources
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode

from playwright.sync_api import Browser, ConsoleMessage, Route, sync_playwright

from app.core.links import encode
from app.core.parts import Catalog
from app.intake.builds import from_build
from app.intake.loader import load_catalog
from app.intake.templates import load_templates
from app.resources import resource_root
from scripts.ensure_chromium import ADVICE, find_chromium

WIDTHS = (360, 1280, 2560)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 900
START_UP_S = 120
LONG = "An accelerator whose maker has given it a name that does not end before the line does, revision B"


def main() -> None:
    """Serve, photograph, report; exit 1 when a page overflows or its console complains."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="only pages whose name has this text")
    parser.add_argument("--to", type=Path, default=Path("build/screenshots"))
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    chromium = find_chromium() or sys.exit(ADVICE)
    troubles: list[str] = []
    with serving() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, address in pages(site).items():
            if asked.only in name:
                troubles += photograph(browser, site, name, address, asked.to)
        browser.close()
    print("\n".join(troubles) or f"All pages fit and are quiet: see {asked.to}.")
    sys.exit(bool(troubles))


@contextmanager
def serving() -> Iterator[str]:
    """The app as a process of its own, on an empty database."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port)]
        database = f"sqlite:///{folder}/shots.sqlite3"
        environment = {**os.environ, "MINICOLOSSUS_DATABASE_URL": database, "MINICOLOSSUS_ACCESS_LOG": "off"}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        site = f"http://127.0.0.1:{port}"
        try:
            _wait_for(site)
            yield site
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(site: str) -> None:
    deadline = time.monotonic() + START_UP_S
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{site}/healthz", timeout=5).close()  # noqa: S310  our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"The app did not start within {START_UP_S} s.")


def photograph(browser: Browser, site: str, name: str, address: str, folder: Path) -> list[str]:
    """One page at every width in both themes; answers what is wrong with it."""
    troubles: list[str] = []
    for width, theme in product(WIDTHS, THEMES):
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=theme, base_url=site)
        page = context.new_page()
        page.on("console", lambda said: troubles.append(f"{name}: {said.text}") if _is_trouble(said) else None)
        page.route("**/htmx.min.js", _answer_with_htmx)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        wide = int(page.evaluate("document.documentElement.scrollWidth"))
        if wide > width:
            troubles.append(f"{name}: {wide} px wide at {width} px")
        page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
        context.close()
    print(f"{name}: {len(WIDTHS) * len(THEMES)} pictures")
    return troubles


def _is_trouble(said: ConsoleMessage) -> bool:
    """An error that is not the answer that was asked for: a page that does not exist is one of those photographed."""
    return said.type == "error" and "status of 404" not in said.text


def _answer_with_htmx(route: Route) -> None:
    """The script as its CDN has it, from a locked package: no network is needed."""
    file = importlib.resources.files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    headers = {"Access-Control-Allow-Origin": "*"}
    route.fulfill(body=file.read_bytes(), content_type="text/javascript", headers=headers)


def pages(site: str) -> dict[str, str]:
    """Every kind of page, by the name of its pictures."""
    root = resource_root() / "catalog"
    catalog = load_catalog(root)
    templates = {one.slug: from_build(one.build) for one in load_templates(root, catalog.vocabulary, catalog)}
    published, good = templates["published-mini-colossus"], templates["build-b"]
    strained = {
        "sixteen": sixteen_cards(),
        "forty": forty_lines(catalog),
        "troubled": many_findings(catalog),
    }
    b, g = (f"b={encode(one)}" for one in (published, good))
    return {
        "start": "/",
        "bench": f"/build?{b}",
        "bench-good": f"/build?{g}",
        "bench-empty": "/build",
        "bench-fixes": f"/build?{b}&fixes=cpu-socket-match",
        **{f"bench-{name}": f"/build?b={encode(build)}" for name, build in strained.items()},
        "repair": f"/build/repair?{b}",
        "bill": f"/build/bom?{g}",
        "bill-forty": f"/build/bom?b={encode(strained['forty'])}",
        "bring-up": f"/build/bring-up?{g}",
        "chooser": f"/build/choose/psu?{g}",
        "guide-purpose": "/guide/purpose",
        "guide-place": f"/guide/place?{g}",
        "guide-own": "/guide/own",
        "guide-host": f"/guide/host?{g}&category=cpu",
        "guide-review": f"/guide/review?{b}",
        "compare": f"/compare?{b}&{g}",
        "compare-empty": "/compare",
        "check": "/check?gpu=gpu/nvidia/tesla-p40&host=server/dell/poweredge-r730&psu=corsair",
        "parts": "/parts",
        "parts-gpu": "/parts?category=gpu",
        "parts-none": "/parts?q=flux+capacitor",
        "parts-compare": "/parts/compare?id=gpu/nvidia/rtx-3090&id=gpu/nvidia/tesla-p40",
        "part": "/parts/gpu/nvidia/rtx-pro-6000-blackwell-ws",
        "part-server": "/parts/server/supermicro/as-4124gs-tnr",
        "rules": "/rules",
        "rule": "/rules/circuit-continuous",
        "data": "/data",
        "api": "/api/docs",
        "problems": "/problems",
        "not-found": "/nothing",
        "saved": _saved(site, good),
    }


def _saved(site: str, build: dict[str, Any]) -> str:
    """The address of a build that was saved through its form."""
    body = urlencode({"b": encode(build)}).encode()
    with urllib.request.urlopen(f"{site}/build/save", body, timeout=60) as answer:  # noqa: S310  our own server
        return str(answer.url).removeprefix(site)


def sixteen_cards() -> dict[str, Any]:
    """Sixteen cards with long names on one board."""
    facts = {"board_power_w": 300, "slot_width": 2, "connector_lanes": 16, "length_mm": 267}
    card = {"category": "gpu", "name": LONG, "facts": facts}
    return {
        "title": LONG,
        "items": [
            {"id": "gpus", "custom": card, "quantity": 16},
            {"id": "server", "part": "server/supermicro/as-4124gs-tnr"},
            {"id": "cpus", "part": "cpu/amd/epyc-7313", "quantity": 2},
        ],
    }


def forty_lines(catalog: Catalog) -> dict[str, Any]:
    """The forty parts with the longest names, a category apart from another as long as there are some."""
    longest = sorted(catalog.parts.values(), key=lambda part: (-len(part.name), part.id))
    chosen = [part for part in longest if part.category not in ("server", "rack")][:40]
    return {"title": "Forty lines", "items": [{"id": f"i{n}", "part": part.id} for n, part in enumerate(chosen)]}


def many_findings(catalog: Catalog) -> dict[str, Any]:
    """Cards of many makers on a board that takes none of what surrounds them."""
    cards = sorted(part.id for part in catalog.parts.values() if part.category == "gpu" and not part.generic)[::7][:36]
    rest = ("cpu/amd/epyc-9654", "motherboard/asrock-rack/romed8-2t", "psu/generic/atx-400w")
    items = [*cards, *rest, "chassis/phanteks/enthoo-pro-2"]
    site = {"circuits": [{"volts": 120, "amps": 15}], "room_c": 35, "living_space": True}
    return {"title": "Troubled", "items": [{"id": f"i{n}", "part": part} for n, part in enumerate(items)], "site": site}


if __name__ == "__main__":
    main()
