"""Templates, and the one helper that chooses between a page and its fragment.

`templates/pages/<name>.html` is what `<main>` holds.  `base.html` puts a whole page around it, `fragment.html` only a
title and an announcement.  So any page's fragment can replace any other's, and nothing but `page()` knows about htmx.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.resources import resource_root
from app.web import formats


class View(Protocol):
    """What every template is given: finished values, and the title of the page."""

    @property
    def page_title(self) -> str:
        """The page's title, without the name of the site."""
        ...

    @property
    def announcement(self) -> str:
        """What a screen reader hears when a fragment replaces another; empty for nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Shell:
    """What `base.html` needs on every page."""

    htmx_url: str
    htmx_integrity: str
    stylesheet: str
    icon: str


@cache
def environment() -> Environment:
    """Jinja, strict about names and escaping everything."""
    jinja = Environment(
        loader=FileSystemLoader(resource_root() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    jinja.filters.update(formats.FILTERS)
    return jinja


def static_url(name: str) -> str:
    """The address of a static file, which changes whenever the file does."""
    return f"/static/{name}?v={_fingerprint(resource_root() / 'static' / name)}"


@cache
def _fingerprint(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def make_shell(htmx_url: str, htmx_integrity: str) -> Shell:
    """The parts of `base.html` that settings and files decide."""
    return Shell(htmx_url, htmx_integrity, static_url("app.css"), static_url("favicon.svg"))


def wants_fragment(request: Request) -> bool:
    """Whether htmx will put the answer into the page that it already has."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def page(request: Request, name: str, view: View, status: int = 200) -> HTMLResponse:
    """`templates/pages/<name>.html` as a whole page, or as a fragment when htmx asks for it."""
    fragment = wants_fragment(request)
    layout = environment().get_template("fragment.html" if fragment else "base.html")
    shell = request.app.state.shell
    html = layout.render(view=view, shell=shell, body=f"pages/{name}.html", path=request.url.path)
    headers = {"Vary": "HX-Request, HX-Boosted, HX-History-Restore-Request", "Cache-Control": "no-cache"}
    if fragment and _is_another_page(request):
        headers["HX-Reswap"] = "innerHTML show:window:top"
    return HTMLResponse(html, status, headers)


def _is_another_page(request: Request) -> bool:
    """Whether the visitor leaves the page they are on: they begin the next at its top; an edit keeps their place."""
    current = request.headers.get("HX-Current-URL", "").partition("?")[0].partition("#")[0]
    return not current.endswith(request.url.path)
