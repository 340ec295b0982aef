"""Parts: frozen facts with their sources.

A fact's value is a number, a text, a flag, a tuple of texts, or a tuple of `Record`s (slots, ports, ratings …).
An absent fact is unknown.  Nothing here ever stands in for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.core.vocabulary import EMPTY_VOCABULARY, Vocabulary


class Basis(StrEnum):
    """What a fact rests on, strongest first."""

    VENDOR = "vendor"
    THIRD_PARTY = "third-party"
    GENERAL = "general"
    USER = "user"


BASIS_RANK = {Basis.VENDOR: 0, Basis.THIRD_PARTY: 1, Basis.GENERAL: 2, Basis.USER: 3}


class Facts(Mapping[str, "Value"]):
    """An immutable mapping of facts with typed readers; every reader answers None when the fact is unknown."""

    __slots__ = ("_items", "_key")

    def __init__(self, items: Mapping[str, Value | None] | None = None) -> None:
        self._items: dict[str, Value] = {name: value for name, value in (items or {}).items() if value is not None}
        self._key: tuple[tuple[str, Value], ...] | None = None

    def __getitem__(self, name: str) -> Value:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: object) -> bool:
        return name in self._items

    def __hash__(self) -> int:
        return hash(self._sorted())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Facts) and self._items == other._items

    def __repr__(self) -> str:
        return f"Facts({self._items!r})"

    def _sorted(self) -> tuple[tuple[str, Value], ...]:
        if self._key is None:
            self._key = tuple(sorted(self._items.items(), key=lambda pair: pair[0]))
        return self._key

    def number(self, name: str) -> float | None:
        """The fact as a number, whole numbers included."""
        value = self._items.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def count(self, name: str) -> int | None:
        """The fact as a whole number."""
        value = self.number(name)
        return int(value) if value is not None and value == int(value) else None

    def text(self, name: str) -> str | None:
        """The fact as a text."""
        value = self._items.get(name)
        return value if isinstance(value, str) else None

    def flag(self, name: str) -> bool | None:
        """The fact as yes or no."""
        value = self._items.get(name)
        return value if isinstance(value, bool) else None

    def texts(self, name: str) -> tuple[str, ...] | None:
        """The fact as a tuple of texts; the empty tuple is knowledge ("none"), None is not."""
        value = self._items.get(name)
        if not isinstance(value, tuple):
            return None
        return tuple(text for text in value if isinstance(text, str))

    def records(self, name: str) -> tuple[Facts, ...] | None:
        """The fact as a tuple of records; the empty tuple is knowledge ("none"), None is not."""
        value = self._items.get(name)
        if not isinstance(value, tuple):
            return None
        return tuple(record for record in value if isinstance(record, Facts))


Value = float | int | str | bool | tuple[str, ...] | tuple[Facts, ...]
NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read; `read` is an ISO date."""

    url: str
    title: str
    basis: Basis = Basis.THIRD_PARTY
    read: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """One dated observation, never a quotation."""

    amount: float
    currency: str
    condition: str
    date: str
    source: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One clause of a known issue: a fact of a category (`self` for the part's own), compared with values.

    `test` is one of `in`, `not-in`, `below`, `at-least`, `count-at-least`.
    """

    category: str
    fact: str
    test: str
    values: tuple[str | float, ...]


@dataclass(frozen=True, slots=True)
class KnownIssue:
    """What is true of one product only, and holds when every condition does."""

    area: str
    severity: str
    text: str
    when: tuple[Condition, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Provided:
    """What a bundle brings: a part of its own (`part`), or one that exists in the bundle alone (`inner`)."""

    category: str
    quantity: int
    part: str | None = None
    inner: Part | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose database a part comes from, named wherever the part is shown, and the licence that asks for it."""

    text: str
    url: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One product, generic part or custom part.

    `sources` maps a fact's name to where it was read; a fact without an entry there is general knowledge, or the
    user's own word where `stated` holds its name.  `unknown` holds facts that were looked for and not found,
    `unknowable` those that nobody can state of this product, with the reason.
    `overridden` keeps what the part itself says of stated facts, and `sources` who said it.  `attribution` is set for
    a part that was imported from somebody's database, and is of lower trust than those of the catalog's own files.
    """

    id: str
    category: str
    name: str
    maker: str = ""
    status: str = "current"
    generic: bool = False
    part_numbers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    facts: Facts = NO_FACTS
    sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    stated: frozenset[str] = frozenset()
    overridden: Facts = NO_FACTS
    unknown: frozenset[str] = frozenset()
    unknowable: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    prices: tuple[Price, ...] = ()
    known_issues: tuple[KnownIssue, ...] = ()
    provides: tuple[Provided, ...] = ()
    note: str = ""
    attribution: Attribution | None = None

    def basis(self, fact: str) -> Basis:
        """What the fact rests on."""
        if fact in self.stated:
            return Basis.USER
        source = self.sources.get(fact)
        return source.basis if source else Basis.GENERAL


@dataclass(frozen=True, slots=True)
class Catalog:
    """An immutable snapshot of all parts; one request sees one of them from start to end.

    `moved` maps a renamed part's former id to its present one.  `elsewhere` finds a part outside of the snapshot by its
    id: tens of thousands of imported parts are read one by one.
    """

    parts: Mapping[str, Part] = field(default_factory=lambda: MappingProxyType({}))
    vocabulary: Vocabulary = EMPTY_VOCABULARY
    moved: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    version: str = "empty"
    elsewhere: Callable[[str], Part | None] | None = field(default=None, compare=False, repr=False)

    def part(self, part_id: str) -> Part | None:
        """The part of that id, also under a former one, also outside of the snapshot."""
        found = self.parts.get(part_id) or self.parts.get(self.moved.get(part_id, ""))
        return found if found is not None or self.elsewhere is None else self.elsewhere(part_id)

    def of(self, category: str) -> tuple[Part, ...]:
        """All parts of a category, by name."""
        found = (part for part in self.parts.values() if part.category == category)
        return tuple(sorted(found, key=lambda part: part.name.lower()))
