"""Every card needs a slot that is long enough for its edge connector, and one of its own.

What it checks: whether all cards find a slot at once: long enough or open at its end, and where the builder
wants it.

Why it matters: a ×16 card doesn't go into a closed ×8 slot, however few lanes it would need. A shorter card in
a longer slot is fine. And there must be as many slots as cards.

How to fix: use another slot, a slot with an open end, or a riser with a ×16 connector; a board with more slots
when the count is short.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed
from app.core.rules import Rule
from app.core.rules._example_cards import board, gpu, slot
from app.core.rules._examples import build
from app.core.rules._seating import Seated, cards, conflicts, impossible, is_length_fact, listed, plan_gaps, seated

CARDS = ("gpu", "nic", "hba", "storage", "riser")


def check(case: Case) -> Iterator[Outcome]:
    found = conflicts(case, "length", "count", "pin")
    for conflict in found:
        yield impossible(case, conflict, ("connector_lanes",))
    wanting = cards(case.rig, *CARDS)
    gaps = plan_gaps(case, is_length_fact)
    if gaps:
        names = [device.name for device in wanting]
        question = f"Whether {listed(wanting)} find slots that are long enough depends on facts that are missing."
        yield cannot_tell(question, gaps, Severity.ERROR, names)
    elif not found and case.slots.status == "placed" and wanting:
        pairs = seated(case, *CARDS)
        yield passed(
            f"Every card has a slot: {'; '.join(_sentence(pair) for pair in pairs)}.",
            [device.name for device, _ in pairs],
        )


def _sentence(pair: Seated) -> str:
    device, seat = pair
    via = " through a riser" if seat.riser else ""
    length = f" (×{seat.slot.physical_lanes} long)" if seat.slot.physical_lanes and not seat.riser else ""
    return f"{device.name} in {seat.slot.id}{length}{via}"


RULE = Rule(
    id="pcie-slot-physical-length",
    title="Every card has a slot that is long enough",
    area=Area.SLOT_FIT,
    worst=Severity.ERROR,
    requires=("motherboard",),
    needs=("gpu.connector_lanes", "nic.connector_lanes", "hba.connector_lanes", "motherboard.slots"),
    why="A card's edge doesn't go into a shorter closed slot, and each card needs a slot of its own.",
    hint="Use a longer or open-ended slot, a ×16 riser, or a board with more slots.",
    sources=(Source("https://yduf.github.io/pcie", "PCIe slot lengths, lanes and open-ended slots"),),
    breaks=build(gpu(), board(slot(1, physical_lanes=8, electrical_lanes=8, open_ended=False))),
    passes=build(gpu(), board(slot(1))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
