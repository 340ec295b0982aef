"""A pasted parts list as items: parts of the catalog where a line names one, else what the line itself states.

A line that names a part of the catalog becomes that part, with the facts that the line adds ("slot is x4 electrical").
One that only describes a part ("2U GPU server, front-to-back airflow") becomes a custom part with the facts that the
words state.  A line that may mean several parts which differ in what matters ("A100": 40 or 80 GB?) is never taken for
one of them: it is described by what its words state, or stays unmatched where they state nothing ("A100" alone), and
the parts that it may mean are named as its alternatives.  So are the board makers' cards of a chip of which the line
names no card ("RTX 3090": founders or blower?).  A line with a quantity that nobody means ("999999x") stays
unmatched too, and so does a line that says nothing known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Any

from app.core.parts import Catalog, Part
from app.intake.alternatives import told_apart
from app.intake.described import describe, on_loop, power_limit_w, stated
from app.intake.facts import check_facts
from app.intake.labels import kinds_in
from app.intake.lines import Line, read_lines
from app.intake.matching import CERTAIN, Match, PartIndex, index_of
from app.intake.naming import words_of
from app.intake.phrase import head_of
from app.intake.quantities import MOST_PIECES, Quantity, QuantityError, quantity_in

CUSTOM_CONFIDENCE = 0.6
# A line without a label is described as the first of these that its words tell enough of.
GUESSES = ("cpu", "memory", "psu", "storage", "riser", "cable", "fan", "gpu-block", "chassis", "motherboard", "gpu")
MOST_SEGMENTS = 12
ROUND_SIZE = 0.05  # of a drive's capacity
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BETWEEN_PARTS = re.compile(r"\s*[,;]\s+|\s+(?:\+|and|&)\s+|\s*;\s*", re.IGNORECASE)
# Facts that a line states as a rule truly, and that tell one part from another.
_TELLING = {
    "gpu": ("memory_gb", "form_factor"),
    "motherboard": ("socket", "memory_generation"),
    "memory": ("generation", "module_type", "ecc", "speed_mts"),
    "storage": ("capacity_gb", "protocol"),
    "psu": ("form_factor", "redundant"),
    "fan": ("size_mm",),
    "riser": ("pcie_gen",),
}
_TELLING_CARDS = ("memory_gb", "form_factor", "cooling", "slot_width")


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """One line that was understood; `alternatives` are part ids that it may have meant instead.

    `asks` is whether the line leaves open which of them it means.
    """

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
    asks: bool = False

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
    """A line that names nothing the reader is sure of; `alternatives` are part ids that it may mean."""

    line: int
    text: str
    alternatives: tuple[str, ...] = ()
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Imported:
    """What a list came to."""

    items: tuple[ImportedItem, ...]
    unmatched: tuple[Unmatched, ...]


def read_parts_list(text: str, catalog: Catalog) -> Imported:
    """Read a list.  Raises ValueError, with a sentence, for a text that is longer than anybody's list."""
    reader = LineReader(catalog, index_of(catalog))
    items: list[ImportedItem] = []
    unmatched: list[Unmatched] = []
    for line in read_lines(text):
        found = reader.read(line)
        if isinstance(found, Unmatched):
            unmatched.append(found)
        else:
            items += found
    return Imported(tuple(items), tuple(unmatched))


