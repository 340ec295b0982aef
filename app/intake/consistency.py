"""What the parts must agree on among themselves and within: slots and lane sharing, references, names, issues."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from urllib.parse import urlsplit

from app.core.build import Choices, Software
from app.core.parts import Catalog, Facts, Part
from app.core.vocabulary import FactWord, Vocabulary
from app.intake.models import ConditionFile, KnownIssueFile
from app.intake.problems import Fault, quoted, suggestion

OWN_ROOTS = re.compile(r"cpu[0-9]|pch")
PART_LISTS = ("proprietary_boards", "proprietary_psus", "qualified_gpus", "supplies")
CHOICE_FACTS = tuple(
    [field.name for field in fields(Choices) if field.name not in ("software", "slot_pins", "cable_pins")]
    + [f"software.{field.name}" for field in fields(Software)]
)


def board_faults(facts: Facts) -> Iterator[Fault]:
    """Slots, ports, roots and lane sharing that name something which the board doesn't have."""
    places = [record.text("id") or "" for name in ("slots", "ports") for record in facts.records(name) or ()]
    for index, sharing in enumerate(facts.records("lane_sharing") or ()):
        for name in (*(sharing.texts("when") or ()), sharing.text("affects") or ""):
            if name not in places:
                what = f"names “{name}”, which is neither a slot nor a port of this board."
                yield Fault(("facts", "lane_sharing", index), what, suggestion(name, places))
    roots = [record.text("id") or "" for record in facts.records("roots") or ()]
    for fact, field in (("slots", "root"), ("ports", "root"), ("roots", "uplink_root")):
        for index, record in enumerate(facts.records(fact) or ()):
            root = record.text(field)
            if root is not None and root not in roots and not OWN_ROOTS.fullmatch(root):
                what = f"is “{root}”, which is not one of this board's roots."
                yield Fault(("facts", fact, index, field), what, "Write cpu0, cpu1 or pch, or describe it in `roots`.")


def issue_faults(vocabulary: Vocabulary, category: str, issue: KnownIssueFile) -> Iterator[Fault]:
    """An issue that rests on too little, or that asks for a fact which doesn't exist."""
    hosts = {urlsplit(citation.url).hostname for citation in issue.sources}
    if len(hosts) < 2 and not any(citation.kind == "vendor" for citation in issue.sources):
        what = "rests on one report that is not the maker's."
        yield Fault(("sources",), what, "Add a vendor document or a second, independent report.")
    for index, condition in enumerate(issue.when):
        for fault in _condition_faults(vocabulary, category, condition):
            yield Fault(("when", index, *fault.path), fault.what, fault.cure)


def _condition_faults(vocabulary: Vocabulary, own: str, condition: ConditionFile) -> Iterator[Fault]:
    one_number = len(condition.values) == 1 and type(condition.values[0]) in (int, float)
    if condition.test in ("below", "at-least", "count-at-least") and not one_number:
        yield Fault(("values",), f"must hold one number for “{condition.test}”.", "Write one number.")
    if condition.category == "choices":
        if condition.fact not in CHOICE_FACTS:
            near = suggestion(condition.fact, CHOICE_FACTS)
            yield Fault(("fact",), f"is “{condition.fact}”, which is not a choice of the builder.", near)
        return
    category = own if condition.category == "self" else condition.category
    if category not in vocabulary.categories:
        near = suggestion(category, vocabulary.categories)
        yield Fault(("category",), f"is “{category}”, which is neither a category nor self nor choices.", near)
        return
    if condition.test == "count-at-least" and condition.fact == "quantity":
        return
    word = vocabulary.word(category, condition.fact)
    if word is None:
        near = suggestion(condition.fact, vocabulary.categories[category].facts)
        yield Fault(("fact",), f"is “{condition.fact}”, which is not a fact of the category {category}.", near)
    else:
        yield from _value_faults(word, condition)


def _value_faults(word: FactWord, condition: ConditionFile) -> Iterator[Fault]:
    if condition.test not in ("in", "not-in") or not word.choices:
        return
    for index, value in enumerate(condition.values):
        if value not in word.choices:
            near = suggestion(str(value), word.choices)
            yield Fault(("values", index), f"is {quoted(value)}, which is never a value of {word.name}.", near)


def moved_ids(formerly: Mapping[str, list[str]], parts: Mapping[str, Part]) -> tuple[dict[str, str], dict[str, Fault]]:
    """Former ids with their present ones, and a fault for each part whose former id is taken."""
    moved: dict[str, str] = {}
    faults = {}
    for part_id, old_ids in formerly.items():
        for index, old_id in enumerate(old_ids):
            holder = old_id if old_id in parts else moved.get(old_id)
            if holder is not None:
                what = f"names “{old_id}”, which belongs to {holder}."
                faults[part_id] = Fault(("formerly", index), what, "A former id leads to one part.")
            else:
                moved[old_id] = part_id
    return moved, faults


def bundle_faults(part: Part, catalog: Catalog) -> Iterator[Fault]:
    """Provided parts that don't exist, are of another category, or lead back to the bundle."""
    for index, provided in enumerate(part.provides):
        if provided.part is None:
            continue
        brought = catalog.part(provided.part)
        if brought is None:
            near = suggestion(provided.part, catalog.parts)
            yield Fault(("provides", index, "part"), f"names “{provided.part}”, which is not in the catalog.", near)
        elif brought.category != provided.category:
            what = f"is {provided.category}, but {brought.id} is a {brought.category}."
            yield Fault(("provides", index, "category"), what, "Correct one of them.")
        elif _brings(brought, part.id, catalog, set()):
            yield Fault(("provides", index, "part"), f"names “{provided.part}”, which brings this part.", "Remove it.")


def _brings(part: Part, wanted: str, catalog: Catalog, seen: set[str]) -> bool:
    if part.id == wanted:
        return True
    seen.add(part.id)
    inner = (catalog.part(provided.part) for provided in part.provides if provided.part)
    return any(found.id not in seen and _brings(found, wanted, catalog, seen) for found in inner if found)


def reference_faults(part: Part, known: Collection[str]) -> Iterator[Fault]:
    """Facts that list other parts by an id which no part has: a misspelt one would never match anything."""
    inner = ((("provides", index), given.inner) for index, given in enumerate(part.provides) if given.inner)
    for at, holder in (((), part), *inner):
        for fact in PART_LISTS:
            for index, part_id in enumerate(holder.facts.texts(fact) or ()):
                if part_id not in known:
                    what = f"names “{part_id}”, which is not in the catalog."
                    cure = suggestion(part_id, known, "Correct it, or add the part.")
                    yield Fault((*at, "facts", fact, index), what, cure)


def name_faults(parts: Mapping[str, Part]) -> dict[str, Fault]:
    """Parts of one category that people could not tell apart by name."""
    taken: dict[tuple[str, str], str] = {}
    faults = {}
    for part in parts.values():
        first = taken.setdefault((part.category, part.name.casefold()), part.id)
        if first != part.id:
            faults[part.id] = Fault(("name",), f"is also the name of {first}.", "Give each part a name of its own.")
    return faults
