"""Memory modules are made for one generation of sockets.

What it checks: every module's generation is the board's and one that the processor's memory controller speaks.

Why it matters: DDR4 and DDR5 modules are notched differently and run at different voltages; the wrong one can't be
pushed in, and no BIOS helps.

How to fix: replace the modules by ones of the board's generation, or choose the board for the modules.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    board = rig.board
    cpu = rig.cpus[0] if rig.cpus else None
    if board is None and cpu is None:
        return
    for module in distinct(rig.all("memory")):
        yield _judge(module, board, cpu)


def _judge(module: Device, board: Device | None, cpu: Device | None) -> Outcome:
    own = module.text("generation")
    wired = board.text("memory_generation") if board else None
    spoken = cpu.texts("memory_generations") if cpu else None
    names = (module.name, *(part.name for part in (board, cpu) if part))
    if own is None:
        return cannot_tell(f"The generation of {module.label} is not known.", module.lacks("generation"), parts=names)
    if board and wired is not None and wired != own:
        return error(
            f"{module.label} is {own.upper()}; {board.label} takes {wired.upper()}.",
            (module.name, board.name),
            module.cite("generation") + board.cite("memory_generation"),
        )
    if cpu and spoken is not None and own not in spoken:
        return error(
            f"{module.label} is {own.upper()}; {cpu.label} takes {' or '.join(one.upper() for one in spoken)}.",
            (module.name, cpu.name),
            module.cite("generation") + cpu.cite("memory_generations"),
        )
    gaps = (board.lacks("memory_generation") if board else ()) + (cpu.lacks("memory_generations") if cpu else ())
    settled = spoken is not None and len(spoken) == 1
    if gaps and not settled and wired is None:
        return cannot_tell(f"Whether {own.upper()} fits depends on the board.", gaps, parts=names)
    if cpu and spoken is None:
        return cannot_tell(f"Which memory {cpu.label} takes is not known.", gaps, parts=names)
    return passed(f"{module.label} is {own.upper()}, as the platform takes it.", names)


RULE = Rule(
    id="memory-generation",
    title="The memory's generation is the board's",
    area=Area.MEMORY,
    worst=Severity.ERROR,
    requires=("memory",),
    needs=("memory.generation", "motherboard.memory_generation", "cpu.memory_generations"),
    why="Modules of another generation can't be inserted.",
    hint="Choose modules of the board's generation.",
    sources=(
        Source(
            "https://www.aloinfousa.com.mx/ru/blogs/resources/server-memory-buying-guide-ddr3-ddr4-ddr5",
            "Server memory buying guide: DDR3, DDR4 and DDR5 are keyed differently",
        ),
    ),
    breaks=build(item("memory", 2, generation="ddr5"), item("motherboard", memory_generation="ddr4")),
    passes=build(item("memory", 2, generation="ddr4"), item("motherboard", memory_generation="ddr4")),
    check=check,
    page=__doc__ or "",
)
