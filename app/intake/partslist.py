"""A pasted parts list as items: parts of the catalog where a line names one, else what the line itself states."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.core.parts import Catalog
from app.intake.described import describe, on_loop, power_limit_w, stated
from app.intake.facts import check_facts
from app.intake.lines import Line, read_lines
from app.intake.matching import Match, index_of

CUSTOM_CONFIDENCE = 0.6
# A line without a label is tried as these, in this order, when no part of the catalog matches.
GUESSES = ("memory", "psu", "storage", "riser", "cable", "fan", "gpu-block", "chassis", "motherboard")


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """One line that was understood; `alternatives` are part ids that it may have meant instead."""

    line: int
    text: str
    quantity: int
    confidence: float
    part: str | None = None
    custom: dict[str, Any] | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    power_limit_w: float | None = None
    cooling: str | None = None
    alternatives: tuple[str, ...] = ()

    def as_item(self) -> dict[str, Any]:
        """The item as the JSON API's `check` takes it."""
        item: dict[str, Any] = {"quantity": self.quantity}
        if self.part is not None:
            item["part"] = self.part
        if self.custom is not None:
            item["custom"] = self.custom
        if self.facts:
            item["facts"] = self.facts
        if self.power_limit_w is not None:
            item["power_limit_w"] = self.power_limit_w
        if self.cooling is not None:
            item["cooling"] = self.cooling
        return item


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A line that names nothing the reader knows."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a list came to."""

    items: tuple[ImportedItem, ...]
    unmatched: tuple[Unmatched, ...]


def read_parts_list(text: str, catalog: Catalog) -> Imported:
    """Read a list.  Raises ValueError, with a sentence, for a text that is too long."""
    items: list[ImportedItem] = []
    unmatched: list[Unmatched] = []
    for line in read_lines(text):
        item = _read(line, catalog)
        if item is None:
            unmatched.append(Unmatched(line.number, line.text))
        else:
            items.append(item)
    return Imported(tuple(items), tuple(unmatched))


def _read(line: Line, catalog: Catalog) -> ImportedItem | None:
    matches = index_of(catalog).find(line.rest, line.categories)
    if matches and not _is_a_total(line, matches[0]):
        return _of_part(line, matches, catalog)
    return _of_words(line, catalog)


def _is_a_total(line: Line, match: Match) -> bool:
    """Whether "64 GB DDR4" would be read as one module of that size: without a count it is all the memory there is."""
    part = match.part
    if part.category != "memory" or not part.generic or part.facts.number("capacity_gib") is None:
        return False
    said, _ = describe("memory", line.rest, line.quantity)
    return "total_gib" in said


def _of_part(line: Line, matches: list[Match], catalog: Catalog) -> ImportedItem:
    part = matches[0].part
    facts: dict[str, Any] = {}
    quantity = line.quantity or 1
    if part.generic:
        said, quantity = describe(part.category, line.rest, line.quantity)
        facts = {name: value for name, value in said.items() if name not in part.facts}
    facts |= stated(part.category, line.rest)
    is_gpu = part.category == "gpu"
    return ImportedItem(
        line.number,
        line.text,
        quantity,
        matches[0].confidence,
        part=part.id,
        facts=_known(part.category, facts, catalog),
        power_limit_w=power_limit_w(line.rest) if is_gpu else None,
        cooling="loop" if is_gpu and on_loop(line.rest) else None,
        alternatives=tuple(match.part.id for match in matches[1:]),
    )


def _of_words(line: Line, catalog: Catalog) -> ImportedItem | None:
    for category in line.categories or GUESSES:
        facts, quantity = describe(category, line.rest, line.quantity)
        facts = _known(category, facts, catalog)
        if not facts or (not line.categories and len(facts) < 2):
            continue
        custom = {"category": category, "name": line.rest[:200] or line.text[:200], "facts": facts}
        limit = power_limit_w(line.rest) if category == "gpu" else None
        cooling = "loop" if category == "gpu" and on_loop(line.rest) else None
        return ImportedItem(
            line.number, line.text, quantity, CUSTOM_CONFIDENCE, custom=custom, power_limit_w=limit, cooling=cooling
        )
    return None


def _known(category: str, facts: dict[str, Any], catalog: Catalog) -> dict[str, Any]:
    """The facts that the vocabulary accepts; words misread as an impossible figure are left out."""
    accepted, _ = check_facts(catalog.vocabulary, category, facts)
    return {name: value for name, value in facts.items() if name in accepted}
