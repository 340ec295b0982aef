"""What a patch does, in a sentence that begins with a verb."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.build import Build, Circuit
from app.core.parts import Catalog
from app.core.repair.patches import (
    Add,
    ChoiceValue,
    Edit,
    Patch,
    PinSlot,
    Remove,
    Replace,
    SetChoice,
    SetCircuits,
    SetCooling,
    SetPowerLimit,
    SetQuantity,
    apply,
)

_COOLING = {"stock": "Cool {} with air again", "loop": "Put {} on the loop", "shroud": "Put {} under shrouds"}
_CHOICES: Mapping[str, tuple[str, str]] = {
    "gpu_power_limit_w": ("the power limit of all GPUs", " W"),
    "psu_redundancy": ("the PSU redundancy", ""),
    "coolant_c": ("the coolant temperature", " °C"),
    "loop_lpm": ("the loop's flow", " L/min"),
    "fan_rpm": ("the radiator fans' speed", " rpm"),
    "bus_volts": ("the DC bus", " V"),
    "boot_mode": ("the boot mode", ""),
    "software.os": ("the operating system", ""),
    "software.driver": ("the driver branch", ""),
    "software.cuda": ("the CUDA release", ""),
    "software.rocm": ("the ROCm release", ""),
}


def title_of(patch: Patch, build: Build, catalog: Catalog) -> str:
    """All edits in one line, each told of the build as the edits before it left it."""
    told = []
    for edit in patch:
        told.append(_tell(edit, build, catalog))
        build = apply(build, (edit,), catalog)
    first, *rest = told
    return "; ".join([first, *(text[:1].lower() + text[1:] for text in rest)])


def _tell(edit: Edit, build: Build, catalog: Catalog) -> str:
    match edit:
        case Replace(item, part, quantity):
            return f"Replace {_name(item, build, catalog)} with {_counted(part, quantity, item, build, catalog)}"
        case Add(part, quantity):
            return f"Add {_times(quantity)}{_part_name(part, catalog)}"
        case Remove(items):
            return f"Remove {_listed(items, build, catalog)}"
        case SetQuantity(item, quantity):
            return f"Take {quantity} × {_name(item, build, catalog)} instead of {_quantity(item, build)}"
        case SetPowerLimit(items, watts):
            return f"Limit {_listed(items, build, catalog)} to {watts:,.0f} W each"
        case SetCooling(items, cooling):
            return _COOLING[cooling].format(_listed(items, build, catalog))
        case SetChoice(name, value):
            return _tell_choice(name, value)
        case SetCircuits(circuits):
            return f"Put the rig on {_circuits(circuits)} (ask an electrician)"
        case PinSlot(device, None):
            return f"Let {device} sit in any slot that suits it"
        case PinSlot(device, slot):
            return f"Move {device} to slot {slot}"


def _tell_choice(name: str, value: ChoiceValue) -> str:
    label, unit = _CHOICES.get(name, (name.replace("_", " "), ""))
    if value is None:
        return (
            "Feed the GPUs from 12 V, without a DC bus of another voltage" if name == "bus_volts" else f"Drop {label}"
        )
    shown = f"{value:g}" if isinstance(value, float) else f"{value}"
    return f"Set {label} to {shown}{unit}"


def _circuits(circuits: tuple[Circuit, ...]) -> str:
    counts: dict[str, int] = {}
    for circuit in circuits:
        amps = f" / {circuit.amps:g} A" if circuit.amps is not None else ""
        words = f"{circuit.volts:g} V{amps}"
        counts[words] = counts.get(words, 0) + 1
    told = [
        f"{count} circuits of {words}" if count > 1 else f"one circuit of {words}" for words, count in counts.items()
    ]
    return " and ".join(told)


def _listed(items: tuple[str, ...], build: Build, catalog: Catalog) -> str:
    names = [_times(_quantity(item, build)) + _name(item, build, catalog) for item in items]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _counted(part: str, quantity: int | None, item: str, build: Build, catalog: Catalog) -> str:
    changed = quantity is not None and quantity != _quantity(item, build)
    return (f"{quantity} × " if changed else "") + _part_name(part, catalog)


def _times(quantity: int) -> str:
    return f"{quantity} × " if quantity > 1 else ""


def _quantity(item_id: str, build: Build) -> int:
    return next((item.quantity for item in build.items if item.id == item_id), 1)


def _name(item_id: str, build: Build, catalog: Catalog) -> str:
    for item in build.items:
        if item.id == item_id:
            return item.custom.name if item.custom else _part_name(item.part or "", catalog)
    return item_id


def _part_name(part: str, catalog: Catalog) -> str:
    found = catalog.part(part)
    return found.name if found else part
