"""`/build/choose/<category>`: the parts of a category, each with what it would make of the build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from app.intake.builds import from_build
from app.store.search import IMPORTED
from app.web.browse import Asked, Place, Shown, read_asked
from app.web.candidates import judge_candidates, most_promising_first
from app.web.forms.body import small_number
from app.web.pages.bench import AtHand
from app.web.problems import not_found
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.chooser import PAGE_SIZE, view_chooser
from app.web.views.facets import view_listing

router = APIRouter()


@router.get("/build/choose/{category}")
def choose(
    request: Request,
    category: str,
    at_hand: AtHand,
    services: Provided,
    replaces: Annotated[str, Query()] = "",
) -> Response:
    """One page of candidates: the work of a request is bounded by the page's size."""
    words = services.catalog.vocabulary.categories.get(category)
    if words is None:
        raise not_found(f"There is no category “{category[:60]}”.")
    mapping = from_build(at_hand.build)
    index = small_number(replaces)
    if index is not None and index >= len(mapping["items"]):
        index = None
    asked = read_asked(request.query_params, words)
    shown = _candidates(asked, mapping, index, services)
    candidates = judge_candidates(mapping, index, shown.parts, services)
    fixed = (*at_hand.held.pairs, *((("replaces", str(index)),) if index is not None else ()))
    place = Place(f"/build/choose/{category}", fixed, asked)
    listing = view_listing(place, services.store.count_facets(asked.query), shown, services.speller)
    now = services.judge.report(at_hand.build)
    view = view_chooser(services.catalog, listing, words, at_hand.held, mapping, index, now, candidates)
    return page(request, "choose", view)


def _candidates(asked: Asked, mapping: Mapping[str, Any], replaces: int | None, services: Services) -> Shown:
    """One page: the catalog's own parts, the most promising first if they fill more than that, then imported ones."""
    store = services.store
    own = store.own_parts(asked.query)
    if len(own) > PAGE_SIZE:
        own = tuple(most_promising_first(mapping, replaces, own, services))
    imported = replace(asked.query, layers=IMPORTED)
    found = len(own) + store.count_parts(imported)
    pages = max(1, -(-found // PAGE_SIZE))
    number = min(asked.page, pages)
    first = (number - 1) * PAGE_SIZE
    mine = own[first : first + PAGE_SIZE]
    room = PAGE_SIZE - len(mine)
    others = store.find_parts(imported, room, max(first - len(own), 0)).ids if room else ()
    return Shown((*mine, *store.parts(others)), found, number, pages)
