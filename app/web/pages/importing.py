"""`/build/import`: a pasted list, line by line, and the way from there to the bench."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app.intake.partslist import ImportedItem
from app.web import formats
from app.web.forms.body import Form
from app.web.lists import as_build, read_list
from app.web.pages.bench import see_other
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
