"""The catalog and the rule book, for reading."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.core.facets import facets_of
from app.core.rules import Rule
from app.export.part_json import part_summary, part_to_dict
from app.intake.problems import suggestion
from app.store import CursorError
from app.web.api.answers import cacheable
from app.web.api.schemas import PartDetail, PartsOut, RuleDetail, RulesOut, answers
from app.web.browse import Asked, read_asked, sorts_of
from app.web.problems import BAD_REQUEST, INVALID, Fault, ProblemError, not_found
from app.web.services import Provided, Services
from app.web.views.facets import view_facets

router = APIRouter(tags=["Catalog"])


MOVED = {"description": "The part has another id now; `Location` leads to it."}
OWN_PARAMETERS = frozenset({"category", "q", "sort", "limit", "cursor"})


@router.get("/parts", responses=answers(PartsOut, "A page of parts.", cached=True))
def parts(
    request: Request,
    services: Provided,
    category: Annotated[str, Query(max_length=60, description="Only this category.", examples=["gpu"])] = "",
    q: Annotated[
        str, Query(max_length=200, description="Words of names, part numbers and telling facts.", examples=["3090"])
    ] = "",
    sort: Annotated[
        str, Query(max_length=60, description="`name`, or a facet with figures: `memory_gb`, `-memory_gb` for falling.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str, Query(max_length=400, description="`next` of the page before.")] = "",
) -> Response:
    """Parts, a page at a time, the best match first; `next` leads on until it is null.

    With a category, the parameters are also its facets, each as often as values are wanted: `memory_gb=24`,
    `cooling=unknown`, and for figures above one bound and up to another `board_power_w=150..300`.  The first page
    counts what can be chosen from under `facets`.
    """
    asked = _asked(request, category, services)
    try:
        found = services.store.find_parts(asked.query, limit, cursor=cursor or None)
    except CursorError as error:
        raise ProblemError(BAD_REQUEST, str(error), (Fault("/query/cursor", str(error)),)) from None
    return cacheable(
        request,
        {
            "parts": [part_summary(part) for part in services.store.parts(found.ids)],
            "total": found.total,
            "next": found.cursor,
            "facets": None if cursor else _facets(asked, services),
            "catalog": {"version": services.catalog.version},
        },
    )


def _asked(request: Request, name: str, services: Services) -> Asked:
    """What the address asks for.  Raises ProblemError for a word that means nothing here: a filter that is not heard
    would answer with too much."""
    categories = services.catalog.vocabulary.categories
    category = categories.get(name)
    if name and category is None:
        raise _invalid("category", f"There is no category “{name}”. Use one of: {', '.join(categories)}.")
    facets = facets_of(category) if category else ()
    names = [facet.name for facet in facets]
    for parameter in request.query_params:
        if parameter not in OWN_PARAMETERS and parameter not in names:
            where = f"The category {name} has" if category else "Without a category there is"
            told = f"{where} no facet “{parameter[:60]}”."
            raise _invalid(parameter[:60], f"{told} {suggestion(parameter, names)}" if names else told)
    asked = read_asked(request.query_params, category)
    sort = request.query_params.get("sort", "")
    if sort != asked.sort:
        known = ", ".join(filter(None, sorts_of(facets)))
        raise _invalid("sort", f"Parts can't be sorted by “{sort[:60]}”. Use one of: {known}.")
    return asked


def _invalid(parameter: str, detail: str) -> ProblemError:
    return ProblemError(INVALID, detail, (Fault(f"/query/{parameter}", detail),))


def _facets(asked: Asked, services: Services) -> list[dict[str, Any]]:
    """What the list can be narrowed by, with counts: the facets of the category, or without one the categories."""
    if asked.category is None:
        counts = services.store.count_categories(asked.words)
        words = services.catalog.vocabulary.categories
        values = [{"value": name, "label": words[name].plural, "count": count} for name, count in counts.items()]
        return [{"name": "category", "label": "category", "unit": "", "values": values}]
    views = view_facets(asked, services.store.count_facets(asked.query))
    return [
        {
            "name": view.name,
            "label": view.label,
            "unit": view.unit,
            "values": [{"value": one.value, "label": one.label, "count": one.count} for one in view.every],
        }
        for view in views
    ]


@router.get("/parts/{part_id:path}", responses={**answers(PartDetail, "The part.", cached=True), 308: MOVED})
def part(
    request: Request, part_id: Annotated[str, Path(examples=["cpu/amd/epyc-7302p"])], services: Provided
) -> Response:
    """One part with every fact, its source, and what is not known."""
    found = services.catalog.part(part_id)
    if found is None:
        raise not_found(f"The catalog has no part “{part_id[:120]}”.")
    if found.id != part_id:
        return RedirectResponse(f"/api/v1/parts/{found.id}", 308)
    return cacheable(request, part_to_dict(found, services.catalog))


@router.get("/rules", responses=answers(RulesOut, "The rules.", cached=True))
def rules(request: Request, services: Provided) -> Response:
    """Every rule that builds are judged by."""
    return cacheable(request, {"rules": [_summary(rule) for rule in services.rules]})


@router.get("/rules/{rule_id}", responses=answers(RuleDetail, "The rule.", cached=True))
def rule(
    request: Request, rule_id: Annotated[str, Path(examples=["cpu-socket-match"])], services: Provided
) -> Response:
    """One rule with what it reads and where it comes from."""
    found = next((rule for rule in services.rules if rule.id == rule_id), None)
    if found is None:
        raise not_found(f"There is no rule “{rule_id[:80]}”.")
    sources = [{"url": source.url, "title": source.title} for source in found.sources]
    detail = {"why": found.why, "hint": found.hint, "page": found.page, "sources": sources}
    return cacheable(request, {**_summary(found), **detail})


def _summary(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "area": rule.area.value,
        "worst": rule.worst.value,
        "requires": list(rule.requires),
        "needs": list(rule.needs),
    }
