"""Patches: small edits of a build as plain frozen values, each with a JSON form and a sentence.

A patch is a tuple of edits.  `apply` never judges: whether an edit is of any use is for the engine to say.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal, cast

from app.core.build import Build, Choices, Circuit, GpuCooling, Item, SlotPin, Software
from app.core.parts import NO_FACTS, Catalog

ChoiceValue = float | str | bool | None


class PatchError(ValueError):
    """The data is no patch, or names something that the build or the catalog doesn't have."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Another part in the place of an item's; what was stated, paid and noted was said of the former one."""

    op: ClassVar[str] = "replace"
    item: str
    part: str
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """A part more."""

    op: ClassVar[str] = "add"
    part: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Remove:
    """Items less, with everything that was pinned of them."""

    op: ClassVar[str] = "remove"
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetQuantity:
    """More or fewer of an item."""

    op: ClassVar[str] = "set_quantity"
    item: str
    quantity: int


@dataclass(frozen=True, slots=True)
class SetPowerLimit:
    """Another power limit for GPUs."""

    op: ClassVar[str] = "set_power_limit"
    items: tuple[str, ...]
    watts: float


@dataclass(frozen=True, slots=True)
class SetCooling:
    """GPUs on stock cooling, on the loop, or under a shroud."""

    op: ClassVar[str] = "set_cooling"
    items: tuple[str, ...]
    cooling: Literal["stock", "loop", "shroud"]


@dataclass(frozen=True, slots=True)
class SetChoice:
    """Another choice of the builder (`software.os` for one of the software's); None takes it back."""

    op: ClassVar[str] = "set_choice"
    name: str
    value: ChoiceValue = None


@dataclass(frozen=True, slots=True)
class SetCircuits:
    """Other branch circuits."""

    op: ClassVar[str] = "set_circuits"
    circuits: tuple[Circuit, ...]


@dataclass(frozen=True, slots=True)
class PinSlot:
    """A device into this very slot; None lets placement seat it."""

    op: ClassVar[str] = "pin_slot"
    device: str
    slot: str | None = None


Edit = Replace | Add | Remove | SetQuantity | SetPowerLimit | SetCooling | SetChoice | SetCircuits | PinSlot
Patch = tuple[Edit, ...]

_KINDS: Mapping[str, type[Edit]] = {
    kind.op: kind
    for kind in (Replace, Add, Remove, SetQuantity, SetPowerLimit, SetCooling, SetChoice, SetCircuits, PinSlot)
}
_COMPOSED = ("software", "slot_pins", "cable_pins")
_SIMPLE_CHOICES = {field.name for field in dataclasses.fields(Choices)} - {*_COMPOSED}
_PROGRAMS = {field.name for field in dataclasses.fields(Software)}


def apply(build: Build, patch: Patch, catalog: Catalog) -> Build:
    """The build after all edits, in their order.  Raises PatchError when one names what doesn't exist."""
    for edit in patch:
        build = _APPLIERS[edit.op](build, edit, catalog)
    return build


def item_of(device: str) -> str:
    """The item that a device's name begins with: `gpus#2` → `gpus`, `server.motherboard` → `server`."""
    return device.partition("#")[0].partition(".")[0]


def _change(build: Build, names: Iterable[str], change: Callable[[Item], Item]) -> Build:
    wanted = set(names)
    unknown = wanted - {item.id for item in build.items}
    if unknown:
        raise PatchError(f"The build has no item “{min(unknown)}”.")
    return replace(build, items=tuple(change(item) if item.id in wanted else item for item in build.items))


def _apply_replace(build: Build, edit: Replace, catalog: Catalog) -> Build:
    _require(edit.part, catalog)

    def change(item: Item) -> Item:
        quantity = item.quantity if edit.quantity is None else edit.quantity
        return Item(
            item.id, quantity, part=edit.part, facts=NO_FACTS, power_limit_w=item.power_limit_w, cooling=item.cooling
        )

    return _change(build, [edit.item], change)


def _require(part: str, catalog: Catalog) -> str:
    found = catalog.part(part)
    if found is None:
        raise PatchError(f"The catalog has no part “{part[:200]}”.")
    return found.category


def _apply_add(build: Build, edit: Add, catalog: Catalog) -> Build:
    category = _require(edit.part, catalog)
    taken = {item.id for item in build.items}
    names = [category, *(f"{category}-{number}" for number in range(2, len(taken) + 3))]
    free = next(name for name in names if name not in taken)
    return replace(build, items=(*build.items, Item(free, edit.quantity, part=edit.part)))


def _apply_remove(build: Build, edit: Remove, _: Catalog) -> Build:
    gone = set(edit.items)
    build = _change(build, gone, lambda item: item)
    choices = replace(
        build.choices,
        slot_pins=tuple(pin for pin in build.choices.slot_pins if item_of(pin.device) not in gone),
        cable_pins=tuple(
            pin for pin in build.choices.cable_pins if not gone & {item_of(pin.device), item_of(pin.psu or "")}
        ),
    )
    return replace(build, items=tuple(item for item in build.items if item.id not in gone), choices=choices)


def _apply_quantity(build: Build, edit: SetQuantity, _: Catalog) -> Build:
    return _change(build, [edit.item], lambda item: replace(item, quantity=edit.quantity))


def _apply_limit(build: Build, edit: SetPowerLimit, _: Catalog) -> Build:
    return _change(build, edit.items, lambda item: replace(item, power_limit_w=edit.watts))


def _apply_cooling(build: Build, edit: SetCooling, _: Catalog) -> Build:
    return _change(build, edit.items, lambda item: replace(item, cooling=edit.cooling))


def _apply_choice(build: Build, edit: SetChoice, _: Catalog) -> Build:
    section, dot, name = edit.name.partition(".")
    if dot and section == "software" and name in _PROGRAMS:
        software = replace(build.choices.software, **{name: cast(Any, edit.value)})
        return replace(build, choices=replace(build.choices, software=software))
    if edit.name not in _SIMPLE_CHOICES:
        raise PatchError(f"There is no choice “{edit.name[:60]}”.")
    return replace(build, choices=replace(build.choices, **{edit.name: cast(Any, edit.value)}))


def _apply_circuits(build: Build, edit: SetCircuits, _: Catalog) -> Build:
    return replace(build, site=replace(build.site, circuits=edit.circuits))


def _apply_pin(build: Build, edit: PinSlot, _: Catalog) -> Build:
    others = tuple(pin for pin in build.choices.slot_pins if pin.device != edit.device)
    pins = others if edit.slot is None else (*others, SlotPin(edit.device, edit.slot))
    return replace(build, choices=replace(build.choices, slot_pins=pins))


_APPLIERS: Mapping[str, Callable[[Build, Any, Catalog], Build]] = {
    Replace.op: _apply_replace,
    Add.op: _apply_add,
    Remove.op: _apply_remove,
    SetQuantity.op: _apply_quantity,
    SetPowerLimit.op: _apply_limit,
    SetCooling.op: _apply_cooling,
    SetChoice.op: _apply_choice,
    SetCircuits.op: _apply_circuits,
    PinSlot.op: _apply_pin,
}


def patch_to_list(patch: Patch) -> list[dict[str, Any]]:
    """The patch as JSON values; what has its default is left out, except a choice that is taken back."""
    return [_to_dict(edit) for edit in patch]


def _to_dict(edit: Edit) -> dict[str, Any]:
    said = {field.name: getattr(edit, field.name) for field in dataclasses.fields(edit)}
    plain = {name: _plain(value) for name, value in said.items() if value is not None or name in ("value", "slot")}
    return {"op": edit.op, **plain}


def _plain(value: Any) -> Any:
    if isinstance(value, Circuit):
        return {name: _plain(inner) for name, inner in dataclasses.asdict(value).items() if inner is not None}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def patch_from_list(raw: object) -> Patch:
    """The patch that JSON values describe.  Raises PatchError for anything else."""
    if not isinstance(raw, list):
        raise PatchError("A patch is a list of edits.")
    return tuple(_from_dict(entry) for entry in raw)


def _from_dict(raw: object) -> Edit:
    kind = _KINDS.get(str(raw.get("op"))) if isinstance(raw, dict) else None
    if kind is None or not isinstance(raw, dict):
        raise PatchError(f"An edit is an object with `op`, one of: {', '.join(_KINDS)}.")
    values = {name: value for name, value in raw.items() if name != "op"}
    try:
        return kind(**{name: _READERS[name](value) for name, value in values.items()})
    except (KeyError, TypeError, ValueError) as error:
        raise PatchError(f"The edit “{kind.op}” can't be read: {error}.") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PatchError("a name is to be a text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(value))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise PatchError("items and circuits are to be lists")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise PatchError("a quantity is to be a whole number")
    return value


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise PatchError("watts are to be a number")
    return float(value)


def _choice(value: Any) -> ChoiceValue:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise PatchError("a choice is to be a number, a text, or yes or no")


def _cooling(value: Any) -> GpuCooling:
    if value not in ("stock", "loop", "shroud"):
        raise PatchError("cooling is stock, loop or shroud")
    return cast(GpuCooling, value)


def _circuits(value: Any) -> tuple[Circuit, ...]:
    return tuple(Circuit(**one) for one in _list(value))


def _slot(value: Any) -> str | None:
    return None if value is None else _text(value)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "item": _text,
    "part": _text,
    "device": _text,
    "name": _text,
    "items": _texts,
    "slot": _slot,
    "quantity": _whole,
    "watts": _number,
    "cooling": _cooling,
    "value": _choice,
    "circuits": _circuits,
}
