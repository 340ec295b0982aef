"""The catalog and the rule book, for reading."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.core.rules import Rule
from app.export.part_json import part_summary, part_to_dict
from app.store import CursorError
from app.web.api.answers import cacheable
from app.web.problems import BAD_REQUEST, INVALID, Fault, ProblemError, not_found
from app.web.services import Provided

router = APIRouter(tags=["Catalog"])


@router.get("/parts")
def parts(
    request: Request,
    services: Provided,
    category: Annotated[str, Query(max_length=60, description="Only this category.")] = "",
    q: Annotated[str, Query(max_length=200, description="Words that names, makers or part numbers hold.")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str, Query(max_length=200, description="`next` of the page before.")] = "",
) -> Response:
    """Parts, a page at a time; `next` leads on until it is null."""
    if category and category not in services.catalog.vocabulary.categories:
        names = ", ".join(services.catalog.vocabulary.categories)
        detail = f"There is no category “{category}”. Use one of: {names}."
        raise ProblemError(INVALID, detail, (Fault("/query/category", detail),))
    try:
        found = services.store.search_parts(category or None, q, limit, cursor or None)
    except CursorError as error:
        raise ProblemError(BAD_REQUEST, str(error), (Fault("/query/cursor", str(error)),)) from None
    known = (services.catalog.part(part_id) for part_id in found.ids)
    return cacheable(
        request,
        {
            "parts": [part_summary(part) for part in known if part],
            "total": found.total,
            "next": found.cursor,
            "facets": {
                "category": services.store.count_by("category"),
                "maker": services.store.count_by("maker", category or None),
            },
            "catalog": {"version": services.catalog.version},
        },
    )


@router.get("/parts/{part_id:path}")
def part(request: Request, part_id: str, services: Provided) -> Response:
    """One part with every fact, its source, and what is not known."""
    found = services.catalog.part(part_id)
    if found is None:
        raise not_found(f"The catalog has no part “{part_id[:120]}”.")
    if found.id != part_id:
        return RedirectResponse(f"/api/v1/parts/{found.id}", 308)
    return cacheable(request, part_to_dict(found, services.catalog))


@router.get("/rules")
def rules(request: Request, services: Provided) -> Response:
    """Every rule that builds are judged by."""
    return cacheable(request, {"rules": [_summary(rule) for rule in services.rules]})


@router.get("/rules/{rule_id}")
def rule(request: Request, rule_id: str, services: Provided) -> Response:
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
