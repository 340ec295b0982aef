"""What a submitted form does to a build, as plain data: every field of the form, then the button that was pressed.

The result may be nonsense that the user typed; the build's own validation judges it and its faults name our fields.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.core.parts import Catalog, Part
from app.core.vocabulary import FactWord
from app.web.forms.build_fields import (
    CABLE_PIN_FIELDS,
    CHOICE_FIELDS,
    CIRCUIT_FIELDS,
    ITEM_FIELDS,
    SITE_FIELDS,
    SLOT_PIN_FIELDS,
    SOFTWARE_FIELDS,
)
from app.web.forms.fields import FieldSpec, parse, plain, spec_of

Mutable = dict[str, Any]

_ROWS: Mapping[tuple[str, str], Sequence[FieldSpec]] = {
    ("site", "circuits"): CIRCUIT_FIELDS,
    ("choices", "slot_pins"): SLOT_PIN_FIELDS,
    ("choices", "cable_pins"): CABLE_PIN_FIELDS,
}
_PLAIN: Mapping[str, Mapping[str, FieldSpec]] = {
    "site": {spec.key: spec for spec in SITE_FIELDS},
    "choices": {spec.key: spec for spec in CHOICE_FIELDS},
}
_SOFTWARE = {spec.key: spec for spec in SOFTWARE_FIELDS}
_WHOLE_NUMBER_OPTIONS = {"phases"}


def apply_fields(mapping: Mapping[str, Any], submitted: Mapping[str, str], catalog: Catalog) -> Mutable:
    """The build with every submitted field in it; an empty field takes its value away."""
    build = copy.deepcopy(dict(mapping))
    _apply_title(build, submitted)
    _apply_items(build, submitted, catalog)
    for section, specs in _PLAIN.items():
        _apply_plain(build, section, specs, submitted)
    for (section, key), columns in _ROWS.items():
        _apply_rows(build, section, key, columns, submitted)
    _apply_software(build, submitted)
    return build


def _apply_title(build: Mutable, submitted: Mapping[str, str]) -> None:
    if "/title" in submitted:
        _put(build, "title", submitted["/title"].strip() or None)


def _put(target: Mutable, key: str, value: Any) -> None:
    if value is None:
        target.pop(key, None)
    else:
        target[key] = value


def _apply_plain(build: Mutable, section: str, specs: Mapping[str, FieldSpec], submitted: Mapping[str, str]) -> None:
    given = {key: submitted[f"/{section}/{key}"] for key in specs if f"/{section}/{key}" in submitted}
    if given:
        target = build.setdefault(section, {})
        for key, text in given.items():
            _put(target, key, parse(specs[key], text))


def _apply_software(build: Mutable, submitted: Mapping[str, str]) -> None:
    prefix = "/choices/software/"
    given = {key: submitted[prefix + key] for key in _SOFTWARE if prefix + key in submitted}
    if given:
        target = build.setdefault("choices", {}).setdefault("software", {})
        for key, text in given.items():
            _put(target, key, parse(_SOFTWARE[key], text))


def _apply_rows(
    build: Mutable, section: str, key: str, columns: Sequence[FieldSpec], submitted: Mapping[str, str]
) -> None:
    rows = read_rows(f"/{section}/{key}/", columns, submitted)
    if rows is not None:
        build.setdefault(section, {})[key] = rows


def read_rows(prefix: str, columns: Sequence[FieldSpec], submitted: Mapping[str, str]) -> list[Mutable] | None:
    """The rows below a pointer, empty ones left out; None when the form doesn't show them."""
    specs = {spec.key: spec for spec in columns}
    rows: dict[int, Mutable] = {}
    for name, text in submitted.items():
        row, slash, key = name.removeprefix(prefix).partition("/")
        if name.startswith(prefix) and slash and key in specs and row.isascii() and row.isdigit() and len(row) < 4:
            value = parse(specs[key], text)
            if key in _WHOLE_NUMBER_OPTIONS and isinstance(value, str) and value.isdigit():
                value = int(value)
            _put(rows.setdefault(int(row), {}), key, value)
    if not rows:
        return None
    return [row for _, row in sorted(rows.items()) if _says_something(row)]


def _says_something(row: Mutable) -> bool:
    """A circuit's phases have no empty choice, so alone they say nothing."""
    return any(key not in _WHOLE_NUMBER_OPTIONS for key in row)


def _apply_items(build: Mutable, submitted: Mapping[str, str], catalog: Catalog) -> None:
    for index, item in enumerate(build.get("items", [])):
        prefix = f"/items/{index}/"
        mine = {name.removeprefix(prefix): text for name, text in submitted.items() if name.startswith(prefix)}
        for key, spec in ITEM_FIELDS.items():
            if key in mine:
                _put(item, key, parse(spec, mine[key]))
        _apply_facts(item, mine, catalog)


