"""`/build/import`: a pasted list, line by line, and the way from there to the bench."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from app.intake.partslist import Imported, ImportedItem, read_parts_list
from app.web import formats
from app.web.forms.apply import free_id
from app.web.forms.body import Form
from app.web.pages.bench import see_other
from app.web.problems import INVALID, Fault, ProblemError
from app.web.rendering import page
from app.web.services import Provided, Services

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a line may mean: a part's id ("" for the part that the line describes) and its name."""

    part: str
    name: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line that was understood, with what else it may have meant."""

    number: int
    text: str
    quantity: int
    sure: int
    facts: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ImportView:
    """What became of a pasted list."""

    text: str
    lines: tuple[ReadLine, ...]
    unmatched: tuple[tuple[int, str], ...]

    @property
    def page_title(self) -> str:
        return "Your list"

    @property
    def announcement(self) -> str:
        return f"{formats.plural(len(self.lines), 'line')} read, {len(self.unmatched)} not understood."


def read_list(text: str, services: Services) -> Imported:
    """Read a pasted list.  Raises ProblemError when there is nothing to read, or too much."""
    if not text.strip():
        raise ProblemError(INVALID, "The list is empty.", (Fault("/text", "Paste at least one line."),))
    try:
        return read_parts_list(text, services.catalog)
    except ValueError as error:
        raise ProblemError(INVALID, str(error), (Fault("/text", str(error)),)) from None


@router.post("/build/import")
def import_list(request: Request, form: Form, services: Provided) -> Response:
    """Show what each line came to; with `accept`, open the result on the bench."""
    text = form.get("text")
    imported = read_list(text, services)
    if form.get("accept"):
        return see_other(services, "/build", services.checked(as_build(imported, form.texts)), "")
    view = ImportView(
        text,
        tuple(_line(item, services) for item in imported.items),
        tuple((line.line, line.text) for line in imported.unmatched),
    )
    return page(request, "import", view)


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


def _line(item: ImportedItem, services: Services) -> ReadLine:
    described = f"{item.custom['name']} (as the line describes it)" if item.custom else ""
    first = Choice(item.part or "", _name(item.part, services) if item.part else described)
    others = tuple(Choice(part, _name(part, services)) for part in item.alternatives)
    facts = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in item.facts.items() if _is_short(value))
    return ReadLine(item.line, item.text, item.quantity, round(item.confidence * 100), facts, (first, *others))


def _is_short(value: object) -> bool:
    return isinstance(value, str | int | float)


def _name(part_id: str, services: Services) -> str:
    part = services.catalog.part(part_id)
    return part.name if part else part_id
