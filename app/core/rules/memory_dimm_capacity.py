"""Boards and processors accept modules up to a size.

What it checks: each module's size against the largest that the board and the processor accept.

Why it matters: a module built from chips that the memory controller does not know is not trained, and the machine stops
with a memory error.

How to fix: more and smaller modules, or load-reduced ones where the board lists them.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Cited, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._memory import FAMILY, SAFE_MODULE_GIB


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    board = rig.board
    for module in distinct(rig.all("memory")):
        size = module.number("capacity_gib")
        if size is None:
            # Memory that was only counted as a total is in somebody's machine already; a module of no size is not.
            worst = Severity.INFO if module.number("total_gib") is not None else Severity.ERROR
            text = f"How large the modules of {module.label} are is not known."
            yield cannot_tell(text, module.lacks("capacity_gib"), worst, (module.name,))
            continue
        limits = _limits(board, rig.cpus[0] if rig.cpus else None)
        names = (module.name, *([board.name] if board else []))
        smallest = min(limits, key=lambda pair: pair[0], default=None)
        if smallest is not None and size > smallest[0]:
            text = f"{module.label} has {size:,.0f} GiB; {smallest[1]} takes modules up to {smallest[0]:,.0f} GiB."
            yield error(text, names, module.cite("capacity_gib") + smallest[2])
        elif board is not None and not _board_limit(board) and size > _safe_gib(module):
            gaps = board.lacks("max_module_gib")
            yield cannot_tell(
                f"Whether {board.label} takes modules of {size:,.0f} GiB is not known.", gaps, parts=names
            )
        elif board is not None:
            yield passed(f"{module.label}: {size:,.0f} GiB is within what the platform takes.", names)


def _limits(board: Device | None, cpu: Device | None) -> list[tuple[float, str, tuple[Cited, ...]]]:
    found = _board_limit(board) if board else []
    own = cpu.number("module_max_gib") if cpu else None
    if cpu and own is not None:
        found.append((own, cpu.label, cpu.cite("module_max_gib")))
    return found


def _board_limit(board: Device) -> list[tuple[float, str, tuple[Cited, ...]]]:
    """The stated limit, or the board's most memory divided by its slots."""
    stated = board.number("max_module_gib")
    if stated is not None:
        return [(stated, board.label, board.cite("max_module_gib"))]
    most, slots = board.number("memory_max_gib"), board.count("dimm_slots")
    if most is None or not slots:
        return []
    return [(most / slots, board.label, board.cite("memory_max_gib", "dimm_slots"))]


def _safe_gib(module: Device) -> float:
    family = FAMILY.get(module.text("module_type") or "", "")
    return SAFE_MODULE_GIB.get((module.text("generation") or "", family), 0.0)


RULE = Rule(
    id="memory-dimm-capacity",
    title="The modules are not too large for the board",
    area=Area.MEMORY,
    worst=Severity.ERROR,
    requires=("memory", "motherboard"),
    needs=(
        "memory.capacity_gib",
        "memory.total_gib",
        "memory.generation",
        "memory.module_type",
        "motherboard.max_module_gib",
        "motherboard.memory_max_gib",
        "motherboard.dimm_slots",
        "cpu.module_max_gib",
    ),
    why="A module larger than the controller knows is not recognised.",
    hint="Use more modules of a smaller size.",
    sources=(Source("https://en.wikipedia.org/wiki/DDR4_SDRAM", "DDR4 SDRAM: chip densities and module sizes"),),
    breaks=build(
        item("memory", capacity_gib=128, generation="ddr4", module_type="rdimm"), item("motherboard", max_module_gib=64)
    ),
    passes=build(
        item("memory", capacity_gib=64, generation="ddr4", module_type="rdimm"), item("motherboard", max_module_gib=64)
    ),
    check=check,
    page=__doc__ or "",
)
