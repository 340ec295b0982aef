"""A thick card lies over the slots below it.

What it checks: the width of every card against the positions of the slots, and whether all cards can be seated
without two of them in one place.

Why it matters: a card that is two slots wide in slot 1 covers slot 2; three slots wide, it covers slot 3 as
well. Boards with seven ×16 slots take four double-width cards in slots 1, 3, 5 and 7, and nothing else.

How to fix: reorder the cards, use thinner ones (blowers, single-slot water blocks), or put cards on risers.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build
from app.core.rules._seating import (
    cards,
    conflicts,
    first_of_each,
    impossible,
    is_cover_fact,
    listed,
    plan_gaps,
    seated,
    width_slots,
)


def check(case: Case) -> Iterator[Outcome]:
    for conflict in conflicts(case, "cover"):
        yield impossible(case, conflict, ("slot_width",))
    wanting = cards(case.rig, "gpu", "nic", "hba")
    # Without any slots known, cards can be in each other's way as soon as there are two of them.
    gaps = plan_gaps(case, lambda fact: is_cover_fact(fact) or (fact == "slots" and len(wanting) > 1))
    if gaps:
        question = f"Whether {listed(wanting)} keep off each other depends on facts that are missing."
        yield cannot_tell(question, gaps, Severity.ERROR, [device.name for device in wanting])
    elif case.slots.status == "placed" and case.slots.seats:
        yield _covered(case)


def _covered(case: Case) -> Outcome:
    """The slots that are lost below cards, or that none is."""
    pairs = seated(case)
    # While a width is unknown, what the plan reserves below the card is caution, not knowledge.
    covering = [(device, seat) for device, seat in pairs if seat.covers and width_slots(device, case.rig) is not None]
    parts = [device.name for device, _ in covering or pairs]
    if not covering:
        return passed("No card covers another slot.", parts)
    lost = list(dict.fromkeys(name for _, seat in covering for name in seat.covers))
    where = ", ".join(f"{device.name} in {seat.slot.id}" for device, seat in covering)
    cited = tuple(
        cite for device in first_of_each(device for device, _ in covering) for cite in device.cite("slot_width")
    )
    noun, verb = ("Slot", "is") if len(lost) == 1 else ("Slots", "are")
    message = f"{noun} {', '.join(lost)} {verb} covered and can't be used: {where}."
    return info(message, parts, cited, covered=lost)


RULE = Rule(
    id="slot-covered-by-neighbour",
    title="No card lies over another one's slot",
    area=Area.SLOT_FIT,
    worst=Severity.ERROR,
    requires=("motherboard",),
    needs=("gpu.slot_width", "motherboard.slots"),
    why="A card two or three slots wide covers the slots below it.",
    hint="Reorder the cards, choose thinner ones, or use risers.",
    sources=(
        Source("https://yduf.github.io/pcie", "PCIe slots and cards"),
        Source(
            "https://www.tomshw.it/hardware/asrock-rack-romed8-2t-la-scheda-madre-per-server-con-sette-pci-express-x16/",
            "ROMED8-2T: seven ×16 slots at single-slot distance",
        ),
    ),
    breaks=build(cpu(), gpu(2, slot_width=3), board(slot(1), slot(3))),
    passes=build(cpu(), gpu(2), board(slot(1), slot(3))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
