"""`/parts/compare?id=…&id=…`: up to four parts of one category side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.core.parts import Part
from app.web.problems import not_found
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.compare_parts import view_compare_parts

router = APIRouter()

MOST_PARTS = 4
MOST_ASKED = 50
"""Parts that are looked up at all: as many as a page of the list has."""


@router.get("/parts/compare")
def compare(
    request: Request,
    services: Provided,
    ids: Annotated[list[str] | None, Query(alias="id")] = None,
    only: Annotated[str, Query()] = "",
) -> Response:
    """The comparison; what doesn't fit into it is named."""
    asked = [part_id for part_id in ids or () if part_id][:MOST_ASKED]
    parts, left_out = comparable([_part(part_id, services) for part_id in asked])
    view = view_compare_parts(parts, left_out, MOST_PARTS, services.catalog, only == "differences")
    return page(request, "compare_parts", view)


def comparable(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The first four parts of the first one's category, and a sentence about each of the others."""
    chosen: dict[str, Part] = {}
    left_out = []
    for part in parts:
        if chosen and part.category != next(iter(chosen.values())).category:
            left_out.append(f"{part.name} is of another category: only like is compared with like.")
        elif part.id not in chosen and len(chosen) == MOST_PARTS:
            left_out.append(f"{part.name} is left out: {MOST_PARTS} parts stand side by side.")
        else:
            chosen.setdefault(part.id, part)
    return tuple(chosen.values()), tuple(left_out)


def _part(part_id: str, services: Services) -> Part:
    found = services.catalog.part(part_id)
    if found is None:
        raise not_found(f"The catalog has no part “{part_id[:120]}”.")
    return found
