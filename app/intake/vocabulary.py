"""The vocabulary's files (`catalog/vocabulary/*.toml`) become the core's `Vocabulary`.

`_choices.toml` holds the enumerations that several facts share, `_records.toml` what slots, ports, ratings … consist
of, `_facets.toml` what lists are narrowed by, and every other file one category.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.core.vocabulary import Category, FactType, FactWord, Vocabulary
from app.intake.facets import FACETS_FILE, add_facets
from app.intake.problems import CatalogError, Fault, Problem, dotted, faults_of, suggestion
from app.intake.toml_files import read_toml

CHOICES_FILE = "_choices.toml"
RECORDS_FILE = "_records.toml"
SHARED_FILES = (CHOICES_FILE, RECORDS_FILE, FACETS_FILE)
FACT_NAME = re.compile(r"[a-z][a-z0-9_]*")
CATEGORY_NAME = re.compile(r"[a-z][a-z0-9-]*")
Words = Annotated[str, Field(min_length=1, max_length=300)]


class FactFile(BaseModel):
    """One fact, or one field of a record, as it is written in a file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    type: FactType
    label: Words
    where: Words
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: str | list[Words] | None = None
    record: str | None = None
    required: bool = False
    spared: Words | None = None
    only_for: dict[str, Annotated[list[str | int], Field(min_length=1)]] = {}
    settled_by: str = ""
    decisive: bool = False


class CategoryFile(BaseModel):
    """One category's file; its facts are read one by one, so that one fault hides no other."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    title: Words
    plural: Words
    order: Annotated[int, Field(ge=0)]
    needed: bool
    facts: dict[str, Any]


_KEYS = (*FactFile.model_fields, *CategoryFile.model_fields)


@dataclass(frozen=True)
class _Reader:
    """Reads words for one file after another; all faults go to `problems`."""

    choices: Mapping[str, tuple[str, ...]]
    records: Mapping[str, tuple[FactWord, ...]]
    problems: list[Problem]

    def words(self, file: str, table: Mapping[str, Any], at: tuple[str, ...], in_record: bool) -> dict[str, FactWord]:
        """Every readable word of a table of facts or of a record's fields."""
        found = {}
        for name, raw in table.items():
            word, faults = self._word(name, raw, in_record)
            self.note(file, faults, (*at, name))
            if word is not None:
                found[name] = word
        return found

    def note(self, file: str, faults: list[Fault], at: tuple[str, ...] = ()) -> None:
        """Keep these faults of a value that stands at `at` in the file."""
        self.problems.extend(Problem(file, dotted((*at, *fault.path)), fault.what, fault.cure) for fault in faults)

    def _word(self, name: str, raw: Any, in_record: bool) -> tuple[FactWord | None, list[Fault]]:
        if not FACT_NAME.fullmatch(name):
            return None, [Fault((), "is no name for a fact.", "Use small letters, digits and underscores.")]
        try:
            written = FactFile.model_validate(raw)
        except ValidationError as error:
            return None, faults_of(error, _KEYS)
        faults = [*_bound_faults(written), *self._reference_faults(written, in_record)]
        if faults:
            return None, faults
        word = FactWord(
            name,
            written.type,
            written.label,
            written.where,
            written.unit,
            written.minimum,
            written.maximum,
            self._values(written.choices),
            self.records.get(written.record or "", ()),
            written.required,
            written.spared or "",
            tuple((fact, tuple(values)) for fact, values in written.only_for.items()),
            written.settled_by,
            written.decisive,
        )
        return word, []

    def _values(self, choices: str | list[str] | None) -> tuple[str, ...]:
        return self.choices.get(choices, ()) if isinstance(choices, str) else tuple(choices or ())

    def _reference_faults(self, written: FactFile, in_record: bool) -> list[Fault]:
        faults = []
        if (written.type in ("choice", "choices")) != bool(written.choices):
            faults.append(Fault(("choices",), "belongs to the types choice and choices alone.", "Add or remove it."))
        if isinstance(written.choices, str) and written.choices not in self.choices:
            near = suggestion(written.choices, self.choices)
            faults.append(Fault(("choices",), f"names “{written.choices}”, which {CHOICES_FILE} doesn't have.", near))
        if isinstance(written.choices, list) and len(set(written.choices)) < len(written.choices):
            faults.append(Fault(("choices",), "names a value twice.", "Remove one of them."))
        if (written.type == "records") != (written.record is not None):
            faults.append(Fault(("record",), "belongs to the type records alone.", "Add or remove it."))
        if written.type == "records" and in_record:
            faults.append(Fault(("type",), "would put a record into a record.", "Flatten it."))
        elif written.record is not None and written.record not in self.records:
            near = suggestion(written.record, self.records)
            faults.append(Fault(("record",), f"names “{written.record}”, which {RECORDS_FILE} doesn't have.", near))
        if written.required and not in_record:
            faults.append(Fault(("required",), "is for fields of records alone.", "An unknown fact is left out."))
        if written.decisive and not in_record:
            faults.append(Fault(("decisive",), "is for fields of records alone.", "What rules need is decisive."))
        if in_record and (written.spared or written.settled_by):
            faults.append(Fault((), "is spared or settled, which is for facts alone.", "Leave out `decisive`."))
        return faults


