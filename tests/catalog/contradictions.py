"""What can't be true of a part: a register of checks, and the search for parts that fail them.

A check answers with a sentence for each contradiction it finds; it says nothing about a fact that is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.core.parts import Catalog, Facts, Part

Check = Callable[[Part, Catalog], list[str]]


class Registered(NamedTuple):
    """A check, and the categories whose parts it looks at; none named means all of them."""

    check: Check
    categories: frozenset[str]


class Contradiction(NamedTuple):
    """A part that can't exist as the catalog describes it."""

    check: str
    part: str
    why: str


CHECKS: dict[str, Registered] = {}


def check(*categories: str) -> Callable[[Check], Check]:
    """Enter a function in the register, under its own name."""

    def register(function: Check) -> Check:
        CHECKS[function.__name__] = Registered(function, frozenset(categories))
        return function

    return register


def every_part(catalog: Catalog) -> Iterator[Part]:
    """All parts, with those that exist inside a bundle alone."""
    for part in catalog.parts.values():
        yield part
        yield from (given.inner for given in part.provides if given.inner)


def faults_of(name: str, part: Part, catalog: Catalog) -> list[str]:
    """What one check says of one part; nothing, when the part is of a category that it doesn't look at."""
    found = CHECKS[name]
    return found.check(part, catalog) if not found.categories or part.category in found.categories else []


def contradictions(catalog: Catalog, name: str) -> list[Contradiction]:
    """Everything that one check finds in the whole catalog."""
    return [Contradiction(name, part.id, why) for part in every_part(catalog) for why in faults_of(name, part, catalog)]


def records(facts: Facts, name: str) -> tuple[Facts, ...]:
    """The records of a fact; none where the fact is unknown, for a check that has nothing to say then."""
    return facts.records(name) or ()


def texts(facts: Facts, name: str) -> tuple[str, ...]:
    """The texts of a fact; none where it is unknown."""
    return facts.texts(name) or ()


def outside(value: float | None, low: float, high: float, what: str) -> list[str]:
    """A sentence when a known value lies outside the bounds."""
    return [] if value is None or low <= value <= high else [f"{what} is {value:g}, not {low:g} to {high:g}"]


def above(value: float | None, limit: float | None, sentence: str) -> list[str]:
    """The sentence when both are known and the value is above the limit."""
    return [f"{sentence}: {value:g} > {limit:g}"] if value is not None and limit is not None and value > limit else []
