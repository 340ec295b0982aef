"""The page's pinned hash of htmx is right, and it is the browser that enforces it."""

import re

from playwright.sync_api import Page

from .support import NewContext, Script, Troubles


def test_the_page_pins_the_very_htmx_that_the_tests_answer_with(page: Page, htmx: Script) -> None:
    page.goto("/")
    tag = page.locator("script[src$='/htmx.min.js']")
    assert tag.get_attribute("integrity") == htmx.integrity
    assert re.search(r"@\d+\.\d+\.\d+/", tag.get_attribute("src") or ""), "the address names an exact version"


def test_htmx_runs(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("window.htmx && window.htmx.version") == "2.0.10"


def test_a_changed_byte_is_refused_and_the_page_still_shows(
    new_context: NewContext, htmx: Script, troubles: Troubles
) -> None:
    page = new_context(cdn=Script(htmx.body + b" ")).new_page()
    page.goto("/")
    assert page.evaluate("window.htmx === undefined")
    assert page.locator("h1").is_visible()
    assert any("integrity" in trouble for trouble in troubles)
    troubles.clear()
