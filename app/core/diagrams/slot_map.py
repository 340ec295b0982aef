"""The slot map: the board from its PCIe roots to its slots and ports, each device with the link that it trains at.

Slots stand in their order on the board.  Each root is a vertical line of its own at the left; a slot hangs on its
root's line.  The bar of a slot is its mechanical length, the filled part the lanes that are wired.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.diagrams.faults import Faults
from app.core.diagrams.scene import SMALL, WIDTH, Box, Group, Picture, Shape, Tone, Wire, Words, signed, words
from app.core.estimate.bandwidth import pcie_gb_s
from app.core.placement.plans import PortSeat, Seat, Slot, SlotPlan
from app.core.rig import Device, Rig

ROW, GAP, MARGIN = 38.0, 4.0, 6.0
BUS_STEP = 9.0
LANE = 3.5  # of a slot's bar
SLOT_WIDTH = 88.0
UNKNOWN_ROOT = "root not known"
NOT_PLACED = "not placed"


@dataclass(frozen=True, slots=True)
class _Row:
    """One slot or port: what it is, and what sits in it."""

    id: str
    kind: str
    root: str | None
    physical: int | None
    electrical: int | None
    seats: tuple[Seat | PortSeat, ...] = ()
    covered_by: str = ""
    shares: str = ""


def slot_map(rig: Rig, plan: SlotPlan, faults: Faults) -> Picture | None:
    """The map of a rig's board; None without one."""
    board = rig.board
    if board is None:
        return None
    rows = tuple(_rows(board, plan))
    homeless = _homeless(rig, plan)
    roots = tuple(dict.fromkeys(row.root or UNKNOWN_ROOT for row in rows))
    top = 20.0 + 15.0 * len(roots)
    shapes: list[Shape] = list(_roots(roots, plan))
    left = MARGIN + BUS_STEP * len(roots) + 6
    y = top
    for row in rows:
        shapes += _row(row, rig, faults, left, y, roots.index(row.root or UNKNOWN_ROOT), len(roots))
        y += ROW * max(1, len(row.seats)) + GAP
    if not rows:
        shapes.append(words(MARGIN, y + 14, "The board's slots are not known.", WIDTH - 2 * MARGIN, "soft"))
        y += ROW
    for device, why in homeless:
        tone: Tone = "plain" if why == NOT_PLACED else "error"
        shapes.append(_card(device, tone, why, left + SLOT_WIDTH, y))
        y += ROW + GAP
    return Picture("slot-map", f"Slot map of {board.label}", _told(rows, homeless), y + MARGIN, tuple(shapes))


def link_words(lanes: int | None, gen: int | None) -> str:
    """A link as people say it, with its bandwidth in one direction where both figures are known."""
    if lanes is None and gen is None:
        return "link not known"
    link = f"×{'?' if lanes is None else lanes} Gen {'?' if gen is None else gen}"
    return link if lanes is None or gen is None else f"{link}, {pcie_gb_s(gen, lanes):.1f} GB/s"


def _rows(board: Device, plan: SlotPlan) -> Iterator[_Row]:
    covered = {slot: seat.device for seat in plan.seats for slot in seat.covers}
    slots = [Slot.of(record) for record in board.records("slots") or ()]
    extra = [seat.slot for seat in plan.seats if seat.slot.id not in {slot.id for slot in slots}]
    for slot in [*sorted(slots, key=lambda one: one.position or len(slots) + 1), *dict.fromkeys(extra)]:
        seats = tuple(seat for seat in plan.seats if seat.slot.id == slot.id)
        lanes, behind = slot.electrical_lanes, covered.get(slot.id, "")
        kind = "" if lanes is None else link_words(lanes, slot.pcie_gen).partition(",")[0]
        shares = _shares(board, slot.id)
        yield _Row(slot.id, kind, slot.root, slot.physical_lanes, lanes, seats, behind, shares)
    for port in dict.fromkeys(seat.port for seat in plan.ports):
        drives = tuple(seat for seat in plan.ports if seat.port == port)
        yield _Row(port, drives[0].type, drives[0].root, None, None, drives)


def _shares(board: Device, slot: str) -> str:
    """What takes lanes from a slot, as the board's table of shared lanes has it."""
    told = []
    for sharing in board.records("lane_sharing") or ():
        lanes = sharing.count("lanes")
        if sharing.text("affects") == slot and lanes is not None:
            left = f"×{lanes}" if lanes else "off"
            told.append(f"{left} with {' or '.join(sharing.texts('when') or ())} in use")
    return ", ".join(told)


