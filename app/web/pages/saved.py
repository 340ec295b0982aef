"""`/b/<id>`: a saved build, read-only and for good.  Editing it makes a fork; its owner may rename or withdraw it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.core.build import Build
from app.core.report import Report
from app.export.bom import bill_of
from app.export.snapshot import since
from app.store import SavedBuild
from app.store.release import checker_version
from app.web.forms.body import Form, Submitted
from app.web.owners import handed_over
from app.web.pages.bench import see_other
from app.web.problems import INVALID, ProblemError
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.pictures import qr_code, view_pictures
from app.web.views.report import view_report
from app.web.views.saved import OwnerView, ParentView, SavedView, SinceView, view_parent, view_since

router = APIRouter()


@router.get("/b/{code}")
def saved(request: Request, code: str, services: Provided) -> Response:
    """The build as it was saved, judged with today's catalog, beside what was said then."""
    return _show(request, services.saved(code), services, OwnerView(secret=handed_over(request)))


@router.post("/b/{code}/edit")
def fork(code: str, services: Provided) -> Response:
    """Open a copy on the bench; the copy knows where it came from."""
    return see_other(services, "/build", services.saved_build(code), code)


@router.post("/b/{code}/rename")
def rename(request: Request, code: str, form: Form, services: Provided) -> Response:
    """Give the build another title, for whoever has the owner's secret."""
    kept = services.saved(code)
    try:
        services.rename(code, form.get("owner_secret"), form.get("title"))
    except ProblemError as error:
        return _refused(request, kept, services, form, error)
    return RedirectResponse(f"/b/{code}", 303)


@router.post("/b/{code}/withdraw")
def withdraw(request: Request, code: str, form: Form, services: Provided) -> Response:
    """Erase the build for good, for whoever has the owner's secret."""
    kept = services.saved(code)
    try:
        if form.get("sure") != "yes":
            raise ProblemError(INVALID, "Tick the box if you want to erase what this link holds.")
        services.withdraw(code, form.get("owner_secret"))
    except ProblemError as error:
        return _refused(request, kept, services, form, error)
    return RedirectResponse(f"/b/{code}", 303)


def _refused(request: Request, kept: SavedBuild, services: Services, form: Submitted, error: ProblemError) -> Response:
    typed = form.texts.get("title")
    owner = OwnerView(secret=handed_over(request), typed_title=typed, error=str(error.detail))
    return _show(request, kept, services, owner, error.status_code)


def _show(request: Request, kept: SavedBuild, services: Services, owner: OwnerView, status: int = 200) -> Response:
    build = services.build_of(kept)
    report = services.judge.report(build)
    view = SavedView(
        id=kept.id,
        title=kept.title or "Untitled build",
        link=services.absolute(f"/b/{kept.id}", request),
        created_at=kept.created_at,
        report=view_report(report, build, services.catalog),
        pictures=view_pictures(services.judge.pictures(build)),
        bill=bill_of(build, report, services.catalog),
        parent=_parent(kept, build, services),
        since=_since(kept, report, services),
        owner=owner,
        qr_code=qr_code(services.absolute(f"/b/{kept.id}", request)),
    )
    response = page(request, "saved", view, status)
    if owner.secret:
        response.headers["Cache-Control"] = "no-store"
    return response


def _parent(kept: SavedBuild, build: Build, services: Services) -> ParentView | None:
    parent = services.store.load_build(kept.parent) if kept.parent else None
    if parent is None:
        return None
    before = None if parent.withdrawn_at else services.build_of(parent)
    return view_parent(parent, before, build, services.catalog)


def _since(kept: SavedBuild, report: Report, services: Services) -> SinceView | None:
    if kept.judged.snapshot is None:
        return None
    found = since(kept.judged.snapshot, report, services.catalog)
    return view_since(kept, found, report, services.catalog, checker_version())
