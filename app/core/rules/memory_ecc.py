"""Much memory without error correction will flip a bit sooner or later.

What it checks: memory of 128 GiB and more has ECC.

Why it matters: errors grow with the amount of memory and the hours; without ECC they end in a wrong result or a dead
run, and nobody learns why.  DDR5's on-die ECC does not protect the way to the processor.

How to fix: ECC modules on a board and processor that use them.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._memory import size_gaps, total_gib

MUCH_GIB = 128.0  # engineering estimate: where single-bit errors in a 24/7 machine become a matter of months


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    modules = rig.all("memory")
    total = total_gib(rig)
    names = tuple(dict.fromkeys(module.name for module in modules[:1]))
    flags = [module.flag("ecc") for module in modules]
    if not modules or all(flags):
        if modules:
            yield passed("The memory has ECC.", names)
        return
    if total is None:
        text = "Whether ECC matters here depends on how much memory there is."
        yield cannot_tell(text, size_gaps(rig), Severity.WARNING, names)
    elif total < MUCH_GIB:
        yield passed(f"{total:,.0f} GiB: below {MUCH_GIB:,.0f} GiB ECC is welcome, not needed.", names)
    elif False in flags:
        text = f"{total:,.0f} GiB without ECC: in a machine that runs day and night, bit errors are a matter of time."
        yield warning(text, names, modules[flags.index(False)].cite("ecc"))
    else:
        gaps = tuple(gap for module in modules for gap in module.lacks("ecc"))
        yield cannot_tell(f"Whether these {total:,.0f} GiB have ECC is not known.", gaps, Severity.WARNING, names)


RULE = Rule(
    id="memory-ecc",
    title="Much memory has error correction",
    area=Area.MEMORY,
    worst=Severity.WARNING,
    requires=("memory",),
    needs=("memory.ecc", "memory.capacity_gib", "memory.total_gib", "memory.kit_modules"),
    why="Without ECC a flipped bit is a wrong result that nobody notices.",
    hint="Use ECC modules where board and processor support them.",
    sources=(Source("https://en.wikipedia.org/wiki/ECC_memory", "ECC memory"),),
    breaks=build(item("memory", 4, capacity_gib=32, ecc=False)),
    passes=build(item("memory", 4, capacity_gib=32, ecc=True)),
    check=check,
    page=__doc__ or "",
)
