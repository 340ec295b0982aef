"""Registered, load-reduced and unbuffered modules are different things.

What it checks: every module's type is one that the board takes (or the processor, where no board is chosen).

Why it matters: an unbuffered DDR5 module takes 5 V and a registered one 12 V; neither goes into the other's socket.
On DDR4 the module goes in and the machine stays dark.

How to fix: buy the type on the board's memory list.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._memory import FAMILY


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    host = rig.board if rig.board is not None else (rig.cpus[0] if rig.cpus else None)
    if host is None:
        return
    for module in distinct(rig.all("memory")):
        yield _judge(module, host)


def _judge(module: Device, host: Device) -> Outcome:
    own, taken = module.text("module_type"), host.texts("module_types")
    names = (module.name, host.name)
    if own is None or taken is None:
        gaps = module.lacks("module_type") + host.lacks("module_types")
        text = f"Whether {host.label} takes {module.label} depends on the type of module."
        return cannot_tell(text, gaps, _worst(own, taken), names)
    families = {FAMILY[kind] for kind in taken}
    uses = module.cite("module_type") + host.cite("module_types")
    if own in taken or FAMILY[own] in families:
        return passed(f"{module.label} is {own.upper()}; {host.label} takes {FAMILY[own]} modules.", names)
    listed = ", ".join(kind.upper() for kind in taken)
    return error(f"{module.label} is {own.upper()}; {host.label} takes {listed}.", names, uses)


def _worst(own: str | None, taken: tuple[str, ...] | None) -> Severity:
    """What an unknown type can come to.

    Memory that is sold without a word about its type is unbuffered: registered modules always say so.  So a board for
    unbuffered modules alone asks for a look at the label, and no more.
    """
    plain = own is None and taken is not None and {FAMILY[kind] for kind in taken} <= {"unbuffered", "SO-DIMM"}
    return Severity.WARNING if plain else Severity.ERROR


RULE = Rule(
    id="memory-module-type",
    title="The board takes this type of module",
    area=Area.MEMORY,
    worst=Severity.ERROR,
    requires=("memory",),
    needs=("memory.module_type", "motherboard.module_types", "cpu.module_types"),
    why="Registered and unbuffered modules don't work in each other's boards.",
    hint="Choose modules of a type on the board's memory list.",
    sources=(
        Source(
            "https://forum.level1techs.com/t/why-are-ddr5-udimms-and-drr5-rdimms-desgined-to-be-not-compatible/223794",
            "DDR5 UDIMM and RDIMM differ in supply voltage and keying",
        ),
    ),
    breaks=build(item("memory", module_type="udimm"), item("motherboard", module_types=["rdimm", "lrdimm"])),
    passes=build(item("memory", module_type="rdimm"), item("motherboard", module_types=["rdimm", "lrdimm"])),
    check=check,
    page=__doc__ or "",
)
