"""Every module needs a slot.

What it checks: the number of modules against the board's memory slots.

Why it matters: what has no slot stays in the box.

How to fix: fewer and larger modules.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.memory import count_gaps, module_count
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._memory import fewest_modules


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    board = rig.board
    if board is None:
        return
    slots, modules = board.count("dimm_slots"), module_count(rig)
    least = fewest_modules(rig)
    names = (board.name, *(module.name for module in rig.all("memory")[:1]))
    if slots is None:
        if least > 1:
            text = f"Whether {least} modules find slots on {board.label} is not known."
            yield cannot_tell(text, board.lacks("dimm_slots"), parts=names)
        else:
            yield passed("One module finds a slot on any board with memory slots.", names)
    elif least > slots:
        text = f"{least} modules for {slots} slots on {board.label}: {least - slots} too many."
        yield error(text, names, board.cite("dimm_slots"), modules=least, slots=slots)
    elif modules is None:
        # The owner has the memory in the machine: how many modules it is decides speed, not whether it fits.
        text = f"The modules were not counted; {board.label} has {slots} slots."
        yield cannot_tell(text, count_gaps(rig), Severity.INFO, names)
    else:
        yield passed(f"{modules} modules, {slots} slots on {board.label}.", names)


RULE = Rule(
    id="memory-slots",
    title="Every module has a slot",
    area=Area.MEMORY,
    worst=Severity.ERROR,
    requires=("memory", "motherboard"),
    needs=("motherboard.dimm_slots", "memory.capacity_gib", "memory.total_gib", "memory.kit_modules"),
    why="A board has a fixed number of memory slots.",
    hint="Use fewer and larger modules.",
    sources=(Source("https://en.wikipedia.org/wiki/DIMM", "DIMM"),),
    breaks=build(item("memory", 9, capacity_gib=32), item("motherboard", dimm_slots=8)),
    passes=build(item("memory", 8, capacity_gib=32), item("motherboard", dimm_slots=8)),
    check=check,
    page=__doc__ or "",
)
