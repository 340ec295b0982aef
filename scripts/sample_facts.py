"""Draw facts of the catalog by lot, to be checked against public documents: `python -m scripts.sample_facts`.

A part's place in the draw is the hash of the seed and its id, so every part of a stratum has the same chance, however
many facts it has or rules read.  Then one of its facts that a rule reads is drawn in the same way, and one record of a
fact that consists of records.  What is added elsewhere in the catalog leaves most of a draw as it was.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.parts import Catalog, Facts, Part, Value
from app.core.rules import all_rules
from app.intake.loader import load_catalog

SEED = "mini-colossus facts 1"
STRATA = {"motherboard": 10, "server": 10, "psu": 10, "gpu": 15}
OTHERS, OTHERS_COUNT = "others", 15


@dataclass(frozen=True, slots=True)
class Drawn:
    """A fact of `part`, or of a part that it brings (`of`, a category); `value` is one record of a fact of records."""

    part: Part
    of: str
    fact: str
    value: Value | Facts
    basis: str

    def __str__(self) -> str:
        return f"| {self.part.id} | {self.of}.{self.fact} | {_words(self.value)} | {self.basis} |"


def draw(catalog: Catalog, seed: str) -> Iterator[Drawn]:
    """Sixty facts, stratum by stratum.  Generic parts and parts without a fact that a rule reads take no part."""
    needed = _needed()
    strata: dict[str, list[Part]] = defaultdict(list)
    for part in catalog.parts.values():
        if not part.generic and any(True for _ in _facts(part, needed)):
            strata[part.category if part.category in STRATA else OTHERS].append(part)
    for stratum, count in {**STRATA, OTHERS: OTHERS_COUNT}.items():
        for part in sorted(strata[stratum], key=lambda part: _lot(seed, part.id))[:count]:
            yield _one_fact(part, needed, seed)


def _needed() -> set[str]:
    """`category.fact` of every fact that a rule reads; a field of a record stands for its fact."""
    return {".".join(need.split(".")[:2]) for rule in all_rules() for need in rule.needs}


def _facts(part: Part, needed: set[str]) -> Iterator[tuple[Part, str]]:
    """The known facts that rules read, of the part itself and of those that exist inside it alone."""
    for one in (part, *(provided.inner for provided in part.provides if provided.inner)):
        yield from ((one, fact) for fact in one.facts if f"{one.category}.{fact}" in needed)


def _one_fact(part: Part, needed: set[str], seed: str) -> Drawn:
    one, fact = min(_facts(part, needed), key=lambda pair: _lot(seed, part.id, pair[0].category, pair[1]))
    value: Value | Facts = one.facts[fact]
    records = one.facts.records(fact)
    if records:
        value = min(records, key=lambda record: _lot(seed, part.id, fact, _words(record)))
    return Drawn(part, one.category, fact, value, one.basis(fact).value)


def _lot(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _words(value: Value | Facts) -> str:
    if isinstance(value, Facts):
        return ", ".join(f"{name} {_words(value[name])}" for name in sorted(value))
    if value == ():
        return "none"
    if isinstance(value, tuple):
        return "; ".join(_words(one) for one in value)
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def main() -> None:
    """Print the draw as the rows of a table."""
    parser = argparse.ArgumentParser(description="Draw sixty facts of the catalog by lot.")
    parser.add_argument("--seed", default=SEED)
    arguments = parser.parse_args()
    catalog = load_catalog(Path("catalog"))
    print(f"seed “{arguments.seed}”, catalog {catalog.version}")
    for drawn in draw(catalog, arguments.seed):
        print(drawn)


if __name__ == "__main__":
    main()