@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads lines one by one: what each names or describes."""

    catalog: Catalog
    index: PartIndex

    def read(self, line: Line) -> list[ImportedItem] | Unmatched:
        """The items that a line comes to: one, or more where it lists several parts."""
        if not line.rest:
            return Unmatched(line.number, line.text)
        several = self._several(line) if line.sensible else []
        if several:
            return several
        item, alternatives = self.one(line)
        if item is not None and item.quantity <= MOST_PIECES:
            return [item]
        return Unmatched(line.number, line.text, _ids(alternatives), line.quantity or 1)

    def _several(self, line: Line) -> list[ImportedItem]:
        """The items of "2x RTX 3090, Ryzen 9 5950X": only where each piece names another part of the catalog."""
        pieces = _pieces(line.rest)
        if not 2 <= len(pieces) <= MOST_SEGMENTS:
            return []
        items: list[ImportedItem] = []
        counted = False
        for place, piece in enumerate(pieces):
            try:
                found = Quantity(line.quantity, piece) if place == 0 else quantity_in(piece)
            except QuantityError:
                return []
            counted |= place > 0 and found.count is not None
            item, _ = self.one(replace(line, rest=found.rest, quantity=found.count, written=""))
            if item is None or item.part is None or any(item.part == other.part for other in items):
                return []
            items.append(item)
        if line.quantity == len(items) and not counted:
            items[0] = replace(items[0], quantity=1)  # "4x cables A, B, C, D" are one of each
        return items

    def one(self, line: Line) -> tuple[ImportedItem | None, tuple[Part, ...]]:
        """The item of a line that names one part, and the parts that the line may have meant instead."""
        head = head_of(line.rest)
        categories = line.categories or kinds_in(head)
        accepts = _agreeing_with(line)
        found = self.index.find(line.rest, categories, accepts)
        if line.written:  # "Core X9" and "Ventus 3X" are names, whatever they count elsewhere
            whole = self.index.find(line.whole, categories, accepts)
            written = frozenset(words_of(line.written)).difference(words_of(line.rest) if line.sensible else ())
            if whole.match is not None and not whole.match.words.isdisjoint(written):
                line, found = replace(line, rest=line.whole, quantity=None, sensible=True), whole
        if not line.sensible:
            return None, ()
        if found.match is None and line.label:  # "PSU: 850 W" is an "850 W PSU"
            texts = dict.fromkeys((f"{head} {line.label}", f"{head} {line.label.split()[-1]}"))
            labelled = (self.index.find(text, categories, accepts) for text in texts)
            found = next((other for other in labelled if other.match is not None), found)
        alternatives = told_apart([part for part in found.alternatives if _is_such_a_card(part, line)])
        if found.match is not None:
            asks = bool(alternatives) and (found.asks or found.match.part.generic)
            item = replace(self._of_part(line, found.match), alternatives=_ids(alternatives), asks=asks)
            return item, alternatives
        described = self._of_words(line, categories)
        if described is not None:
            described = replace(described, alternatives=_ids(alternatives), asks=bool(alternatives))
        return described, alternatives

    def _of_part(self, line: Line, match: Match) -> ImportedItem:
        part = match.part
        said, quantity = describe(part.category, line.rest, line.quantity)
        facts = {name: value for name, value in said.items() if name not in part.facts} if part.generic else {}
        if part.category == "memory" and not part.generic:
            quantity = _named_kits(part, line, said, quantity)
        elif part.category not in ("memory", "storage"):
            quantity = line.quantity or 1
        item = ImportedItem(line.number, line.text, quantity, match.confidence, part=part.id)
        facts = self.known(part.category, facts | stated(part.category, line.rest))
        return _with_wishes(replace(item, facts=facts), part.category, line.rest)

    def _of_words(self, line: Line, categories: tuple[str, ...]) -> ImportedItem | None:
        for category in categories or GUESSES:
            said, quantity = describe(category, line.rest, line.quantity)
            facts = self.known(category, said)
            if not facts or (not categories and not _is_telling(category, facts)):
                continue
            item = ImportedItem(line.number, line.text, quantity, CUSTOM_CONFIDENCE)
            return _with_wishes(self._rated(item, category, line, facts), category, line.rest)
        return None

    def _rated(self, item: ImportedItem, category: str, line: Line, facts: dict[str, Any]) -> ImportedItem:
        """The item as generic memory, where the catalog has it, or as a custom part."""
        part = self.index.rated_memory.find(facts) if category == "memory" else None
        if part is None:
            custom = {"category": category, "name": line.rest[:200], "facts": facts}
            return replace(item, custom=custom)
        added = {name: value for name, value in facts.items() if name not in part.facts}
        return replace(item, part=part.id, facts=added, confidence=CERTAIN)

    def known(self, category: str, facts: dict[str, Any]) -> dict[str, Any]:
        """The facts that the vocabulary accepts; words misread as an impossible figure are left out."""
        accepted, _ = check_facts(self.catalog.vocabulary, category, facts)
        return {name: value for name, value in facts.items() if name in accepted}


def _pieces(text: str) -> list[str]:
    """The text in pieces between commas, pluses and "and"; those in brackets part nothing."""
    masked = _BRACKETS.sub(lambda match: "." * len(match.group(0)), text)
    ends = [(0, 0), *(match.span() for match in _BETWEEN_PARTS.finditer(masked)), (len(text), len(text))]
    pieces = [text[start:end] for (_, start), (end, _) in pairwise(ends)]
    return [piece for piece in pieces if piece.strip()]


def _agreeing_with(line: Line) -> Callable[[Part], bool]:
    """Whether a part has no fact that contradicts what the line states."""

    @cache  # a line is described once for each category
    def said(category: str) -> dict[str, Any]:
        facts, _ = describe(category, line.rest, line.quantity)
        return {name: value for name, value in facts.items() if name in _TELLING[category]}

    def agrees(part: Part) -> bool:
        if part.category not in _TELLING:
            return True
        return all(_is_same(name, part.facts.get(name, value), value) for name, value in said(part.category).items())

    return agrees


def _is_such_a_card(part: Part, line: Line) -> bool:
    """Whether a card may be meant by a line that says how wide its cards are and how they are cooled."""
    if part.category != "gpu":
        return True
    said, _ = describe("gpu", line.rest, line.quantity)
    return all(part.facts.get(name, said[name]) == said[name] for name in _TELLING_CARDS if name in said)


def _is_same(name: str, own: object, stated: object) -> bool:
    """Drives are sold by round sizes: 4 TB may have 4,000 or 4,096 GB."""
    if name == "capacity_gb" and isinstance(own, int | float) and isinstance(stated, int | float):
        return abs(own - stated) <= ROUND_SIZE * own
    return own == stated


def _named_kits(part: Part, line: Line, said: dict[str, Any], modules: int) -> int:
    """How many of a named memory part: its kits, where the line counts modules ("32 GB (2 x 16 GB)")."""
    if "capacity_gib" not in said or said["capacity_gib"] != part.facts.number("capacity_gib"):
        return line.quantity or 1
    kit = part.facts.count("kit_modules") or 1
    return modules // kit if modules % kit == 0 else line.quantity or 1


def _is_telling(category: str, facts: dict[str, Any]) -> bool:
    """Whether facts are enough to take a line without a label for a part of the category."""
    return "socket" in facts if category == "cpu" else len(facts) > 1


def _with_wishes(item: ImportedItem, category: str, text: str) -> ImportedItem:
    """A card's power limit and loop, which are the builder's choice rather than facts."""
    if category != "gpu":
        return item
    return replace(item, power_limit_w=power_limit_w(text), cooling="loop" if on_loop(text) else None)


def _ids(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(part.id for part in parts)
