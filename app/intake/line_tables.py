"""Tables in a pasted list: CSV with or without a head, and Markdown tables, as rows of label, name and quantity."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from app.intake.labels import known_label

_COLUMNS = {
    "label": ("type", "category", "component", "part type", "kind", "slot", "component type"),
    "name": ("name", "item", "part", "product", "selection", "model", "description", "part name", "product name"),
    "quantity": ("quantity", "qty", "count", "amount", "pieces", "pcs", "number", "#", "qty."),
}
_HEADS = {head: column for column, heads in _COLUMNS.items() for head in heads}
_OTHER_HEADS = ("price", "prices", "cost", "notes", "note", "link", "url", "vendor", "source", "base", "promo", "where",
                "shipping", "tax", "total", "watts", "maker", "brand", "price each", "unit price")  # fmt: skip
MOST_WITHOUT_HEAD = 32  # a larger number in a table without a head is a price or watts rather than a count
SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list; `label` and `quantity` are set where the table says them in columns of their own."""

    number: int
    text: str
    name: str
    label: str = ""
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    separator: str
    columns: dict[str, int]


def rows_of(lines: list[str]) -> list[Row]:
    """All lines that say something, table heads left out."""
    rows: list[Row] = []
    head: _Head | None = None
    for number, line in enumerate(lines, 1):
        if not line:
            head = None
            continue
        found = _head(line)
        if found is not None:
            head = found
        else:
            rows.append(_row(number, line, head))
    return rows


def fields_of(line: str, separator: str) -> list[str]:
    """The fields of a CSV or Markdown row."""
    if separator == "|":
        return [field.strip(" *") for field in line.strip().strip("|").split("|")]
    try:
        return [field.strip() for field in next(csv.reader([line], delimiter=separator, skipinitialspace=True), [line])]
    except csv.Error:
        return [line]


def _head(line: str) -> _Head | None:
    for separator in ("|", *SEPARATORS):
        fields = [field.lower() for field in fields_of(line, separator)]
        columns = {_HEADS[field]: place for place, field in reversed(list(enumerate(fields))) if field in _HEADS}
        if len(fields) >= 2 and "name" in columns and all(f in _HEADS or f in _OTHER_HEADS or not f for f in fields):
            return _Head(separator, _told_apart(fields, columns))
    return None


def _told_apart(fields: list[str], columns: dict[str, int]) -> dict[str, int]:
    """ "Part" heads the label's column where another column holds the name ("Component | Selection")."""
    if "label" not in columns and "part" in fields and fields[columns["name"]] == "part":
        other = next(
            (place for place, field in enumerate(fields) if _HEADS.get(field) == "name" and field != "part"), None
        )
        if other is not None:
            return {**columns, "label": columns["name"], "name": other}
    return columns


def _row(number: int, line: str, head: _Head | None) -> Row:
    if head is not None and line.count(head.separator) >= 1:
        fields = fields_of(line, head.separator)
        label = known_label(_field(fields, head, "label"))
        name = _field(fields, head, "name")
        if name or label:
            return Row(number, line, name, label, _number(_field(fields, head, "quantity")))
    for separator in ("|", *SEPARATORS):
        fields = fields_of(line, separator)
        if len(fields) >= 2 and known_label(fields[0]):
            counts = [count for field in fields[2:] if 0 < (count := _number(field) or 0) <= MOST_WITHOUT_HEAD]
            return Row(number, line, fields[1], known_label(fields[0]), counts[0] if counts else None)
        if separator == "|" and len(fields) >= 2 and line.startswith("|"):
            return Row(number, line, " ".join(field for field in fields if field))
    return Row(number, line, line)


def _field(fields: list[str], head: _Head, column: str) -> str:
    place = head.columns.get(column)
    return fields[place] if place is not None and place < len(fields) else ""


def _number(field: str) -> int | None:
    """A field that holds a count and nothing else."""
    match = re.fullmatch(r"[x×]?\s?(\d{1,6})\s?(?:[x×]|pcs)?", field.strip().lower())
    return int(match.group(1)) if match else None
