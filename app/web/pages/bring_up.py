"""`/build/bring-up`: what to set, wire, assemble and test, as a page, as Markdown and as a shell script."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app.core.build import Build
from app.export.bring_up.markdown import pack_as_markdown
from app.export.bring_up.pack import Pack, pack_of
from app.export.bring_up.script import pack_as_script
from app.web.pages.bench import AtHand
from app.web.problems import not_found
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.words import VERDICT_CUES, Cue

router = APIRouter()

WRITERS: Mapping[str, tuple[str, Callable[[Pack], str]]] = {
    "md": ("text/markdown", pack_as_markdown),
    "sh": ("application/x-sh", pack_as_script),
}


@dataclass(frozen=True, slots=True)
class BringUpView:
    """The pack as a page."""

    pack: Pack
    cue: Cue
    query: str

    @property
    def wires(self) -> tuple[tuple[str, ...], ...]:
        """The wiring table's rows."""
        return tuple((w.device, w.connector, w.supply, w.plugs, w.adapter) for w in self.pack.wiring)

    @property
    def page_title(self) -> str:
        return f"Bring-up of {self.pack.title}"

    @property
    def announcement(self) -> str:
        pack = self.pack
        return f"{len(pack.settings)} firmware settings, {len(pack.wiring)} cables, {len(pack.steps)} steps."


@router.get("/build/bring-up")
def bring_up(request: Request, at_hand: AtHand, services: Provided) -> Response:
    """The pack of the build in the address."""
    cue = VERDICT_CUES[services.judge.report(at_hand.build).verdict]
    return page(request, "bring_up", BringUpView(_pack(at_hand.build, services), cue, at_hand.held.query))


@router.get("/build/bring-up.{ending}")
def download(ending: str, at_hand: AtHand, services: Provided) -> Response:
    """The pack as a file."""
    if ending not in WRITERS:
        raise not_found(f"The pack is not written as “{ending[:20]}”: choose md or sh.")
    media_type, write = WRITERS[ending]
    pack = _pack(at_hand.build, services)
    name = re.sub(r"[^a-z0-9]+", "-", pack.title.lower())[:60].strip("-") or "build"
    headers = {"Content-Disposition": f'attachment; filename="{name}-bring-up.{ending}"', "Cache-Control": "no-cache"}
    return Response(write(pack), media_type=media_type, headers=headers)


def _pack(build: Build, services: Services) -> Pack:
    return pack_of(build, services.judge.report(build), services.catalog)
