"""`/parts` and `/parts/<id>`: the catalog."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.core.parts import Part
from app.core.vocabulary import Category
from app.web.browse import Place, one_page, read_asked
from app.web.problems import not_found
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.facets import view_listing
from app.web.views.part import view_part
from app.web.views.parts import view_parts

router = APIRouter()

PAGE_SIZE = 50
MOST_COMPARED = 4


@router.get("/parts")
def parts(request: Request, services: Provided) -> Response:
    """The parts list: the categories, or the parts of one of them, by words and by facets."""
    params = request.query_params
    category = _category(params.get("category", ""), services)
    asked = read_asked(params, category)
    compared = _known(params.getlist("with"), services)
    fixed = (
        *((("category", category.name),) if category else ()),
        *(("with", part.id) for part in compared),
    )
    shown = one_page(services.store, asked, PAGE_SIZE)
    counts = services.store.count_facets(asked.query) if category else {}
    listing = view_listing(Place("/parts", fixed, asked), counts, shown, services.speller)
    by_category = services.store.count_categories(asked.words)
    return page(request, "parts", view_parts(listing, shown.parts, compared, by_category, services.catalog))


@router.get("/parts/{part_id:path}")
def part(request: Request, part_id: str, services: Provided) -> Response:
    """One part's spec sheet; a former id leads to the present one."""
    found = services.catalog.part(part_id)
    if found is None:
        raise not_found(f"The catalog has no part “{part_id[:120]}”.")
    if found.id != part_id:
        return RedirectResponse(f"/parts/{found.id}", 308)
    return page(request, "part", view_part(found, services))


def _category(name: str, services: Services) -> Category | None:
    """The category of that name; none was asked for when there is no name."""
    category = services.catalog.vocabulary.categories.get(name)
    if name and category is None:
        raise not_found(f"There is no category “{name[:60]}”.")
    return category


def _known(ids: list[str], services: Services) -> tuple[Part, ...]:
    found = (services.catalog.part(part_id) for part_id in dict.fromkeys(ids[:MOST_COMPARED]))
    return tuple(part for part in found if part is not None)
