"""`/build/repair`: what would have to change for a build to have no errors, and why."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.web.pages.bench import AtHand
from app.web.rendering import page
from app.web.services import Provided
from app.web.views.mending import view_repair

router = APIRouter()


@router.get("/build/repair")
def repair(request: Request, at_hand: AtHand, services: Provided) -> Response:
    """The steps of a repair; the build of the address stays as it is until a button says otherwise."""
    report = services.judge.report(at_hand.build)
    result = services.mender.repaired(at_hand.build)
    return page(request, "repair", view_repair(at_hand.build, report, result, at_hand.held))
