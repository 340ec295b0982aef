"""Some modules don't work side by side.

What it checks: all modules of a machine are of one type and all with or all without ECC; differing sizes, ranks or
speeds are told as well.

Why it matters: registered and load-reduced modules in one machine stop it before the BIOS screen.  Differing speeds all
run at the slowest, and differing sizes leave part of the memory without interleaving.

How to fix: keep one kind, and fill every channel with the same module.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._memory import FAMILY

NOTED = (("capacity_gib", "GiB"), ("speed_mts", "MT/s"), ("ranks", "ranks"))


def check(case: Case) -> Iterator[Outcome]:
    kinds = tuple(distinct(case.rig.all("memory")))
    if len(kinds) < 2:
        return
    names = tuple(kind.name for kind in kinds)
    uses = tuple(cited for kind in kinds for cited in kind.cite("module_type", "ecc"))
    families = {FAMILY[own] for kind in kinds if (own := kind.text("module_type")) is not None}
    checks = {flag for kind in kinds if (flag := kind.flag("ecc")) is not None}
    if len(families) > 1:
        yield error(f"The build mixes {' and '.join(sorted(families))} modules; a machine takes one kind.", names, uses)
    elif len(checks) > 1:
        yield error("The build mixes modules with and without ECC.", names, uses)
    elif gaps := tuple(gap for kind in kinds for gap in kind.lacks("module_type")):
        yield cannot_tell("Whether these modules work side by side depends on their type.", gaps, parts=names)
    else:
        yield from _differences(kinds, names)


def _differences(kinds: tuple[Device, ...], names: tuple[str, ...]) -> Iterator[Outcome]:
    differing = []
    for fact, unit in NOTED:
        values = sorted({value for kind in kinds if (value := kind.number(fact)) is not None})
        if len(values) > 1:
            differing.append(f"{' and '.join(f'{value:,.0f}' for value in values)} {unit}")
    if differing:
        uses = tuple(cited for kind in kinds for cited in kind.cite(*(fact for fact, _ in NOTED)))
        text = "; ".join(differing)
        yield warning(
            f"The modules differ: {text}. All run at the slowest speed, and interleaving suffers.", names, uses
        )
    else:
        yield passed("All modules are of one kind.", names)


RULE = Rule(
    id="memory-mixing",
    title="The modules go together",
    area=Area.MEMORY,
    worst=Severity.ERROR,
    requires=("memory",),
    needs=("memory.module_type", "memory.ecc", *(f"memory.{fact}" for fact, _ in NOTED)),
    why="Mixed kinds don't start; mixed sizes and speeds slow each other down.",
    hint="Use one kind of module throughout.",
    sources=(
        Source(
            "https://www.easymanua.ls/fujitsu/primergy-rx4770-m6/manual?p=240",
            "PRIMERGY RX4770 M6 manual: modules of different kinds can't be mixed",
        ),
    ),
    breaks=build(
        item("memory", item_id="one", module_type="rdimm", ecc=True),
        item("memory", item_id="other", module_type="lrdimm", ecc=True),
    ),
    passes=build(
        item("memory", item_id="one", module_type="rdimm", ecc=True, capacity_gib=32, speed_mts=3200, ranks=2),
        item("memory", item_id="other", module_type="rdimm", ecc=True, capacity_gib=32, speed_mts=3200, ranks=2),
    ),
    check=check,
    page=__doc__ or "",
)
