"""Single form fields: what they ask for, how their text becomes a value and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from app.core.parts import Facts
from app.core.vocabulary import FactWord

Kind = Literal["integer", "number", "text", "select", "flag", "list", "records"]

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_KIND_OF_TYPE: Mapping[str, Kind] = {
    "number": "number",
    "integer": "integer",
    "text": "text",
    "slug": "text",
    "flag": "flag",
    "choice": "select",
    "texts": "list",
    "choices": "list",
    "records": "records",
}


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field asks for.  `where` tells where a person finds it; `columns` belong to records."""

    key: str
    label: str
    kind: Kind
    unit: str = ""
    options: tuple[str, ...] = ()
    where: str = ""
    columns: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field on a page: its name in the form, the text in it, and what is wrong with that text."""

    name: str
    spec: FieldSpec
    text: str = ""
    error: str = ""
    rows: tuple[tuple[Field, ...], ...] = ()

    @property
    def element_id(self) -> str:
        """An id for label and anchor, the same on every page that shows the field."""
        return "f" + re.sub(r"[^A-Za-z0-9_-]", "-", self.name)


def spec_of(word: FactWord, key: str = "") -> FieldSpec:
    """The field that asks for a fact."""
    kind = _KIND_OF_TYPE[word.type]
    several = f" One or more of {', '.join(word.choices)}, with commas." if kind == "list" and word.choices else ""
    return FieldSpec(
        key or word.name,
        word.label,
        kind,
        word.unit,
        word.choices,
        word.where + several,
        tuple(spec_of(inner) for inner in word.fields),
    )


def parse(spec: FieldSpec, text: str) -> Any:
    """A field's text as a value, None when it is empty.

    A text that is not what the field asks for stays a text: the build's own validation says what is wrong with it.
    """
    text = text.strip()
    if not text:
        return None
    if spec.kind in ("integer", "number"):
        return _parse_number(text)
    if spec.kind == "flag":
        return {"yes": True, "no": False}.get(text, text)
    if spec.kind == "list":
        entries = [entry.strip() for entry in text.split(",")]
        return [] if text.lower() == "none" else [entry for entry in entries if entry]
    return text


def _parse_number(text: str) -> int | float | str:
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def show(value: Any) -> str:
    """A value as the text of its field."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else repr(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(entry) for entry in value) if value else "none"
    return str(value)


def plain(value: Any) -> Any:
    """A frozen fact as the plain data that the build's mapping holds."""
    if isinstance(value, Facts):
        return {name: plain(inner) for name, inner in value.items()}
    return [plain(entry) for entry in value] if isinstance(value, tuple | list) else value


SPARE_ROWS = 2
"""Empty rows below the records that are known."""


def make_field(name: str, spec: FieldSpec, value: Any, errors: Mapping[str, str], typed: Mapping[str, str]) -> Field:
    """The field with its value, or with what the user typed when that was refused."""
    if spec.kind == "records":
        records = value if isinstance(value, list | tuple) else ()
        rows = tuple(
            tuple(_cell(f"{name}/{index}", column, record, errors, typed) for column in spec.columns)
            for index, record in enumerate([*records, *[{}] * SPARE_ROWS])
        )
        return Field(name, spec, error=errors.get(name, ""), rows=rows)
    return Field(name, spec, typed.get(name, show(value)), errors.get(name, ""))


def _cell(row: str, column: FieldSpec, record: Any, errors: Mapping[str, str], typed: Mapping[str, str]) -> Field:
    value = record.get(column.key) if isinstance(record, Mapping) else None
    return make_field(f"{row}/{column.key}", column, value, errors, typed)
