"""`/build/bom` and `/b/<id>/bom`: the bill of materials as a page, CSV and Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app.core.build import Build
from app.export.bom import Bill
from app.web import formats
from app.web.bills import bill_for, csv_response, markdown_response
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
    csv_url: str
    markdown_url: str

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


@router.get("/build/bom.csv")
def bill_csv(at_hand: AtHand, services: Provided) -> Response:
    """The same as CSV."""
    return csv_response(bill_for(at_hand.build, services))


@router.get("/build/bom.md")
def bill_markdown(at_hand: AtHand, services: Provided) -> Response:
    """The same as Markdown."""
    return markdown_response(bill_for(at_hand.build, services))


@router.get("/b/{code}/bom")
def saved_bill_page(request: Request, code: str, services: Provided) -> Response:
    """The bill of a saved build."""
    build = services.saved_build(code)
    return _page(request, build, services, f"/b/{code}", f"/b/{code}/bom{{}}")


@router.get("/b/{code}/bom.csv")
def saved_bill_csv(code: str, services: Provided) -> Response:
    """The same as CSV."""
    return csv_response(bill_for(services.saved_build(code), services))


@router.get("/b/{code}/bom.md")
def saved_bill_markdown(code: str, services: Provided) -> Response:
    """The same as Markdown."""
    return markdown_response(bill_for(services.saved_build(code), services))


def _page(request: Request, build: Build, services: Services, back: str, url: str) -> Response:
    cue = VERDICT_CUES[services.judge.report(build).verdict]
    return page(request, "bill", BillView(bill_for(build, services), cue, back, url.format(".csv"), url.format(".md")))
