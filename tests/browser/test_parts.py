"""Narrowing a list, ticking parts and comparing them, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from .support import NewContext


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_list_is_narrowed_and_two_of_it_are_compared(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/parts?category=gpu")
    page.locator("summary", has_text=re.compile("^Memory$")).click()
    page.get_by_role("checkbox", name=re.compile("^24 GB")).check()
    if not scripts:
        page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**memory_gb=24**")
    expect(page.get_by_role("link", name="remove memory 24 GB")).to_be_visible()
    page.get_by_role("link", name="board power").click()
    page.wait_for_url("**sort=-board_power_w**")
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("board power")
    ticks = page.get_by_role("checkbox", name=re.compile("^Compare "))
    ticks.nth(0).check()
    ticks.nth(1).check()
    page.get_by_role("button", name="Compare the ticked").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare GPUs")
    expect(page.locator("ul.versus h2")).to_have_count(2)


def test_typing_finds_while_one_types(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/parts")
    page.get_by_label("Search").press_sequentially("romed8", delay=20)
    page.wait_for_url("**q=romed8**")
    expect(page.get_by_role("link", name="ASRock Rack ROMED8-2T").first).to_be_visible()
    expect(page.get_by_label("Search")).to_be_focused()
