"""What two builds have different: items, what is said of them, site and choices."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from app.core.build import Build, Item
from app.core.parts import Facts


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, as a dotted path (`facts.length_mm`, `room_c`); None where nothing was said."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that was added (`before` is None), removed (`after` is None) or changed in some fields."""

    kind: Literal["added", "removed", "changed"]
    before: Item | None
    after: Item | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything in which one build differs from another; titles don't count."""

    items: tuple[ItemChange, ...]
    site: tuple[FieldChange, ...]
    choices: tuple[FieldChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether the builds say the same."""
        return not (self.items or self.site or self.choices)


def differences(before: Build, after: Build) -> Differences:
    """How the second build differs from the first.  Items are matched by id, and renamed ones by their part."""
    return Differences(
        items=tuple(_item_changes(before, after)),
        site=tuple(_field_changes(_flat(before.site), _flat(after.site))),
        choices=tuple(_field_changes(_flat(before.choices), _flat(after.choices))),
    )


def _item_changes(before: Build, after: Build) -> Iterator[ItemChange]:
    rest = list(after.items)
    unmatched = []
    pairs: list[tuple[Item, Item]] = []
    for item in before.items:
        same = next((other for other in rest if other.id == item.id), None)
        if same is None:
            unmatched.append(item)
        else:
            rest.remove(same)
            pairs.append((item, same))
    removed = []
    for item in unmatched:
        same = next((other for other in rest if _product(other) == _product(item)), None)
        if same is None:
            removed.append(item)
        else:
            rest.remove(same)
            pairs.append((item, same))
    for old, new in pairs:
        fields = tuple(_field_changes(_flat_item(old), _flat_item(new)))
        if fields:
            yield ItemChange("changed", old, new, fields)
    yield from (ItemChange("removed", item, None) for item in removed)
    yield from (ItemChange("added", None, item) for item in rest)


def _product(item: Item) -> tuple[str | None, str | None]:
    return item.part, item.custom.name if item.custom else None


def _flat_item(item: Item) -> dict[str, Any]:
    return {path: value for path, value in _flat(item).items() if path != "id"}


def _field_changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[FieldChange]:
    for path in dict.fromkeys([*before, *after]):
        old, new = before.get(path), after.get(path)
        if old != new:
            yield FieldChange(path, old, new)


def _flat(value: Any, path: str = "") -> dict[str, Any]:
    """A value's leaves by their dotted paths: lists, records and other values are leaves."""
    if isinstance(value, Facts):
        inner = dict(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        inner = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    else:
        return {path: value}
    found: dict[str, Any] = {}
    for name, one in inner.items():
        found |= _flat(one, f"{path}.{name}" if path else name)
    return found
