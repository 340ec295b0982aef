"""`/data` and `/data/<category>`: what is not known."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from app.web.problems import not_found
from app.web.rendering import page
from app.web.services import Provided
from app.web.views.data import view_data, view_undecided

router = APIRouter()


@router.get("/data")
def data(request: Request, services: Provided) -> Response:
    """What is not known, by category and by rule."""
    return page(request, "data", view_data(services.catalog, services.rules, services.census))


@router.get("/data/{category}")
def undecided(request: Request, category: str, services: Provided, fact: str = "", rule: str = "") -> Response:
    """The parts of a category that the rules can't decide about, and what they lack."""
    found = services.catalog.vocabulary.categories.get(category)
    if found is None:
        raise not_found(f"There is no category “{category[:80]}”.")
    asked = next((one for one in services.rules if one.id == rule), None)
    if rule and asked is None:
        raise not_found(f"There is no rule “{rule[:80]}”.")
    return page(request, "undecided", view_undecided(found, services.catalog, services.census, fact[:80], asked))
