"""There is a most that a board and its processors address.

What it checks: all memory together against the smaller of the board's and the processors' limits.

Why it matters: what exceeds the limit is not seen, or the machine does not start.

How to fix: less memory, or a platform with a higher limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._memory import FAMILY, SAFE_MODULE_GIB, size_gaps, total_gib

# Every board that takes these generations addresses at least this much (two slots of the smallest common module).
EVERY_BOARD_GIB = {"ddr3": 8.0, "ddr4": 32.0, "ddr5": 64.0}


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    board = rig.board
    if board is None:
        return
    total = total_gib(rig)
    names = (board.name, *(module.name for module in rig.all("memory")[:1]))
    if total is None:
        yield cannot_tell("How much memory the build has is not known.", size_gaps(rig), parts=names)
        return
    most = board.number("memory_max_gib")
    each = [cpu.number("memory_max_gib") for cpu in rig.cpus]
    known = [limit for limit in each if limit is not None]
    of_cpus = sum(known) if known and len(known) == len(each) else None
    limits = [limit for limit in (most, of_cpus) if limit is not None]
    uses = board.cite("memory_max_gib") + tuple(cited for cpu in rig.cpus[:1] for cited in cpu.cite("memory_max_gib"))
    if limits and total > min(limits):
        yield error(f"The build has {total:,.0f} GiB; the platform takes {min(limits):,.0f} GiB.", names, uses)
    elif most is None and total > _sure_gib(rig.all("memory")[0], board.count("dimm_slots")):
        yield cannot_tell(
            f"Whether {board.label} takes {total:,.0f} GiB is not known.", board.lacks("memory_max_gib"), parts=names
        )
    else:
        yield passed(f"{total:,.0f} GiB is within what the platform takes.", names)


def _sure_gib(module: Device, slots: int | None) -> float:
    """Memory that every board of the generation takes: in two slots, or in as many as it has."""
    generation = module.text("generation") or ""
    base = EVERY_BOARD_GIB.get(generation, 0.0)
    if slots is None:
        return base
    family = FAMILY.get(module.text("module_type") or "", "")
    return slots * max(base / 2, SAFE_MODULE_GIB.get((generation, family), 0.0))


RULE = Rule(
    id="memory-total-capacity",
    title="The platform takes this much memory",
    area=Area.MEMORY,
    worst=Severity.ERROR,
    requires=("memory", "motherboard"),
    needs=(
        "memory.capacity_gib",
        "memory.total_gib",
        "memory.kit_modules",
        "memory.generation",
        "memory.module_type",
        "motherboard.memory_max_gib",
        "motherboard.dimm_slots",
        "cpu.memory_max_gib",
    ),
    why="Memory beyond the platform's limit is not addressed.",
    hint="Use less memory, or a platform with a higher limit.",
    sources=(Source("https://en.wikipedia.org/wiki/Socket_sWRX8", "Platform limits: sWRX8 2 TB, sTRX4 256 GB"),),
    breaks=build(
        item("memory", 4, capacity_gib=128, generation="ddr4"),
        item("motherboard", memory_max_gib=256, dimm_slots=4),
    ),
    passes=build(
        item("memory", 4, capacity_gib=64, generation="ddr4"),
        item("motherboard", memory_max_gib=256, dimm_slots=4),
    ),
    check=check,
    page=__doc__ or "",
)
