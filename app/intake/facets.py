"""`catalog/vocabulary/_facets.toml` becomes the facets of each category."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.core.facets import COMMON_FACETS
from app.core.vocabulary import Category, Facet, FactWord, Measure, RecordTest
from app.intake.problems import Fault, faults_of, suggestion

FACETS_FILE = "_facets.toml"
TAKEN_NAMES = frozenset(
    {"q", "category", "sort", "page", "limit", "cursor", "id", "with", "b", "d", "from", "replaces", "name"}
    | {facet.name for facet in COMMON_FACETS}
)
"""Words that addresses use for something else."""

_NUMERIC = ("number", "integer")
_TEST = re.compile(r"([a-z0-9_]+) (=|<=|>=) (\S+)")
_FIGURE = re.compile(r"[0-9]+(\.[0-9]+)?")
Name = Annotated[str, Field(min_length=1, max_length=60)]


class FacetFile(BaseModel):
    """One facet as it is written in the file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    fact: Name
    of: Name | None = None
    name: Name | None = None
    label: Name | None = None
    unit: Name | None = None
    each: Name | None = None
    sum: Name | None = None
    most: Name | None = None
    count: bool = False
    where: list[Name] = []
    steps: list[float] = []

    @property
    def measures(self) -> list[tuple[Measure, str]]:
        """Every way of reading that the entry asks for, with the field that is read; one is allowed."""
        named: list[tuple[Measure, str | None]] = [("each", self.each), ("sum", self.sum), ("most", self.most)]
        found = [(measure, field) for measure, field in named if field is not None]
        return [*found, ("count", "")] if self.count else found


def add_facets(categories: Mapping[str, Category], raw: Mapping[str, Any]) -> tuple[dict[str, Category], list[Fault]]:
    """The categories with their facets, and what is wrong with the file."""
    found, faults = dict(categories), []
    for name, entries in raw.items():
        if name not in categories:
            faults.append(Fault((name,), "is not a category.", suggestion(name, categories)))
        elif not isinstance(entries, list):
            faults.append(Fault((name,), "is not a list of facets.", "Write it as a list of tables."))
        else:
            facets, wrong = _facets(entries, categories[name], categories)
            found[name] = replace(categories[name], facets=facets)
            faults += [Fault((name, *fault.path), fault.what, fault.cure) for fault in wrong]
    return found, faults


def _facets(
    entries: list[Any], category: Category, categories: Mapping[str, Category]
) -> tuple[tuple[Facet, ...], list[Fault]]:
    found: dict[str, Facet] = {}
    faults = []
    for number, entry in enumerate(entries):
        facet, wrong = _facet(entry, category, categories)
        if facet and (facet.name in TAKEN_NAMES or facet.name in found):
            wrong = [Fault(("name",), f"would be “{facet.name}”, which is taken.", "Give it a name of its own.")]
        elif facet:
            found[facet.name] = facet
        faults += [Fault((number, *fault.path), fault.what, fault.cure) for fault in wrong]
    return tuple(found.values()), faults


def _facet(entry: Any, category: Category, categories: Mapping[str, Category]) -> tuple[Facet | None, list[Fault]]:
    try:
        written = FacetFile.model_validate(entry)
    except ValidationError as error:
        return None, faults_of(error, FacetFile.model_fields)
    owner = categories.get(written.of) if written.of else category
    if owner is None:
        return None, [Fault(("of",), "is not a category.", suggestion(written.of or "", categories))]
    word = owner.facts.get(written.fact)
    if word is None:
        return None, [Fault(("fact",), f"is no fact of {owner.name}.", suggestion(written.fact, owner.facts))]
    measure, field = written.measures[0] if written.measures else ("value", "")
    numeric = measure not in ("value", "each") or (measure == "value" and word.type in _NUMERIC)
    faults = _faults(written, word, numeric)
    if faults:
        return None, faults
    facet = Facet(
        name=written.name or written.fact,
        label=written.label or word.label,
        fact=written.fact,
        unit=written.unit or (_unit(word, field) if numeric else ""),
        measure=measure,
        numeric=numeric,
        of=written.of or "",
        field=field,
        where=tuple(_test(text, word) for text in written.where),
        steps=tuple(written.steps),
    )
    return facet, []


def _faults(written: FacetFile, word: FactWord, numeric: bool) -> list[Fault]:
    measures = written.measures
    if len(measures) > 1:
        return [Fault((), "is read in two ways.", "Keep one of each, sum, most and count.")]
    if bool(measures) != (word.type == "records"):
        return [Fault(("fact",), "needs one of each, sum, most and count if it has records, and none if not.", "")]
    fields = {field.name: field for field in word.fields}
    faults = [
        Fault((measure,), f"is no field of {word.name}.", suggestion(field, fields))
        for measure, field in measures
        if field and field not in fields
    ]
    for number, text in enumerate(written.where):
        parsed = _TEST.fullmatch(text)
        if parsed is None or parsed[1] not in fields:
            cure = "Write a field, one of = <= >=, and a value, with spaces between: “physical_lanes >= 16”."
            faults.append(Fault(("where", number), "is no test of a record.", cure))
        elif fields[parsed[1]].type in _NUMERIC and not _FIGURE.fullmatch(parsed[3]):
            faults.append(Fault(("where", number), "compares a figure with what is no figure.", "Write a number."))
    if written.steps and not numeric:
        faults.append(Fault(("steps",), "part figures alone.", "Remove them."))
    if written.steps != sorted(set(written.steps)):
        faults.append(Fault(("steps",), "do not rise.", "Sort them, each once."))
    return faults


def _test(text: str, word: FactWord) -> RecordTest:
    name, sign, value = text.split(" ")
    field = next(field for field in word.fields if field.name == name)
    return RecordTest(name, cast(Literal["=", "<=", ">="], sign), float(value) if field.type in _NUMERIC else value)


def _unit(word: FactWord, field: str) -> str:
    if not field:
        return word.unit
    return next(inner.unit for inner in word.fields if inner.name == field)
