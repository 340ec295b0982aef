"""`/check`: any card against any host, in five rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from app.core.build import Build, Item
from app.core.parts import Part
from app.store import PartQuery
from app.web.forms.body import small_number
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.views.checklist import Picked, view_checklist

router = APIRouter()

MOST_CHOICES = 12
MOST_CARDS = 16
HOSTS = ("server", "motherboard")


@router.get("/check")
def check(
    request: Request,
    services: Provided,
    gpu: Annotated[str, Query()] = "",
    host: Annotated[str, Query()] = "",
    chassis: Annotated[str, Query()] = "",
    psu: Annotated[str, Query()] = "",
    quantity: Annotated[str, Query()] = "1",
) -> Response:
    """The checklist; a name that several parts have is asked about, never guessed."""
    fields = (
        pick(services, "gpu", "Card", gpu, ("gpu",)),
        pick(services, "host", "Server or motherboard", host, HOSTS),
        pick(services, "chassis", "Chassis (optional)", chassis, ("chassis",)),
        pick(services, "psu", "Power supply (optional)", psu, ("psu",)),
    )
    count = min(max(small_number(quantity) or 1, 1), MOST_CARDS)
    undecided = any(field.choices or field.fault for field in fields)
    known = fields[0].part is not None and fields[1].part is not None and not undecided
    return page(request, "check", view_checklist(fields, count, _build(fields, count) if known else None, services))


def pick(services: Services, name: str, label: str, text: str, categories: Sequence[str]) -> Picked:
    """The part that the text names: by id, by its whole name, or as the only one that has all its words."""
    text = text.strip()[:200]
    if not text:
        return Picked(name, label, "", None, (), "")
    exact = services.catalog.part(text)
    if exact is not None and exact.category in categories:
        return Picked(name, label, exact.name, exact, (), "")
    found = [part for category in categories for part in services.store.own_parts(PartQuery(category, text))]
    named = [part for part in found if _is_called(part, text)] or found
    if not named:
        return Picked(name, label, text, None, (), f"No {label.partition(' (')[0].lower()} has all these words.")
    if len(named) == 1:
        return Picked(name, label, named[0].name, named[0], (), "")
    choices = tuple((part.id, part.name) for part in named[:MOST_CHOICES])
    more = f" The first {MOST_CHOICES} are shown." if len(named) > MOST_CHOICES else ""
    return Picked(name, label, text, None, choices, f"{len(named)} parts have all these words.{more}")


def _is_called(part: Part, text: str) -> bool:
    return text.casefold() in {name.casefold() for name in (part.name, *part.aliases, *part.part_numbers)}


def _build(fields: tuple[Picked, ...], count: int) -> Build:
    chosen = [(field.name, field.part) for field in fields if field.part is not None]
    items = tuple(Item(name, count if name == "gpu" else 1, part.id) for name, part in chosen)
    return Build(items, title=" in ".join(part.name for _, part in chosen[:2]))
