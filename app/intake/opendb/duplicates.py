"""Which curated part an imported one is: curated parts win."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from app.core.parts import Catalog, Part, Value
from app.intake.naming import words_of

SHORTEST_NUMBER, SHORTEST_UNIQUE_NUMBER = 5, 8
# What two parts can't differ in and be the same: numbers and names are copied wrongly too.
IDENTITY: dict[str, tuple[str, ...]] = {
    "gpu": ("vendor", "memory_gb"),
    "cpu": ("socket", "cores"),
    "motherboard": ("socket", "memory_generation"),
    "memory": ("generation", "capacity_gib", "kit_modules"),
    "storage": ("capacity_gb", "protocol"),
    "psu": ("ratings", "efficiency", "length_mm"),
    "cpu-cooler": ("kind", "height_mm", "radiator_fan_mm", "radiator_fans"),
    "fan": ("size_mm",),
}
MEASURED_APART_MM = 5  # two people measure one product that differently
# What shops add to a name, and no maker tells two products apart by.
_COLOURS = "black|white|silver|gr[ae]y|brown"
ADDED = {
    "motherboard": re.compile(r"e?atx|matx|micro|mini|itx|ddr[345]|lga\d{4}|am[345]\+?|s?tr[45x]+\d?"),
    "cpu": re.compile(r"oem|tray|boxed|processor|lga\d{4}"),
    "psu": re.compile(
        rf"atx|fully|semi|non|modular|certified|\d+w|80(?:\+|plus)|bronze|gold|platinum|titanium|{_COLOURS}",
        re.IGNORECASE,
    ),
    "cpu-cooler": re.compile(rf"air|water|liquid|cpu|cooler|cfm|\d+\.\d+|\d+mm|{_COLOURS}"),
}
_NOTHING = re.compile(r"(?!)")


class Duplicates:
    """The curated parts by part number and by name."""

    def __init__(self, catalog: Catalog) -> None:
        self._numbers: dict[tuple[str, str], dict[str, Part]] = defaultdict(dict)
        self._names: dict[tuple[str, str, frozenset[str]], dict[str, Part]] = defaultdict(dict)
        for part in catalog.parts.values():
            for number in numbers_of(part.part_numbers):
                self._numbers[part.category, number][part.id] = part
            # A generic part is not a product: nothing is its duplicate by name.
            for name in () if part.generic else (part.name, *part.aliases):
                self._names[part.category, _maker(part), _telling(name, part)][part.id] = part

    def of(self, part: Part) -> str | None:
        """The id of the one curated part that has the part's number or its name; None for none, and for several."""
        found = self._by_number(part) or self._by_name(part)
        return found.pop() if len(found) == 1 else None

    def _by_number(self, part: Part) -> set[str]:
        """Curated parts of one of its numbers; a short number may be another maker's too."""
        return {
            curated.id
            for number in numbers_of(part.part_numbers)
            for curated in self._numbers.get((part.category, number), {}).values()
            if len(number) >= SHORTEST_UNIQUE_NUMBER or _maker(curated) == _maker(part)
            if _may_be_one(part, curated)
        }

    def _by_name(self, part: Part) -> set[str]:
        key = (part.category, _maker(part), _telling(part.name, part))
        return {curated.id for curated in self._names.get(key, {}).values() if _may_be_one(part, curated)}


def numbers_of(part_numbers: Iterable[str]) -> list[str]:
    """Part numbers as they are compared: letters and digits alone; words without a digit are none."""
    plain = (re.sub(r"[^0-9a-z]", "", number.casefold()) for number in part_numbers)
    return [number for number in plain if len(number) >= SHORTEST_NUMBER and re.search(r"\d", number)]


def _may_be_one(one: Part, other: Part) -> bool:
    """Whether nothing that both say of what they are differs."""
    for name in IDENTITY.get(one.category, ()):
        said, too = _said(one, name), _said(other, name)
        if said is not None and too is not None and said != too and not _measured_apart(name, said, too):
            return False
    return True


def _measured_apart(name: str, said: Value, too: Value) -> bool:
    if not (name.endswith("_mm") and isinstance(said, int | float) and isinstance(too, int | float)):
        return False
    return abs(said - too) <= MEASURED_APART_MM


def _said(part: Part, name: str) -> Value | None:
    if name != "ratings":
        return part.facts.get(name)
    watts = [rating.number("watts") for rating in part.facts.records("ratings") or ()]
    return max((figure for figure in watts if figure is not None), default=None)


def _maker(part: Part) -> str:
    return re.sub(r"[^0-9a-z]", "", part.maker.casefold())


def _telling(name: str, part: Part) -> frozenset[str]:
    """The words of a name that tell the part from others of its maker; all words where none would be left."""
    added = ADDED.get(part.category, _NOTHING)
    words = frozenset(words_of(name))
    return frozenset(word for word in words - frozenset(words_of(part.maker)) if not added.fullmatch(word)) or words
