"""Some boards can be filled in more ways than we try.

What it checks: whether the search for a seat for every card and drive came to an end.

Why it matters: the search tries arrangements in a fixed order up to a fixed number of steps. When they are used
up, nobody knows whether all cards fit, and the checker says so instead of guessing.

How to fix: pin some cards to their slots, which leaves fewer arrangements to try.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.search import STEP_BUDGET
from app.core.report import Area, Outcome, Severity, cannot_tell, passed
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item, record
from app.core.rules._seating import cards, listed, unplaced

# So few cards have fewer arrangements on the largest boards than the search may try.
SURELY_DECIDED = 3
CARDS = ("gpu", "nic", "hba", "storage", "riser")


def check(case: Case) -> Iterator[Outcome]:
    wanting = cards(case.rig, *CARDS)
    names = [device.name for device in wanting]
    if case.slots.status == "undecided":
        message = f"No seat for every one of {listed(wanting)} was found within {STEP_BUDGET:,} steps of search."
        yield cannot_tell(message, [], Severity.ERROR, names)
    elif case.slots.status == "unknown" and not case.slots.roots and len(wanting) > SURELY_DECIDED:
        yield unplaced(case, f"How {listed(wanting)} could be seated depends on the slots.", Severity.ERROR, names)
    elif case.slots.status in ("placed", "impossible") and wanting:
        yield passed(f"The search for seats ended after {case.slots.steps:,} steps.", names)


RULE = Rule(
    id="placement-undecided",
    title="The search for seats came to an end",
    area=Area.SLOT_FIT,
    worst=Severity.UNKNOWN,
    requires=("motherboard",),
    needs=("gpu.slot_width", "gpu.connector_lanes", "motherboard.slots"),
    why="When the search ends before its answer, nobody knows whether all cards fit.",
    hint="Pin some cards to slots.",
    sources=(Source("https://en.wikipedia.org/wiki/Backtracking", "Backtracking search"),),
    # Nine different cards two slots wide and a thin one on sixteen slots: one too many, and very many ways to find that
    # out.  Without the thin one, the room for two-slot cards alone would tell.
    breaks=build(
        *(item("gpu", item_id=f"gpu-{number}", slot_width=2, connector_lanes=16) for number in range(1, 10)),
        item("gpu", item_id="thin", slot_width=1, connector_lanes=16),
        item(
            "motherboard",
            slots=[record(id=f"PCIE{number}", position=number, physical_lanes=16) for number in range(1, 17)],
        ),
    ),
    passes=build(cpu(), gpu(), board(slot(1))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