def _apply_facts(item: Mutable, mine: Mapping[str, str], catalog: Catalog) -> None:
    part = catalog.part(item.get("part") or "")
    category = part.category if part else (item.get("custom") or {}).get("category", "")
    for name in dict.fromkeys(key.split("/")[1] for key in mine if key.startswith("facts/") and key.count("/") >= 1):
        word = word_of(catalog, part, category, name)
        if word is None:
            continue
        value = _submitted_fact(name, word, mine)
        if value == known_fact(part, name, catalog):
            value = None  # the catalog says so already
        stated = item.get("facts", {})
        _put(stated, name, value)
        _put(item, "facts", stated or None)


def _submitted_fact(name: str, word: FactWord, mine: Mapping[str, str]) -> Any:
    spec = spec_of(word)
    if spec.kind == "records":
        return read_rows(f"facts/{name}/", spec.columns, mine) or None
    return parse(spec, mine.get(f"facts/{name}", ""))


def word_of(catalog: Catalog, part: Part | None, category: str, name: str) -> FactWord | None:
    """The word for a fact that an item may state: its own, or `category.fact` of what a bundle brings."""
    inner_category, dot, fact = name.partition(".")
    if dot and part is not None:
        brought = {provided.category for provided in part.provides}
        return catalog.vocabulary.word(inner_category, fact) if inner_category in brought else None
    return catalog.vocabulary.word(category, name)


def known_fact(part: Part | None, name: str, catalog: Catalog) -> Any:
    """What the catalog says of a fact, as plain data; None when it doesn't."""
    if part is None:
        return None
    inner_category, dot, fact = name.partition(".")
    if not dot:
        return plain(part.facts.get(name))
    for provided in part.provides:
        inner = provided.inner or catalog.part(provided.part or "")
        if inner is not None and provided.category == inner_category:
            return plain(inner.facts.get(fact))
    return None


def first_said(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The form as a mapping: of fields with one name the first that says something."""
    found: dict[str, str] = {}
    for name, text in pairs:
        if not found.get(name, "").strip():
            found[name] = text
    return found


def add_part(mapping: Mapping[str, Any], part: Part, replaces: int | None) -> Mutable:
    """The build with a part more, or with the part in place of item number `replaces`.

    A replacement keeps id, quantity, cooling and power limit: they are the builder's. What was stated, paid and noted
    was said of the former part.
    """
    return _with_item(mapping, {"part": part.id}, part.category, replaces)


def add_custom(mapping: Mapping[str, Any], category: str, name: str, replaces: int | None) -> Mutable:
    """The build with a part that the user describes."""
    return _with_item(mapping, {"custom": {"category": category, "name": name.strip()}}, category, replaces)


def _with_item(mapping: Mapping[str, Any], new: Mutable, category: str, replaces: int | None) -> Mutable:
    build = copy.deepcopy(dict(mapping))
    items: list[Mutable] = build.setdefault("items", [])
    if replaces is not None and 0 <= replaces < len(items):
        former = items[replaces]
        items[replaces] = {**{key: former[key] for key in _BUILDERS_OWN if key in former}, **new}
    else:
        items.append({"id": free_id(items, category), "quantity": 1, **new})
    return build


_BUILDERS_OWN = ("id", "quantity", "cooling", "power_limit_w")


def free_id(items: Iterable[Mapping[str, Any]], category: str) -> str:
    """The category's name, with a number when it is taken."""
    taken = {item.get("id") for item in items}
    names = [category, *(f"{category}-{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def remove_item(mapping: Mapping[str, Any], index: int) -> Mutable:
    """The build without item number `index`."""
    build = copy.deepcopy(dict(mapping))
    items = build.get("items", [])
    if 0 <= index < len(items):
        del items[index]
    return build


def set_power_limit(mapping: Mapping[str, Any], index: int, watts: int) -> Mutable:
    """The build with a power limit on item number `index`."""
    build = copy.deepcopy(dict(mapping))
    items = build.get("items", [])
    if 0 <= index < len(items):
        items[index]["power_limit_w"] = watts
    return build


def change_quantity(mapping: Mapping[str, Any], index: int, by: int) -> Mutable:
    """The build with `by` more (or fewer) of item number `index`, and at least one of it."""
    build = copy.deepcopy(dict(mapping))
    items = build.get("items", [])
    if 0 <= index < len(items) and isinstance(items[index].get("quantity", 1), int):
        items[index]["quantity"] = max(1, items[index].get("quantity", 1) + by)
    return build
