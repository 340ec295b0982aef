"""A cooler carries so many watts.

What it checks: the power that the cooler is rated for against the processor's TDP.

Why it matters: a processor beyond its cooler throttles, and a fan at full speed all day wears out.

How to fix: a larger cooler, or a lower configurable TDP.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item

HEADROOM = 1.15  # engineering estimate: dust, a hot room, turbo above TDP


def check(case: Case) -> Iterator[Outcome]:
    cpus = tuple(distinct(case.rig.cpus))
    if not cpus:
        return
    for cooler in distinct(case.rig.all("cpu-cooler")):
        yield _judge(cooler, max(cpus, key=lambda cpu: cpu.number("tdp_w") or 0.0))


def _judge(cooler: Device, cpu: Device) -> Outcome:
    names = (cooler.name, cpu.name)
    rated, tdp = cooler.number("max_tdp_w"), cpu.number("tdp_w")
    if rated is None or tdp is None:
        gaps = cooler.lacks("max_tdp_w") + cpu.lacks("tdp_w")
        # Unknown ratings end in throttling at worst: processors protect themselves.
        text = f"Whether {cooler.label} carries {cpu.label} is not known: its maker gives no watts."
        worst = Severity.WARNING if rated is None else Severity.ERROR
        return cannot_tell(text, gaps, worst, names)
    uses = cooler.cite("max_tdp_w") + cpu.cite("tdp_w")
    if rated < tdp:
        return error(f"{cooler.label} is rated for {rated:,.0f} W; {cpu.label} draws {tdp:,.0f} W.", names, uses)
    if rated < HEADROOM * tdp:
        text = f"{cooler.label} is rated for {rated:,.0f} W; {cpu.label} draws {tdp:,.0f} W: less than 15 % in reserve."
        return warning(text, names, uses)
    return passed(f"{cooler.label} is rated for {rated:,.0f} W, {cpu.label} draws {tdp:,.0f} W.", names)


RULE = Rule(
    id="cpu-cooler-tdp",
    title="The cooler carries the processor's heat",
    area=Area.COOLING_CAPACITY,
    worst=Severity.ERROR,
    requires=("cpu-cooler", "cpu"),
    needs=("cpu-cooler.max_tdp_w", "cpu.tdp_w"),
    why="A processor beyond its cooler throttles.",
    hint="Choose a cooler with a higher rating, or lower the processor's configurable TDP.",
    sources=(Source("https://noctua.at/en/noctua-standardised-performance-rating", "Noctua: how coolers are rated"),),
    breaks=build(item("cpu-cooler", max_tdp_w=180), item("cpu", tdp_w=280)),
    passes=build(item("cpu-cooler", max_tdp_w=350), item("cpu", tdp_w=280)),
    check=check,
    page=__doc__ or "",
)
