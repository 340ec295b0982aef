"""Pasted lists for pages and API alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.intake.partslist import Imported, read_parts_list
from app.web.forms.apply import free_id
from app.web.problems import INVALID, Fault, ProblemError
from app.web.services import Services


def read_list(text: str, services: Services) -> Imported:
    """Read a pasted list.  Raises ProblemError when there is nothing to read, or too much."""
    if not text.strip():
        raise ProblemError(INVALID, "The list is empty.", (Fault("/text", "Paste at least one line."),))
    try:
        return read_parts_list(text, services.catalog)
    except ValueError as error:
        raise ProblemError(INVALID, str(error), (Fault("/text", str(error)),)) from None


def as_build(imported: Imported, picked: Mapping[str, str]) -> dict[str, Any]:
    """The build that a list describes; `pick.<line>` names another part for a line, `leave` leaves it out."""
    items: list[dict[str, Any]] = []
    for found in imported.items:
        item = found.as_item()
        choice = picked.get(f"pick.{found.line}", "")
        if choice == "leave":
            continue
        if choice and choice != found.part:
            item = {"part": choice, "quantity": found.quantity}
        category = item["part"].partition("/")[0] if "part" in item else item["custom"]["category"]
        items.append({"id": free_id(items, category), **item})
    return {"items": items, "title": "My list"}
