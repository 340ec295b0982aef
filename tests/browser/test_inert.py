"""Hostile names, notes, titles, facts, lists and addresses stay text on every page, in the real browser."""

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Dialog, Page

from app.core.links import encode
from app.web.guide import STEPS
from tests.hostile import ALL, MARK, MARKUP

from .support import NewContext, Serve

EVERYTHING = " ".join(ALL)
TRACES = f"""() => [
    ...document.querySelectorAll('{MARK}, iframe, img[src="x"], script:not([src*=htmx]), [href^="javascript" i]'),
    ...[...document.querySelectorAll('*')].filter(
        (element) => [...element.attributes].some(({{ name }}) => /^(on|hx-on|data-hx-on)/i.test(name))),
].map((element) => element.outerHTML.slice(0, 200))"""

NAMES = tuple(zip(("psu", "cpu", "motherboard", "chassis", "memory", "fan") * 2, MARKUP, strict=False))
BUILD = {
    "title": EVERYTHING[:200],
    "items": [
        {"id": "gpus", "part": "gpu/nvidia/rtx-3090", "quantity": 2, "note": EVERYTHING[:1000]},
        *({"custom": {"category": category, "name": text}, "note": text} for category, text in NAMES),
        {"custom": {"category": "gpu", "name": MARKUP[0], "facts": {"memory_type": MARKUP[1]}}},
    ],
    "site": {"region": MARKUP[0], "circuits": [{"volts": 230, "amps": 16, "receptacle": MARKUP[1]}]},
    "choices": {
        "workload": MARKUP[1],
        "software": {"os": MARKUP[0], "driver": MARKUP[2], "cuda": MARKUP[3]},
        "slot_pins": [{"device": MARKUP[0], "slot": MARKUP[1]}],
    },
}
HOSTILE_PART = f"""
name = '''{MARKUP[0]} {MARKUP[1]}'''
maker = '''{MARKUP[0]}'''
aliases = ['''{MARKUP[1]}''']
note = '''{MARKUP[3]}'''
part_numbers = ['''{MARKUP[2][:20]}''']
general_knowledge = ["form_factor", "output_volts"]
[facts]
form_factor = "atx"
output_volts = 12
[[prices]]
amount = 10
currency = "USD"
condition = "new"
date = 2026-01-01
source = "javascript:alert(1)"
[[known_issues]]
area = "psu-watts"
severity = "warning"
text = '''{MARKUP[0]}'''
[[known_issues.sources]]
url = "https://example.org/?<script>alert(1)</script>"
title = '''{MARKUP[1]}'''
read = 2026-01-01
kind = "vendor"
"""
PART_ID = "psu/generic/hostile"


@pytest.fixture
def visitor(page: Page, dialogs: list[str]) -> Page:
    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    return page


@pytest.fixture
def dialogs() -> list[str]:
    return []


def assert_inert(page: Page, dialogs: list[str], where: str) -> None:
    page.wait_for_load_state("load")
    assert page.evaluate(TRACES) == [], where
    assert dialogs == [], where


def test_a_hostile_build_is_text_on_every_page(visitor: Page, dialogs: list[str], site: str) -> None:
    code = encode(BUILD)
    saved = visitor.request.post("/api/v1/builds", data=BUILD)
    assert saved.status == 201, saved.text()
    kept = saved.json()["id"]
    pages = ("", "/bom", "/bring-up", "/repair", "/choose/psu", "/badge.svg", "/card.svg")
    visits = [f"/build{page}?b={code}" for page in pages]
    visits += [f"/guide/{step.slug}?b={code}" for step in STEPS]
    visits += [f"/b/{kept}", f"/b/{kept}/bom", f"/b/{kept}/card.svg", f"/compare?b={code}&s={kept}"]
    for address in visits:
        answer = visitor.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address[:60]}: {answer.status}"
        assert_inert(visitor, dialogs, address[:60])


@pytest.mark.parametrize(
    "address",
    [
        "/parts?q={}",
        "/parts?category={}",
        "/parts/{}",
        "/parts/compare?id={}",
        "/check?gpu={}&host={}&chassis={}&psu={}",
        "/build?b={}",
        "/build?from={}",
        "/build/choose/psu?q={}&sort={}",
        "/compare?add={}",
        "/guide/host?q={}&category={}",
        "/rules/{}",
        "/data/gpu?fact={}&rule={}",
        "/problems/{}",
        "/b/{}",
    ],
)
def test_an_address_is_text(visitor: Page, dialogs: list[str], address: str) -> None:
    for text in MARKUP[:4]:
        visitor.goto(address.replace("{}", quote(text, safe="")))
        assert_inert(visitor, dialogs, address)


@pytest.mark.parametrize("scripts", [True, False], ids=["htmx", "no scripts"])
def test_a_pasted_list_and_typed_fields_are_text(new_context: NewContext, scripts: bool) -> None:
    dialogs: list[str] = []
    page = new_context(java_script_enabled=scripts).new_page()
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto("/")
    page.locator("textarea[name=text]").fill("\n".join(["GPU: 2x RTX 3090", *MARKUP]))
    page.locator("form:has(textarea[name=text]) button").first.click()
    page.wait_for_load_state("load")
    assert page.locator("body").inner_text().count("alert(1)") > 0, "what was pasted is shown"
    assert page.locator(f"{MARK}, iframe, img[src=x], [onerror], [onfocus], [onload]").count() == 0
    assert dialogs == []


def test_a_hostile_catalog_is_text(serve: Serve, small_catalog: Path, new_context: NewContext, tmp_path: Path) -> None:
    catalog = tmp_path / "catalog"
    shutil.copytree(small_catalog, catalog)
    (catalog / f"{PART_ID}.toml").write_text(HOSTILE_PART)
    dialogs: list[str] = []
    page = new_context(base_url=serve(catalog_root=catalog)).new_page()
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    code = encode({"items": [{"part": PART_ID}]})
    for address in (
        "/parts?category=psu",
        f"/parts/{PART_ID}",
        f"/parts/compare?id={PART_ID}&id=psu/generic/small",
        f"/build?b={code}",
        f"/build/bom?b={code}",
        f"/build/choose/psu?b={code}",
        "/check?psu=hostile",
        "/data/psu",
    ):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert_inert(page, dialogs, address)
