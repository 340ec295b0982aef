"""`/parts` and `/parts/<id>`: the catalog."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.web.browse import one_page
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
    curated = services.finder.find(category, q)
    shown = one_page(curated, services.store, category, q, small_number(page_number) or 1, PAGE_SIZE)
    lines = tuple(PartLine.of(part, catalog) for part in shown.parts)
    categories = count_categories(catalog, services.store.count_imported_by_category())
    view = PartsView(q, category, categories, lines, shown.found, shown.number, shown.pages)
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