def _homeless(rig: Rig, plan: SlotPlan) -> tuple[tuple[Device, str], ...]:
    """Devices that sit nowhere: those that a conflict names, and cards that nobody could place because of it."""
    barred = {name: conflict.detail for conflict in plan.conflicts for name in conflict.devices}
    seated = {seat.device for seat in plan.seats} | {seat.device for seat in plan.ports}
    cards = {device.name for device in rig.all("gpu", "nic", "hba")} if plan.status == "impossible" else set[str]()
    return tuple(
        (device, f"in no slot: {barred[device.name]}" if device.name in barred else NOT_PLACED)
        for device in rig.devices
        if device.name in (cards | barred.keys()) - seated
    )


def _roots(roots: tuple[str, ...], plan: SlotPlan) -> Iterator[Shape]:
    uses = {use.root: use for use in plan.roots}
    for number, root in enumerate(roots):
        x, y = MARGIN + BUS_STEP * number, 14.0 + 15.0 * number
        use = uses.get(root)
        text = root
        if use is not None:
            text = f"{root}: {use.used} of {'?' if use.available is None else use.available} lanes in use"
        yield Box(x, y - 8, 7, 7, f"root r{number % 4}")
        yield words(MARGIN + BUS_STEP * len(roots) + 6, y, text, WIDTH - 60, "soft", SMALL)


def _row(row: _Row, rig: Rig, faults: Faults, left: float, y: float, bus: int, buses: int) -> Iterator[Shape]:
    x = MARGIN + BUS_STEP * bus + 3.5
    yield Wire(((x, 6.0 + 15.0 * bus), (x, y + ROW / 2), (left, y + ROW / 2)), f"bus r{bus % 4}")
    told = f"{row.id}: {row.kind or 'lanes not known'}"
    slot: list[Box | Words | Wire] = [
        Box(left, y, SLOT_WIDTH, ROW, "slot"),
        words(left + 5, y + 13, row.id, SLOT_WIDTH - 8, "name", SMALL),
        words(left + 5, y + 25, row.kind, SLOT_WIDTH - 8, "soft", SMALL),
    ]
    if row.physical is not None:
        slot.append(Box(left + 5, y + 30, row.physical * LANE, 4, "trough"))
        if row.electrical is not None:
            slot.append(Box(left + 5, y + 30, min(row.electrical, row.physical) * LANE, 4, "fill"))
    yield Group(told + (f"; {row.shares}" if row.shares else ""), tuple(slot))
    card_x = left + SLOT_WIDTH + 4
    if row.covered_by and not row.seats:
        yield Box(card_x, y - GAP, WIDTH - card_x - MARGIN, ROW + GAP, "covered")
        yield words(card_x + 6, y + 22, f"covered by {row.covered_by}", WIDTH - card_x - 16, "soft", SMALL)
    elif row.shares and not row.seats:
        yield words(card_x + 6, y + 22, row.shares, WIDTH - card_x - 16, "soft", SMALL)
    by_name = {device.name: device for device in rig.devices}
    for number, seat in enumerate(row.seats):
        device = by_name[seat.device]
        yield _card(device, faults.tone(seat.device), _link(seat), left + SLOT_WIDTH, y + number * ROW)


def _link(seat: Seat | PortSeat) -> str:
    text = link_words(seat.lanes, seat.gen) if seat.lanes or isinstance(seat, Seat) else "SATA"
    if isinstance(seat, Seat):
        text += f", through {seat.riser}" if seat.riser else ""
        text += f", shares with {', '.join(seat.narrowed_by)}" if seat.narrowed_by else ""
    return text


def _card(device: Device, tone: Tone, said: str, left: float, y: float) -> Group:
    x = left + 4
    width = WIDTH - x - MARGIN
    return Group(
        f"{device.label} ({device.name}): {said}",
        (
            Box(x, y, width, ROW, "card", tone),
            words(x + 6, y + 15, signed(tone, device.label), width - 10, "name"),
            words(x + 6, y + 30, f"{device.name}: {said}", width - 10, "soft", SMALL),
        ),
        part_address(device),
    )


def part_address(device: Device) -> str:
    """The page of a catalog part; a part that the builder described, or that only a bundle brings, has none."""
    return f"/parts/{device.item.part}" if device.item.part and not device.bundle else ""


def _told(rows: tuple[_Row, ...], homeless: tuple[tuple[Device, str], ...]) -> str:
    told = [f"{seat.device} in {row.id}: {_link(seat)}" for row in rows for seat in row.seats]
    told += [f"{row.id} covered by {row.covered_by}" for row in rows if row.covered_by and not row.seats]
    told += [f"{device.name} {why}" for device, why in homeless]
    return "; ".join(told) + "." if told else "Nothing is seated yet."
