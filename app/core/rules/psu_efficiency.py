"""What the wall gives, and what stays in the room as heat on the way.

What it checks: the supply's efficiency at this load, from the certified points of its 80 PLUS grade, and with it the
watts at the wall.

Why it matters: circuits and room cooling carry the wall's watts, not the parts'.  Below a fifth of its rating a
supply leaves the range in which its grade promises anything.

How to fix: a supply whose rating is about twice the load runs at its best point.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.mains import EFFICIENCY, efficiency_table
from app.core.parts import Source
from app.core.placement.circuits import NOMINAL_V
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item, record
from app.core.rules._figures import percent, watts
from app.core.rules._supply import LOAD_FACTS, rating_gaps


def check(case: Case) -> Iterator[Outcome]:
    circuits, psus = case.circuits, case.rig.all("psu")
    names = [psu.name for psu in psus]
    gaps = list(circuits.missing) + [
        gap for psu in distinct(psus) for gap in (*psu.lacks("efficiency"), *rating_gaps(psu))
    ]
    gaps += case.power.missing
    total = sum(load.watts for load in case.cables.psu_loads)
    if gaps:
        text = f"At least {watts(total)} DC; the wall's watts depend on what isn't known."
        yield cannot_tell(text, gaps, Severity.INFO, names)
    elif circuits.wall_w and circuits.efficiency:
        yield from _at_the_wall(case, total, circuits.wall_w, circuits.efficiency)


def _at_the_wall(case: Case, total: float, wall_w: float, efficiency: float) -> Iterator[Outcome]:
    psus = case.rig.all("psu")
    sentence = f"{watts(total)} DC at {efficiency:.1f} % are {watts(wall_w)} at the wall"
    yield passed(f"{sentence}.", [psu.name for psu in psus])
    for psu in distinct(psus):
        yield from _below_the_range(case, psu)


def _below_the_range(case: Case, psu: Device) -> Iterator[Outcome]:
    load = next((load for load in case.cables.psu_loads if load.psu == psu.name), None)
    share = load.share if load is not None else None
    volts = case.cables.volts if case.cables.volts is not None else NOMINAL_V
    points = EFFICIENCY[efficiency_table(volts, not case.cables.independent)].get(psu.text("efficiency") or "")
    if share is None or points is None or share >= points[0][0]:
        return
    text = (
        f"{psu.label} runs at {percent(share)} of its rating; its grade is certified from {percent(points[0][0])} up, "
        "so the wall's watts are an estimate."
    )
    yield info(text, (psu.name,), psu.cite("efficiency", "ratings"), share=share)


RULE = Rule(
    id="psu-efficiency",
    title="Watts at the wall",
    area=Area.PSU_WATTS,
    worst=Severity.INFO,
    requires=("psu",),
    needs=(*LOAD_FACTS, "psu.efficiency", "psu.ratings", "psu.redundant"),
    why="Circuits and room cooling carry the wall's watts.",
    hint="A supply whose rating is about twice the load runs at its best point.",
    sources=(
        Source(
            "https://www.tomshardware.com/uk/reviews/80-plus-psu-efficiency,4848-2.html",
            "80 PLUS: the certified points",
        ),
    ),
    breaks=build(
        item("gpu", board_power_w=100),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=1600)], efficiency="gold"),
    ),
    passes=build(
        item("gpu", 2, board_power_w=350),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=1600)], efficiency="gold"),
    ),
    check=check,
    stage="circuits",
    page=__doc__ or "",
)
