"""`/static/…` and the favicon: files with a fingerprint in their address, kept for a year by browsers."""

from __future__ import annotations

import mimetypes

from fastapi import APIRouter, Request, Response

from app.resources import resource_root
from app.web.problems import not_found
from app.web.rendering import static_url

router = APIRouter()

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_A_WHILE = "public, max-age=3600"


@router.get("/static/{name}")
def static_file(request: Request, name: str) -> Response:
    """One static file.  An address with another fingerprint is answered too, but not kept."""
    file = resource_root() / "static" / name
    if name not in _names() or not file.is_file():
        raise not_found(f"There is no file “{name[:80]}”.")
    asked = f"{request.url.path}?{request.url.query}"
    caching = FOR_GOOD if asked == static_url(name) else FOR_A_WHILE
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(file.read_bytes(), media_type=media_type, headers={"Cache-Control": caching})


@router.get("/favicon.ico")
def favicon(request: Request) -> Response:
    """Where browsers look that don't read the page's own icon link."""
    return static_file(request, "favicon.svg")


@router.get("/robots.txt")
def robots() -> Response:
    """Everything may be indexed but people's builds."""
    return Response("User-agent: *\nDisallow: /build?\nDisallow: /build/\nDisallow: /b/\n", media_type="text/plain")


def _names() -> set[str]:
    return {file.name for file in (resource_root() / "static").iterdir()}
