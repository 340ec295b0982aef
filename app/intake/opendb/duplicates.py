"""Which curated part an imported one is: curated parts win."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from app.core.parts import Catalog, Part
from app.intake.naming import words_of

SHORTEST_NUMBER, SHORTEST_UNIQUE_NUMBER = 5, 8
# Words of the database's names that tell no product from another: what shops add.
ADDED = frozenset(("atx", "eatx", "matx", "micro", "mini", "itx", "ddr3", "ddr4", "ddr5", "oem", "tray", "boxed"))
ADDED |= frozenset(("processor", "fully", "semi", "non", "modular", "certified"))
SOCKET = re.compile(r"(?:lga\d{4}|am[345]\+?|s?tr[45x]+\d?)")


class Duplicates:
    """The curated parts by part number and by name."""

    def __init__(self, catalog: Catalog) -> None:
        self._numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._names: dict[tuple[str, str, frozenset[str]], set[str]] = defaultdict(set)
        self._makers: dict[str, str] = {}
        for part in catalog.parts.values():
            self._makers[part.id] = _maker(part)
            for number in numbers_of(part.part_numbers):
                self._numbers[part.category, number].add(part.id)
            # A generic part is not a product: nothing is its duplicate by name.
            for name in () if part.generic else (part.name, *part.aliases):
                self._names[part.category, _maker(part), _name(name, part.maker)].add(part.id)

    def of(self, part: Part) -> str | None:
        """The id of the one curated part that has the part's number or its name; None for none, and for several."""
        found = {curated for number in numbers_of(part.part_numbers) for curated in self._by_number(part, number)}
        found = found or self._names.get((part.category, _maker(part), _name(part.name, part.maker)), set())
        return next(iter(found)) if len(found) == 1 else None

    def _by_number(self, part: Part, number: str) -> Iterator[str]:
        """Curated parts of that number; a short number may be another maker's too."""
        for curated in self._numbers.get((part.category, number), ()):
            if len(number) >= SHORTEST_UNIQUE_NUMBER or self._makers[curated] == _maker(part):
                yield curated


def numbers_of(part_numbers: Iterable[str]) -> list[str]:
    """Part numbers as they are compared: letters and digits alone; words without a digit are none."""
    plain = (re.sub(r"[^0-9a-z]", "", number.casefold()) for number in part_numbers)
    return [number for number in plain if len(number) >= SHORTEST_NUMBER and re.search(r"\d", number)]


def _maker(part: Part) -> str:
    return re.sub(r"[^0-9a-z]", "", part.maker.casefold())


def _name(name: str, maker: str) -> frozenset[str]:
    words = frozenset(words_of(name))
    telling = words - frozenset(words_of(maker)) - ADDED
    return frozenset(word for word in telling if not SOCKET.fullmatch(word)) or words
