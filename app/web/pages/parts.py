"""`/parts` and `/parts/<id>`: the catalog."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.web.forms.body import small_number
from app.web.problems import not_found
from app.web.rendering import page
from app.web.services import Provided
from app.web.views.catalog import PartLine, PartsView, count_categories, view_part

router = APIRouter()

PAGE_SIZE = 60


@router.get("/parts")
def parts(
    request: Request,
    services: Provided,
    q: Annotated[str, Query()] = "",
    category: Annotated[str, Query()] = "",
    page_number: Annotated[str, Query(alias="page")] = "1",
) -> Response:
    """The parts list: by category, by words."""
    catalog = services.catalog
    found = services.finder.find(category, q)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(small_number(page_number) or 1, 1), pages)
    shown = found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    lines = tuple(PartLine.of(part, catalog) for part in shown)
    view = PartsView(q, category, count_categories(catalog), lines, len(found), number, pages)
    return page(request, "parts", view)


@router.get("/parts/{part_id:path}")
def part(request: Request, part_id: str, services: Provided) -> Response:
    """One part's spec sheet; a former id leads to the present one."""
    found = services.catalog.part(part_id)
    if found is None:
        raise not_found(f"The catalog has no part “{part_id[:120]}”.")
    if found.id != part_id:
        return RedirectResponse(f"/parts/{found.id}", 308)
    return page(request, "part", view_part(found, services.catalog))
