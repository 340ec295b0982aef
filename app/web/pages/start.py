"""`/`: ready-made builds with their verdicts, and a box for a pasted list."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.web.rendering import page
from app.web.services import Provided
from app.web.views.start import view_start

router = APIRouter()


@router.get("/")
def start(request: Request, services: Provided) -> Response:
    """The start page."""
    return page(request, "start", view_start(services))
