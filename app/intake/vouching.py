"""Facts joined with what they rest on: every fact has a source or is general knowledge, said in the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from app.core.parts import BASIS_RANK, Basis, Facts, Source, Value
from app.core.vocabulary import Vocabulary
from app.intake.facts import check_facts
from app.intake.models import CitationFile, PartFile, ProvidedFile, Vouched
from app.intake.problems import Fault, suggestion

Note = Callable[[Fault], None]


@dataclass(frozen=True)
class Grounded:
    """Facts, each with its source; a fact without an entry in `sources` is general knowledge."""

    facts: Facts
    sources: Mapping[str, Source]


def source_of(citation: CitationFile) -> Source:
    """The core's source for a written citation."""
    return Source(citation.url, citation.title, Basis(citation.kind), citation.read.isoformat())


def ground(
    vocabulary: Vocabulary,
    category: str,
    written: Vouched,
    note: Note,
    under: Grounded | None = None,
    lent: Mapping[str, Source] | None = None,
    foreign: Collection[str] = (),
) -> Grounded:
    """The facts of one table with their sources; every fault goes to `note`.

    `under` are shared facts that this table's own overrule.  `lent` are sources that the enclosing bundle gives to an
    inner part's facts.  `foreign` are the names of inner facts (`chassis.fan_wall`) that a bundle's sources may vouch.
    """
    facts, faults = check_facts(vocabulary, category, written.facts)
    for fault in faults:
        note(Fault(("facts", *fault.path), fault.what, fault.cure))
    inherited = under.facts if under else Facts()
    given = _vouched(written, note, {*written.facts, *inherited, *foreign})
    sources = {**(lent or {}), **given}
    known = vocabulary.categories[category].facts
    _check_bases(written, known, set(sources), note)
    absences: list[tuple[tuple[str | int, ...], str]] = []
    absences += [(("unknown", place), name) for place, name in enumerate(written.unknown)]
    if isinstance(written, PartFile | ProvidedFile):
        absences += [(("unknowable", name), name) for name in written.unknowable]
    _check_absences(vocabulary, category, absences, {*written.facts, *inherited}, note)
    merged = {**inherited, **facts}
    kept = {name: source for name, source in (under.sources if under else {}).items() if name not in written.facts}
    return Grounded(
        _in_order(vocabulary, category, merged),
        {name: source for name, source in {**kept, **sources}.items() if name in merged},
    )


def lent_sources(written: Vouched, category: str) -> dict[str, Source]:
    """What a bundle's own sources say of an inner part: `chassis.fan_wall` vouches for the chassis' `fan_wall`."""
    found = _vouched(written, lambda _: None, None)
    prefix = f"{category}."
    return {name.removeprefix(prefix): source for name, source in found.items() if name.startswith(prefix)}


def _vouched(written: Vouched, note: Note, known: Collection[str] | None) -> dict[str, Source]:
    """The strongest source of each fact; a source that vouches for a fact which nobody states is a fault."""
    found: dict[str, Source] = {}
    for index, citation in enumerate(written.sources):
        source = source_of(citation)
        for place, name in enumerate(citation.facts):
            if known is not None and name not in known:
                path = ("sources", index, "facts", place)
                note(Fault(path, f"vouches for “{name}”, which is not stated.", suggestion(name, known)))
            elif name not in found or BASIS_RANK[source.basis] < BASIS_RANK[found[name].basis]:
                found[name] = source
    return found


def _check_bases(written: Vouched, known: Collection[str], sourced: Collection[str], note: Note) -> None:
    general = set(written.general_knowledge)
    for place, name in enumerate(written.general_knowledge):
        path = ("general_knowledge", place)
        if name not in written.facts:
            note(Fault(path, f"names “{name}”, which is not stated here.", suggestion(name, written.facts)))
        elif name in sourced:
            note(Fault(path, f"names “{name}”, which has a source.", "Remove it here, or from the source."))
    for name in written.facts:
        if name in known and name not in general and name not in sourced:
            cure = "Name it in a source's `facts`, or in `general_knowledge`."
            note(Fault(("facts", name), "rests on nothing.", cure))


def _check_absences(
    vocabulary: Vocabulary,
    category: str,
    absences: Iterable[tuple[tuple[str | int, ...], str]],
    stated: Collection[str],
    note: Note,
) -> None:
    """What is said to be absent is a fact of the category, or a field of one of its records, and not stated."""
    known = vocabulary.categories[category].facts
    for path, name in absences:
        head, dot, field = name.partition(".")
        word = known.get(head)
        is_field = word is not None and any(field == inner.name for inner in word.fields)
        if word is None or (dot and not is_field):
            what = f"names “{name}”, which is not a fact of the category {category}."
            note(Fault(path, what, suggestion(name, known)))
        elif name in stated:
            note(Fault(path, f"names “{name}”, which is stated.", "Remove it here, or from the facts."))


def _in_order(vocabulary: Vocabulary, category: str, facts: Mapping[str, Value]) -> Facts:
    """Facts in the vocabulary's order, whichever order the files have."""
    return Facts({name: facts[name] for name in vocabulary.categories[category].facts if name in facts})
