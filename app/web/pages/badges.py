"""`/b/<id>/badge.svg`, `/build/card.svg` …: pictures of a verdict, for pages that aren't ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Literal

from fastapi import APIRouter, Request, Response

from app.core.build import Build
from app.core.report import Report
from app.export.badge import badge, card
from app.web.pages.bench import AtHand
from app.web.services import Provided, Services

router = APIRouter()

Kind = Literal["badge", "card"]
DRAWN: Mapping[Kind, Callable[[str, Report], str]] = {"badge": lambda _, report: badge(report.verdict), "card": card}
SECONDS_FRESH = 300  # a verdict may change with the catalog


@router.get("/build/{kind}.svg")
def of_address(request: Request, kind: Kind, at_hand: AtHand, services: Provided) -> Response:
    """The verdict of the build in the address."""
    return _picture(request, kind, at_hand.build, at_hand.build.title, services)


@router.get("/b/{code}/{kind}.svg")
def of_saved(request: Request, code: str, kind: Kind, services: Provided) -> Response:
    """The verdict of a saved build."""
    kept = services.saved(code)
    return _picture(request, kind, services.build_of(kept), kept.title, services)


def _picture(request: Request, kind: Kind, build: Build, title: str | None, services: Services) -> Response:
    drawn = DRAWN[kind](title or "Untitled build", services.judge.report(build)).encode()
    tag = f'"{hashlib.sha256(drawn).hexdigest()[:20]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": f"public, max-age={SECONDS_FRESH}",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Content-Security-Policy": "default-src 'none'",
    }
    if request.headers.get("if-none-match", "").strip() == tag:
        return Response(status_code=304, headers=headers)
    return Response(drawn, media_type="image/svg+xml", headers=headers)
