"""Whole visits as people make them: a pasted list shared from a phone, two revisions compared, no mouse, a bad line."""

import re
import time

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from .support import NewContext

PHONE_WIDTH = 360
PHONE = {"viewport": {"width": PHONE_WIDTH, "height": 740}, "has_touch": True}
CDN = "**/htmx.min.js"
FORUM_LIST = """\
GPU: 2x RTX 3090 Turbo
CPU: EPYC 7302P
Motherboard: ASRock Rack ROMED8-2T
Cooler: Noctua NH-U14S TR4-SP3"""
STEADY = ("/", "/build", "/guide/purpose", "/parts?category=gpu", "/check", "/compare", "/rules", "/data", "/api/docs")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_forum_list_is_read_settled_completed_and_shared_from_a_phone(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts, **PHONE).new_page()
    page.goto("/")
    page.get_by_label("One part a line").fill(FORUM_LIST)
    page.get_by_role("button", name="Read the list").click()
    asked = page.get_by_role("row", name=re.compile("3090 Turbo"))
    expect(asked).to_contain_text("which one?")
    asked.get_by_role("combobox").select_option(label="Gigabyte GeForce RTX 3090 TURBO 24G")
    page.get_by_role("button", name="Open on the bench").click()
    expect(page.get_by_label("Quantity of Gigabyte GeForce RTX 3090 TURBO 24G")).to_have_value("2")
    unknown = page.locator("article.unknown[data-rule='cpu-cooler-tdp']")
    unknown.get_by_label("Processor power it is rated for").fill("180")
    unknown.get_by_role("button", name="State it").click()
    expect(unknown).to_have_count(0)
    page.get_by_role("button", name="Save and share").click()
    page.wait_for_url(re.compile(r"/b/[a-z0-9]{6,}$"))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH
    friend = new_context(java_script_enabled=scripts).new_page()
    friend.goto(page.url)
    expect(friend.get_by_role("link", name="Gigabyte GeForce RTX 3090 TURBO 24G").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_two_revisions_are_compared(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("link", name="Four used RTX 3090").click()
    page.get_by_role("button", name="Save and share").click()
    page.wait_for_url(re.compile(r"/b/[a-z0-9]{6,}$"))
    page.get_by_role("button", name="Edit a copy").click()
    page.get_by_role("button", name="one less Gigabyte GeForce RTX 3090 TURBO 24G").click()
    expect(page.get_by_label("Quantity of Gigabyte GeForce RTX 3090 TURBO 24G")).to_have_value("3")
    page.get_by_role("link", name="Compare").click()
    row = page.get_by_role("row", name=re.compile(r"^differs: GPU \d"))
    expect(row).to_contain_text("4 × Gigabyte GeForce RTX 3090 TURBO 24G")
    expect(row).to_contain_text("3 × Gigabyte GeForce RTX 3090 TURBO 24G")
    page.get_by_role("link", name="Show only what differs").click()
    expect(page.get_by_role("row", name=re.compile("^Motherboard"))).to_have_count(0)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(120):
        if target.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {target}")


def test_a_part_is_chosen_and_removed_without_a_mouse(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/build")
    tab_to(page, page.locator("#add-motherboard"))
    page.keyboard.press("Enter")
    search = page.get_by_label("Search", exact=True)
    expect(search).to_be_visible()
    tab_to(page, search)
    page.keyboard.type("romed8-2t")
    choose = page.get_by_role("button", name="Choose ASRock Rack ROMED8-2T", exact=True)
    expect(page.locator(".candidate")).to_have_count(1)
    tab_to(page, choose)
    page.keyboard.press("Enter")
    remove = page.get_by_role("button", name="Remove ASRock Rack ROMED8-2T")
    expect(remove).to_be_visible()
    tab_to(page, remove)
    page.keyboard.press("Space")
    expect(remove).to_have_count(0)


def refuse(route: Route) -> None:
    route.abort()


def dawdle(route: Route) -> None:
    time.sleep(1.5)
    route.fallback()


@pytest.mark.parametrize("cdn", [refuse, dawdle], ids=["blocked", "slow"])
def test_nothing_waits_for_the_script(new_context: NewContext, cdn: object) -> None:
    page = new_context().new_page()
    page.route(CDN, cdn)  # type: ignore[arg-type]
    page.goto("/", wait_until="commit")
    page.get_by_role("link", name="The published mini-Colossus").click(no_wait_after=True)
    expect(page.locator("#verdict")).to_have_text("fail")
    page.get_by_label("Quantity of AMD EPYC 9654").fill("2")
    page.locator("#apply").click(no_wait_after=True)
    expect(page.get_by_label("Quantity of AMD EPYC 9654")).to_have_value("2")
    page.get_by_role("button", name="Save and share").click(no_wait_after=True)
    page.wait_for_url(re.compile(r"/b/[a-z0-9]{6,}$"), wait_until="commit")


SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 150));
})"""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_moves_while_it_loads(new_context: NewContext, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 800}).new_page()
    shifts = {}
    for address in STEADY:
        page.goto(address)
        shifts[address] = page.evaluate(SHIFT)
    page.goto("/")
    page.get_by_role("link", name="The published mini-Colossus").click()
    page.wait_for_load_state()
    page.reload()
    shifts["the bench"] = page.evaluate(SHIFT)
    assert {address: shift for address, shift in shifts.items() if shift > 0.001} == {}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_the_power_limit_slides_and_the_watts_follow(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("link", name="Four used RTX 3090").click()
    slider = page.get_by_role("slider")
    watts = page.get_by_label("Verdict and totals").get_by_text(re.compile(r"1,[0-9]{3}\sW")).first
    expect(watts).to_have_text(re.compile("1,274"))
    slider.focus()
    page.keyboard.press("ArrowRight")
    if not scripts:
        page.get_by_role("button", name=re.compile("^Set")).click()
    expect(watts).to_have_text(re.compile("1,294"))  # 4 × 5 W more
    expect(page.get_by_role("slider")).to_have_value("255")
