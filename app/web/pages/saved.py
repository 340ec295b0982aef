"""`/b/<id>`: a saved build, read-only and for good.  Editing it makes a fork."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app.export.bom import Bill, bill_of
from app.web.pages.bench import see_other
from app.web.rendering import page
from app.web.services import Provided
from app.web.views.pictures import Drawing, view_pictures
from app.web.views.report import ReportView, view_report

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SavedView:
    """The page of a saved build."""

    id: str
    title: str
    link: str
    created_at: datetime.datetime
    parent: str | None
    older_catalog: bool
    report: ReportView
    pictures: tuple[Drawing, ...]
    bill: Bill

    @property
    def page_title(self) -> str:
        return f"{self.title}: {self.report.cue.word}"

    @property
    def announcement(self) -> str:
        return self.report.sentence


@router.get("/b/{code}")
def saved(request: Request, code: str, services: Provided) -> Response:
    """The build as it was saved, judged with today's catalog."""
    kept = services.saved(code)
    build = services.read(kept.body)
    report = services.judge.report(build)
    view = SavedView(
        id=kept.id,
        title=kept.title or "Untitled build",
        link=services.absolute(f"/b/{kept.id}", request),
        created_at=kept.created_at,
        parent=kept.parent,
        older_catalog=kept.catalog_version != services.catalog.version,
        report=view_report(report, build, services.catalog),
        pictures=view_pictures(services.judge.pictures(build)),
        bill=bill_of(build, report, services.catalog),
    )
    return page(request, "saved", view)


@router.post("/b/{code}/edit")
def fork(code: str, services: Provided) -> Response:
    """Open a copy on the bench; the copy knows where it came from."""
    return see_other(services, "/build", services.read(services.saved(code).body), code)
