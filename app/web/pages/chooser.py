"""`/build/choose/<category>`: the parts of a category, each with what it would make of the build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.core.parts import Part
from app.export.bom import price_range
from app.intake.builds import from_build
from app.web.browse import one_page
from app.web.candidates import judge_candidates, most_promising_first
from app.web.forms.body import small_number
from app.web.pages.bench import AtHand
from app.web.problems import not_found
from app.web.rendering import page
from app.web.services import Provided
from app.web.views.chooser import PAGE_SIZE, Asked, view_chooser

router = APIRouter()


@router.get("/build/choose/{category}")
def choose(
    request: Request,
    category: str,
    at_hand: AtHand,
    services: Provided,
    replaces: Annotated[str, Query()] = "",
    q: Annotated[str, Query()] = "",
    sort: Annotated[str, Query()] = "name",
    page_number: Annotated[str, Query(alias="page")] = "1",
) -> Response:
    """One page of candidates: the work of a request is bounded by the page's size."""
    if category not in services.catalog.vocabulary.categories:
        raise not_found(f"There is no category “{category[:60]}”.")
    mapping = from_build(at_hand.build)
    index = small_number(replaces)
    if index is not None and index >= len(mapping["items"]):
        index = None
    found = sorted_parts(services.finder.find(category, q), sort)
    if len(found) > PAGE_SIZE:
        found = most_promising_first(mapping, index, found, services)
    shown = one_page(found, services.store, category, q, small_number(page_number) or 1, PAGE_SIZE)
    candidates = judge_candidates(mapping, index, shown.parts, services)
    now = services.judge.report(at_hand.build)
    asked = Asked(q, sort, shown.number, shown.found)
    view = view_chooser(services.catalog, category, at_hand.held, mapping, index, now, candidates, asked)
    return page(request, "choose", view)


def sorted_parts(parts: Sequence[Part], sort: str) -> Sequence[Part]:
    """By name, by price, or by a fact of theirs; parts without the figure come last."""
    if sort == "name":
        return parts
    return sorted(parts, key=lambda part: _sort_key(part, sort))


def _sort_key(part: Part, sort: str) -> tuple[bool, float]:
    price = price_range(part)
    value = (price.low if price else None) if sort == "price" else part.facts.number(sort)
    return (value is None, value if value is not None else 0.0)
