"""A real Chromium, the real app on a real port, and htmx at its CDN address without a network.

`site` is the address of one app that a whole run shares; `serve(**settings)` starts another one. `page` is a page in a
context of its own; `new_context(**options)` opens more: a second visitor, scripts off, a phone, dark colours.
"""

import importlib.resources
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.settings import Settings
from scripts.ensure_chromium import ADVICE, find_chromium

from .support import NewContext, Script, Serve, Troubles, running_app

LAUNCH_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def htmx() -> Script:
    """htmx 2.0.10 byte for byte, from a locked package."""
    file = importlib.resources.files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    return Script(file.read_bytes())


@pytest.fixture(scope="package")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """`serve(**settings)` starts the app on an empty SQLite database and answers its address."""
    with ExitStack() as running:

        def start(**settings: Any) -> str:
            database = tmp_path_factory.mktemp("database") / "test.sqlite3"
            chosen = {"database_url": f"sqlite:///{database}", **settings}
            return running.enter_context(running_app(Settings(**chosen)))

        yield start


@pytest.fixture(scope="package")
def site(serve: Serve) -> str:
    """The address of one app for all the browser tests."""
    return serve()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        pytest.fail(ADVICE, pytrace=False)
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium, args=LAUNCH_FLAGS) as it:
        yield it


@pytest.fixture
def troubles() -> Iterator[Troubles]:
    """Every test in a browser ends by finding this list empty."""
    heard = Troubles()
    yield heard
    assert heard == [], "the browser complained"


@pytest.fixture
def new_context(browser: Browser, site: str, htmx: Script, troubles: Troubles) -> Iterator[NewContext]:
    """`new_context(**options)` opens a visitor of their own; relative addresses lead to `site`.

    `java_script_enabled=False`, `viewport={…}` and `color_scheme="dark"` are Playwright's; `cdn=Script(…)` answers the
    CDN's address with something else than htmx.
    """
    opened: list[BrowserContext] = []

    def open_context(*, cdn: Script = htmx, **options: Any) -> BrowserContext:
        context = browser.new_context(**{"base_url": site, "service_workers": "block", **options})
        context.set_default_timeout(10_000)
        troubles.watch(context, cdn)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    return new_context().new_page()


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """`assert_accessible(page)` fails with axe's list of accessibility faults."""
    axe = Axe()

    def check(page: Page) -> None:
        results = axe.run(page)
        assert results.violations_count == 0, results.generate_report()

    return check
