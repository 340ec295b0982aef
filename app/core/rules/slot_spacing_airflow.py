"""Open-air cards need air between them.

What it checks: the free slots between open-air graphics cards that sit on the board one below the other.

Why it matters: fans on the face of a card draw their air from the gap below it. With no free slot there the
upper card breathes against the back of the lower one, runs hot and throttles. Blower and passive cards, which
are cooled from front to back, may sit flush.

How to fix: leave one slot free, choose blower cards, water blocks or risers, or lower the power limits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build
from app.core.rules._seating import Seated, first_of_each, listed, seated, unplaced, width_slots

THINNEST_CARD_SLOTS, THICKEST_CARD_SLOTS = 1, 4


def check(case: Case) -> Iterator[Outcome]:
    mainboard = case.rig.board
    suspects = {device.name: device for device in case.rig.gpus if _is_open_air(device) is not False}
    if mainboard is None or len(suspects) < 2:
        return
    if not case.slots.seats and case.slots.status == "unknown":
        question = f"The room between {listed(list(suspects.values()))} depends on their slots."
        yield unplaced(case, question, Severity.WARNING, suspects)
        return
    stacked = [pair for pair in seated(case, "gpu") if _sits_on_board(pair)]
    lost = [device for device, seat in stacked if device.name in suspects and seat.slot.position is None]
    if lost and len(stacked) > 1:
        question = f"The room between {listed(lost)} depends on the positions of their slots."
        yield cannot_tell(
            question, mainboard.lacks("slots.position"), Severity.WARNING, [device.name for device in lost]
        )
    rows = sorted((pair for pair in stacked if pair[1].slot.position is not None), key=_position)
    yield from _judge(case, [(up, low) for up, low in pairwise(rows) if {up[0].name, low[0].name} <= suspects.keys()])


def _is_open_air(device: Device) -> bool | None:
    """Whether the card draws its air from the gap below it; None when its cooling is unknown."""
    if device.item.cooling in ("loop", "shroud"):
        return False
    cooling = device.text("cooling")
    return None if cooling is None else cooling == "axial"


def _sits_on_board(pair: Seated) -> bool:
    """Cards on risers and in a server's own bays stand where the builder or the maker put them."""
    return pair[1].riser is None and pair[1].slot.max_slots is None


def _position(pair: Seated) -> int:
    position = pair[1].slot.position
    return -1 if position is None else position


def _judge(case: Case, neighbours: list[tuple[Seated, Seated]]) -> Iterator[Outcome]:
    flush: list[tuple[Seated, Seated]] = []
    spaced: list[tuple[Seated, Seated]] = []
    for upper, lower in neighbours:
        distance = _position(lower) - _position(upper)
        width = width_slots(upper[0], case.rig)
        open_air = _is_open_air(upper[0]) and _is_open_air(lower[0])
        thinnest, thickest = (THINNEST_CARD_SLOTS, THICKEST_CARD_SLOTS) if width is None else (width, width)
        if distance > thickest:
            spaced.append((upper, lower))
        elif open_air and distance <= thinnest:
            flush.append((upper, lower))
        else:
            yield _unsure(upper[0], lower[0])
    if flush:
        yield _too_close(flush)
    elif spaced:
        names = [device.name for pair in spaced for device, _ in pair]
        yield passed("Every open-air card has at least one free slot before the next.", names)


def _unsure(upper: Device, lower: Device) -> Outcome:
    gaps: tuple[Missing, ...] = upper.lacks("slot_width", "cooling") + lower.lacks("cooling")
    question = f"Whether {upper.name} gets air past {lower.name} depends on width and cooling."
    return cannot_tell(question, gaps, Severity.WARNING, [upper.name, lower.name])


def _too_close(flush: list[tuple[Seated, Seated]]) -> Outcome:
    devices = [device for pair in flush for device, _ in pair]
    where = ", ".join(
        f"{upper[0].name} ({upper[1].slot.id}, {_slots(upper[0])} wide) above {lower[0].name} ({lower[1].slot.id})"
        for upper, lower in flush
    )
    cited = tuple(cite for device in first_of_each(devices) for cite in device.cite("cooling", "slot_width"))
    message = f"Open-air cards sit without a free slot between them: {where}."
    return warning(message, [device.name for device in devices], cited, pairs=len(flush))


def _slots(device: Device) -> str:
    width = device.number("slot_width")
    return "some slots" if width is None else f"{math.ceil(width)} slots"


RULE = Rule(
    id="slot-spacing-airflow",
    title="Open-air cards have a free slot between them",
    area=Area.COOLING_CAPACITY,
    worst=Severity.WARNING,
    requires=("gpu", "motherboard"),
    needs=("gpu.cooling", "gpu.slot_width", "motherboard.slots"),
    why="A card whose fans face the next card's back gets no air, runs hot and throttles.",
    hint="Leave one slot free, or use blower cards, water blocks or risers.",
    sources=(
        Source(
            "https://www.storagereview.com/review/supermicro-4u-amd-epyc-gpu-servers-offer-ai-flexibility-as-4125gs-tnrt",
            "Fan-cooled cards had to be spaced where passive ones could be packed",
        ),
        Source(
            "https://www.thefpsreview.com/2020/10/22/"
            "puget-systems-tests-four-blower-style-geforce-rtx-3090-cards-in-a-single-workstation-1717-watt-peak-power-draw/",
            "Four blower cards side by side",
        ),
    ),
    breaks=build(cpu(), gpu(2, made_cooling="axial"), board(slot(1), slot(3))),
    passes=build(cpu(), gpu(2, made_cooling="axial"), board(slot(1), slot(4))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
