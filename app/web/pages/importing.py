"""`/build/import`: a pasted or uploaded list, line by line, and the way from there to the bench.

A line that may mean several parts asks which: each line has a choice, and reading the list again keeps the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app.intake.partslist import ImportedItem, Unmatched
from app.web import formats
from app.web.forms.upload import FormWithFile
from app.web.lists import as_build, pick_names, read_list
from app.web.pages.bench import see_other
from app.web.rendering import page
from app.web.services import Provided, Services
from app.web.whole_builds import whole_build

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a line may mean: a part's id ("" for what was read) and its name."""

    part: str
    name: str
    picked: bool


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line, with what it may mean; `asks` is whether it leaves that open."""

    number: int
    text: str
    quantity: int
    sure: int | None
    facts: str
    asks: bool
    field: str
    choices: tuple[Choice, ...]

    @property
    def is_answered(self) -> bool:
        """Whether somebody chose something else than what was read."""
        return any(choice.picked and choice.part for choice in self.choices)


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
    def open_questions(self) -> int:
        return sum(line.asks and not line.is_answered for line in self.lines)

    @property
    def announcement(self) -> str:
        read = f"{formats.plural(len(self.lines), 'line')} read, {len(self.unmatched)} not understood"
        return f"{read}, {formats.plural(self.open_questions, 'question')} open."


@router.post("/build/import")
def import_list(request: Request, form: FormWithFile, services: Provided) -> Response:
    """Show what each line came to; with `accept`, open the result on the bench.  A whole build opens there at once."""
    text = form.get("text")
    whole = whole_build(text, services)
    if whole is not None:
        return see_other(services, "/build", whole, "")
    imported = read_list(text, services)
    if form.get("accept"):
        build = as_build(imported, form.texts, services.catalog)
        return see_other(services, "/build", services.checked(build), "")
    read = pick_names(imported)
    known = {name: found for name, found in read.items() if isinstance(found, ImportedItem) or found.alternatives}
    shown = dict(sorted(known.items(), key=lambda named: named[1].line))
    view = ImportView(
        text,
        tuple(_line(name, found, form.texts, services) for name, found in shown.items()),
        tuple((found.line, found.text) for name, found in read.items() if name not in shown),
    )
    return page(request, "import", view)


def _line(name: str, read: ImportedItem | Unmatched, picked: Mapping[str, str], services: Services) -> ReadLine:
    choice = picked.get(name, "")
    first = "" if isinstance(read, Unmatched) else read.part or ""
    names = {first: _first_name(read, services)}
    names |= {part: _name(part, services) for part in read.alternatives}
    names["leave"] = "leave this line out"
    if isinstance(read, Unmatched):
        sure, facts, asks = None, "", True
        del names["leave"]
    else:
        sure, facts, asks = round(read.confidence * 100), _facts(read, services), read.asks
    choices = tuple(Choice("" if part == first else part, text, part == choice) for part, text in names.items())
    return ReadLine(read.line, read.text, read.quantity, sure, facts, asks, name, choices)


def _first_name(read: ImportedItem | Unmatched, services: Services) -> str:
    """What the line is unless somebody chooses."""
    if isinstance(read, Unmatched):
        return "leave this line out"
    if read.custom is not None:
        return f"{read.custom['name']} (as the line describes it)"
    return _name(read.part or "", services)


def _facts(item: ImportedItem, services: Services) -> str:
    """What else the line says: short facts, the power limit, the loop."""
    category = item.custom["category"] if item.custom else (item.part or "").partition("/")[0]
    stated = item.custom["facts"] if item.custom else item.facts
    words = {name: services.catalog.vocabulary.word(category, name) for name in stated}
    said = [
        f"{word.label} {formats.fact(stated[name], word)}"
        for name, word in words.items()
        if word is not None and isinstance(stated[name], str | int | float)
    ]
    if item.power_limit_w is not None:
        said.append(f"limited to {item.power_limit_w:g} W")
    if item.cooling is not None:
        said.append("on the coolant loop")
    return ", ".join(said)


def _name(part_id: str, services: Services) -> str:
    part = services.catalog.part(part_id)
    return part.name if part else part_id
