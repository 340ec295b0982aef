"""Every page is accessible in light and dark, fits a phone and a wide screen, and asks no stranger for anything."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .support import NewContext

PAGES = {
    "start": "/",
    "empty bench": "/build",
    "bench": "",
    "fixes": "/build?b={code}&fixes=cpu-socket-match",
    "repair": "/build/repair?b={code}",
    "chooser": "/build/choose/cpu?b={code}&replaces=2",
    "bill": "/build/bom?b={code}",
    "categories": "/parts",
    "parts": "/parts?q=epyc",
    "gpus": "/parts?category=gpu&memory_gb=24&sort=-bandwidth_gb_s",
    "supplies": "/parts?category=psu&with=psu/corsair/ax1600i",
    "compare parts": "/parts/compare?id=gpu/nvidia/rtx-3090&id=gpu/nvidia/tesla-p40&id=gpu/amd/instinct-mi50",
    "prices": "/parts/gpu/nvidia/rtx-pro-6000-blackwell-ws",
    "part": "/parts/server/supermicro/as-4124gs-tnr",
    "board": "/parts/motherboard/asrock-rack/romed8-2t",
    "guide": "/guide/place?b={code}",
    "guide host": "/guide/host?b={code}&category=cpu",
    "compare": "/compare?b={code}&b={code}",
    "bring-up": "/build/bring-up?b={code}",
    "check": "/check?gpu=gpu/nvidia/tesla-p40&host=server/dell/poweredge-r730&psu=corsair",
    "rules": "/rules",
    "rule": "/rules/cpu-socket-match",
    "problems": "/problems",
    "problem": "/problems/broken-link",
    "no page": "/nothing",
    "data": "/data",
    "api": "/api/docs",
}
WIDTHS = (360, 768, 1280, 2560)


def visit(page: Page, name: str) -> None:
    """Go to a page as a visitor comes to it, so that builds in addresses are real."""
    page.goto("/")
    page.get_by_role("link", name="The published mini-Colossus").click()
    if PAGES[name]:
        code = page.locator("input[name=b]").get_attribute("value")
        page.goto(PAGES[name].format(code=code))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_accessible(
    new_context: NewContext, assert_accessible: Callable[[Page], None], name: str, scheme: str
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    visit(page, name)
    for summary in page.locator("details > summary").all()[:40]:
        if summary.is_visible():
            summary.click()
    assert_accessible(page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_every_width(new_context: NewContext, name: str) -> None:
    page = new_context().new_page()
    visit(page, name)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} px wide on {width} px"


def test_a_saved_build_and_a_refused_form_are_accessible(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    visit(page, "bench")
    page.locator("#save").click()
    page.wait_for_url("**/b/*")
    assert_accessible(page)
    page.get_by_role("button", name="Edit a copy").click()
    page.get_by_label("Quantity of AMD EPYC 9654").fill("none")
    page.locator("#apply").click()
    page.get_by_role("alert").wait_for()
    assert_accessible(page)


def test_a_read_list_is_accessible(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    page.goto("/")
    page.get_by_label("One part a line").fill("GPU: 4x RTX 3090\nqwertz thingamajig")
    page.get_by_role("button", name="Read the list").click()
    assert_accessible(page)


def test_the_keyboard_reaches_everything_on_the_bench(page: Page) -> None:
    """Skip link first; then every control of the form can be focused, none traps, focus is visible."""
    visit(page, "bench")
    page.wait_for_load_state()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    outlines = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        outlines.add(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert outlines == {"solid"}
