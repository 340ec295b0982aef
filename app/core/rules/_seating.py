"""What several rules ask of the slot plan: who sits where, in which words to say it, and whose gap it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence

from app.core.case import Case
from app.core.placement.plans import Conflict, ConflictKind, Seat
from app.core.placement.problem import body_of
from app.core.report import Finding, Missing, Severity, cannot_tell, error
from app.core.rig import Device, Rig

Seated = tuple[Device, Seat]
# The stand-in slot of a link that the owner measured on a board whose slots are unknown.
MEASURED = "as measured"

# Each missing fact of an unknown placement is reported by one rule.  The keys are the facts' last words; ports and
# drives belong to the storage rules, and whatever is not named here belongs to the slot's length.
COVER_FACTS = ("slot_width", "slots.position")
ROOT_FACTS = ("slots.root", "socket_count")
STORAGE_FACTS = ("ports", "ports.type", "ports.lanes", "form")


def devices_by_name(rig: Rig) -> dict[str, Device]:
    """Every device by its name in the placement."""
    return {device.name: device for device in rig.devices}


def seated(case: Case, *categories: str) -> list[Seated]:
    """The seated devices of these categories with their seats, in the board's order; all devices when none is named."""
    devices = devices_by_name(case.rig)
    pairs = [(devices[seat.device], seat) for seat in case.slots.seats if seat.device in devices]
    return [(device, seat) for device, seat in pairs if not categories or device.category in categories]


def alike(pairs: Iterable[Seated], key: Callable[[Device, Seat], Hashable]) -> list[list[Seated]]:
    """Groups of units of one item and part that also agree in `key`: they are reported once."""
    groups: dict[Hashable, list[Seated]] = {}
    for device, seat in pairs:
        groups.setdefault((device.item.id, device.part.id, key(device, seat)), []).append((device, seat))
    return list(groups.values())


def cards(rig: Rig, *categories: str) -> list[Device]:
    """The devices of these categories that plug into an expansion slot."""
    return [device for device in rig.all(*categories) if body_of(device, rig) is not None]


def width_slots(device: Device, rig: Rig) -> int | None:
    """Whole slots that a card takes, its water block included; None when that is unknown."""
    body = body_of(device, rig)
    return body.width if body else None


def conflicts(case: Case, *kinds: ConflictKind) -> list[Conflict]:
    """The plan's conflicts of these kinds."""
    return [conflict for conflict in case.slots.conflicts if conflict.kind in kinds]


def impossible(case: Case, conflict: Conflict, uses: Iterable[str]) -> Finding:
    """An impossible placement as an error: the devices, the board's numbers, and the facts of `uses`."""
    devices = devices_by_name(case.rig)
    held = [devices[name] for name in conflict.devices if name in devices]
    board = case.rig.board
    where = f" on {board.label}" if board else ""
    facts = tuple(uses)
    cited = tuple(cite for device in first_of_each(held) for cite in device.cite(*facts))
    return error(
        f"{listed(held)} can't {'all ' if len(held) > 1 else ''}be seated{where}: {conflict.detail}.",
        [device.name for device in held],
        cited + (board.cite("slots") if board else ()),
        conflict=conflict.kind,
    )


def plan_gaps(case: Case, owned: Callable[[str], bool]) -> tuple[Missing, ...]:
    """The missing facts of an unknown plan that one rule reports."""
    if case.slots.status != "unknown":
        return ()
    return tuple(gap for gap in case.slots.missing if owned(_bare(gap)))


def unplaced(case: Case, question: str, could_be: Severity, parts: Iterable[str] = ()) -> Finding:
    """The unknown of a rule whose question needs a placement that nobody can make yet."""
    return cannot_tell(question, case.slots.missing, could_be, parts)


def is_cover_fact(fact: str) -> bool:
    """Whether the fact belongs to slot-covered-by-neighbour."""
    return fact in COVER_FACTS


def is_root_fact(fact: str) -> bool:
    """Whether the fact belongs to dual-socket-lane-ownership."""
    return fact in ROOT_FACTS


def is_length_fact(fact: str) -> bool:
    """Whether the fact belongs to pcie-slot-physical-length: whatever no other rule owns."""
    return fact not in COVER_FACTS + ROOT_FACTS + STORAGE_FACTS


def _bare(gap: Missing) -> str:
    """The fact without the category that a bundle's fact carries in front."""
    return gap.fact.removeprefix(f"{gap.category}.")


def lacking(device: Device, *facts: str) -> tuple[Missing, ...]:
    """Like `device.lacks`, but a missing fact is not followed by its own fields."""
    return device.lacks(*(fact for fact in facts if "." not in fact or fact.split(".")[0] in device.facts))


def first_of_each(devices: Iterable[Device]) -> list[Device]:
    """One device of each item and part."""
    found: dict[tuple[str, str], Device] = {}
    for device in devices:
        found.setdefault((device.item.id, device.part.id), device)
    return list(found.values())


def listed(devices: Sequence[Device]) -> str:
    """“4 × NVIDIA H100, Mellanox ConnectX-5”."""
    counts: dict[str, int] = {}
    for device in devices:
        counts[device.label] = counts.get(device.label, 0) + 1
    return ", ".join(label if count == 1 else f"{count} × {label}" for label, count in counts.items())


def slot_names(group: Iterable[Seated]) -> str:
    """“slot PCIE1” or “slots PCIE1, PCIE3”."""
    names = list(dict.fromkeys(seat.slot.id for _, seat in group))
    return ("slot " if len(names) == 1 else "slots ") + ", ".join(names)


def place(group: Sequence[Seated]) -> str:
    """“in slot PCIE1”, or “as measured” for links that the owner measured on an unknown board."""
    return MEASURED if group[0][1].slot.id == MEASURED else f"in {slot_names(group)}"


def link(gen: int, lanes: int) -> str:
    """“Gen4 ×16”."""
    return f"Gen{gen} ×{lanes}"


def gb_s(value: float) -> str:
    """GB/s to one place, half up, so that 63.015 reads 63.0 and 31.508 reads 31.5; two places below 1."""
    places = 1 if value >= 1 else 2
    return f"{math.floor(value * 10**places + 0.5) / 10**places:.{places}f}"


def cpus_on(case: Case, seat: Seat) -> tuple[Device, ...]:
    """The processors that a slot's link may end at: none for a slot on the chipset or a switch."""
    return case.rig.cpus if seat.slot.cpu_index is not None else ()
