"""Which parts the checker can decide about, and what the others lack.

A part is decidable when no error-level rule can be left without an answer for a fact of it: every fact that such a rule
`needs` is known, of the part itself or of what it brings, or the part says why nobody can know it.  The vocabulary says
which needed facts a rule gets by without (`spared`), for which parts a fact matters (`only_for`), and which questions
are settled when both sides came in one machine (`settled_by`).  Generic parts are exempt: their user states ratings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.core.parts import Catalog, Facts, Part, Value
from app.core.report import Severity
from app.core.rules import Rule
from app.core.vocabulary import FactWord

Needs = Mapping[str, Mapping[str, tuple[str, ...]]]
WHOLE_MACHINE = ("motherboard", "chassis", "psu")  # without one of these a server's checks wait for the user
BRINGS_ITS_OWN = "server"


@dataclass(frozen=True, slots=True)
class Lack:
    """A fact that keeps a part undecided: `fact` of `part`, which is the part itself or one that it brings.

    `fact` may be a field of records (`slots.root`), or empty for a bundle that doesn't bring `part`'s category at all.
    """

    part: Part
    category: str
    fact: str
    rules: tuple[str, ...]


def error_needs(rules: Iterable[Rule]) -> Needs:
    """Category -> fact -> ids of the error-level rules that read it."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for rule in rules:
        if rule.worst is Severity.ERROR:
            for need in rule.needs:
                category, _, fact = need.partition(".")
                found[category][fact] = (*found[category].get(fact, ()), rule.id)
    return found


def lacks_of(part: Part, catalog: Catalog, needs: Needs) -> tuple[Lack, ...]:
    """What keeps the part undecided; empty for a decidable part and for a generic one."""
    if part.generic:
        return ()
    beside = frozenset([part.category, *(provided.category for provided in part.provides)])
    found = list(_own_lacks(part, beside, catalog, needs))
    for provided in part.provides:
        brought = provided.inner or catalog.part(provided.part or "")
        if brought is not None and not brought.generic:
            found += _own_lacks(brought, beside, catalog, needs)
    if part.category == BRINGS_ITS_OWN:
        found += [Lack(part, category, "", ()) for category in WHOLE_MACHINE if category not in beside]
    return tuple(found)


def _own_lacks(part: Part, beside: frozenset[str], catalog: Catalog, needs: Needs) -> Iterator[Lack]:
    for fact, rules in needs.get(part.category, {}).items():
        word = catalog.vocabulary.word(part.category, fact)
        if word is None or word.spared or word.settled_by in beside or not _matters(word, part.facts):
            continue
        for name in _absent(word, part.facts):
            if name not in part.unknowable and fact not in part.unknowable:
                yield Lack(part, part.category, name, rules)


def _absent(word: FactWord, facts: Facts) -> list[str]:
    """The fact, or the decisive fields that one of its records lacks."""
    if word.name not in facts:
        return [word.name]
    records = facts.records(word.name) or ()
    return [
        f"{word.name}.{field.name}"
        for field in word.fields
        if field.decisive and any(field.name not in record and _matters(field, record) for record in records)
    ]


def _matters(word: FactWord, facts: Facts) -> bool:
    """Whether the fact is needed beside what else is known; an unknown condition rules nothing out."""
    return all(name not in facts or _is_one_of(facts[name], values) for name, values in word.only_for)


def _is_one_of(value: Value, values: tuple[str | float, ...]) -> bool:
    return any(one in values for one in value) if isinstance(value, tuple) else value in values
