"""Pasted and uploaded lists, for pages and API alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.parts import Catalog
from app.intake.partslist import MOST_SEGMENTS, Imported, ImportedItem, Unmatched
from app.intake.pasted import read_pasted
from app.web.forms.apply import free_id
from app.web.problems import INVALID, Fault, ProblemError
from app.web.services import Services


def read_list(text: str, services: Services) -> Imported:
    """Read a list, or what a machine says of itself.  Raises ProblemError for an empty text and for one too long."""
    if not text.strip():
        raise ProblemError(INVALID, "The list is empty.", (Fault("/text", "Paste at least one line."),))
    try:
        return read_pasted(text, services.catalog)
    except ValueError as error:
        raise ProblemError(INVALID, str(error), (Fault("/text", str(error)),)) from None


def pick_names(imported: Imported) -> dict[str, ImportedItem | Unmatched]:
    """What was read by the name of the form field that answers for it: `pick.3`, and `pick.3.2` for line 3's second."""
    found: dict[str, ImportedItem | Unmatched] = {}
    every: tuple[ImportedItem | Unmatched, ...] = (*imported.items, *imported.unmatched)
    for read in every:
        names = (f"pick.{read.line}", *(f"pick.{read.line}.{place}" for place in range(2, MOST_SEGMENTS + 1)))
        found[next(name for name in names if name not in found)] = read
    return found


def as_build(imported: Imported, picked: Mapping[str, str], catalog: Catalog) -> dict[str, Any]:
    """The build that a list describes; `picked` names another part for a line (`pick_names`), or `leave` to skip it."""
    items: list[dict[str, Any]] = []
    for name, read in pick_names(imported).items():
        item = _picked(read, picked.get(name, ""), catalog)
        if item is not None:
            category = item["part"].partition("/")[0] if "part" in item else item["custom"]["category"]
            items.append({"id": free_id(items, category), **item})
    return {"items": items, "title": "My list"}


def _picked(read: ImportedItem | Unmatched, choice: str, catalog: Catalog) -> dict[str, Any] | None:
    """The item that a line becomes: the chosen part with what the line says of it, or what was read; None to skip it.

    Facts that the chosen part has of its own are not stated again.
    """
    if choice == "leave":
        return None
    if isinstance(read, Unmatched):
        return {"part": choice, "quantity": read.quantity} if choice else None
    item = read.as_item()
    if not choice or choice == read.part:
        return item
    item.pop("custom", None)
    part = catalog.part(choice)
    own = part.facts if part else {}
    facts = {name: value for name, value in item.pop("facts", {}).items() if name not in own}
    return {**item, "part": choice, **({"facts": facts} if facts else {})}
