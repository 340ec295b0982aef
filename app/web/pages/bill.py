"""`/build/bom` and `/b/<id>/bom`: the bill of materials as a page and as files."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app.core.build import Build
from app.export.bom import Bill
from app.web import formats
from app.web.bills import FORMATS, bill_file, bill_for
from app.web.pages.bench import AtHand
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.words import VERDICT_CUES, Cue

router = APIRouter()


@dataclass(frozen=True, slots=True)
class BillView:
    """The bill as a page."""

    bill: Bill
    cue: Cue
    back: str
    files: tuple[tuple[str, str], ...]

    @property
    def page_title(self) -> str:
        return f"Bill of materials: {self.bill.title}"

    @property
    def announcement(self) -> str:
        return f"Bill of materials with {formats.plural(len(self.bill.lines), 'line')}."


@router.get("/build/bom")
def bill_page(request: Request, at_hand: AtHand, services: Provided) -> Response:
    """The bill of the build in the address."""
    query = at_hand.held.query
    return _page(request, at_hand.build, services, f"/build?{query}", "/build/bom{}?" + query)


@router.get("/build/bom.{ending}")
def bill_download(request: Request, ending: str, at_hand: AtHand, services: Provided) -> Response:
    """The same as a file."""
    return bill_file(bill_for(at_hand.build, services, request), ending)


@router.get("/b/{code}/bom")
def saved_bill_page(request: Request, code: str, services: Provided) -> Response:
    """The bill of a saved build."""
    build = services.saved_build(code)
    return _page(request, build, services, f"/b/{code}", f"/b/{code}/bom{{}}")


@router.get("/b/{code}/bom.{ending}")
def saved_bill_download(request: Request, code: str, ending: str, services: Provided) -> Response:
    """The same as a file."""
    return bill_file(bill_for(services.saved_build(code), services, request), ending)


def _page(request: Request, build: Build, services: Services, back: str, url: str) -> Response:
    cue = VERDICT_CUES[services.judge.report(build).verdict]
    files = tuple((form.title, url.format(f".{ending}")) for ending, form in FORMATS.items())
    return page(request, "bill", BillView(bill_for(build, services, request), cue, back, files))