def _bound_faults(written: FactFile) -> list[Fault]:
    bounded = written.minimum is not None or written.maximum is not None
    if bounded and written.type not in ("number", "integer"):
        return [Fault((), "has a minimum or maximum without being a number.", "Remove it.")]
    if written.minimum is not None and written.maximum is not None and written.minimum > written.maximum:
        return [Fault((), "has a minimum above its maximum.", "Correct one of them.")]
    return []


def load_vocabulary(root: Path) -> Vocabulary:
    """The vocabulary of the catalog at `root`.  Raises CatalogError with every fault."""
    problems: list[Problem] = []
    folder = root / "vocabulary"
    choices = _read_choices(folder, root, problems)
    records = _read_records(folder, root, choices, problems)
    reader = _Reader(choices, records, problems)
    categories = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in SHARED_FILES and (category := _read_category(path, root, reader)):
            categories[category.name] = category
    if not categories and not problems:
        problems.append(Problem("vocabulary", "", "holds no category.", "Is this folder a catalog?"))
    problems += _shared_orders(categories)
    if not problems:
        categories, faults = add_facets(categories, read_toml(folder / FACETS_FILE, root, problems) or {})
        reader.note(f"vocabulary/{FACETS_FILE}", faults)
    if problems:
        raise CatalogError(problems)
    return Vocabulary(MappingProxyType(categories))


def _read_choices(folder: Path, root: Path, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    file = f"vocabulary/{CHOICES_FILE}"
    found = {}
    for name, values in (read_toml(folder / CHOICES_FILE, root, problems) or {}).items():
        texts = isinstance(values, list) and values and all(isinstance(value, str) and value for value in values)
        if not texts:
            problems.append(Problem(file, name, "is not a list of texts.", "Write it as a list of texts."))
        elif len(set(values)) < len(values):
            problems.append(Problem(file, name, "names a value twice.", "Remove one of them."))
        else:
            found[name] = tuple(values)
    return found


def _read_records(
    folder: Path, root: Path, choices: Mapping[str, tuple[str, ...]], problems: list[Problem]
) -> dict[str, tuple[FactWord, ...]]:
    file = f"vocabulary/{RECORDS_FILE}"
    reader = _Reader(choices, {}, problems)
    found = {}
    for name, fields in (read_toml(folder / RECORDS_FILE, root, problems) or {}).items():
        if isinstance(fields, dict):
            found[name] = tuple(reader.words(file, fields, (name,), in_record=True).values())
        else:
            problems.append(Problem(file, name, "is not a table of fields.", "Write it as [name] and its fields."))
    return found


def _read_category(path: Path, root: Path, reader: _Reader) -> Category | None:
    file = path.relative_to(root).as_posix()
    raw = read_toml(path, root, reader.problems)
    if raw is None:
        return None
    if not CATEGORY_NAME.fullmatch(path.stem):
        what = "is no name for a category."
        reader.problems.append(Problem(file, "", what, "Use small letters, digits and hyphens."))
    try:
        written = CategoryFile.model_validate(raw)
    except ValidationError as error:
        reader.note(file, faults_of(error, _KEYS))
        return None
    facts = reader.words(file, written.facts, ("facts",), in_record=False)
    return Category(path.stem, written.title, written.plural, written.order, written.needed, MappingProxyType(facts))


def _shared_orders(categories: Mapping[str, Category]) -> list[Problem]:
    taken: dict[int, str] = {}
    problems = []
    for name, category in categories.items():
        first = taken.setdefault(category.order, name)
        if first != name:
            what = f"is {category.order}, which {first}.toml has too."
            problems.append(Problem(f"vocabulary/{name}.toml", "order", what, "Give each category its own place."))
    return problems
