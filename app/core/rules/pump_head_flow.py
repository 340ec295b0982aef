"""A pump pushes through only so many blocks.

What it checks: the number of blocks against the pumps' head and flow, and the planned flow against what the pumps can
give, what a loop should have, and what each block in parallel needs.

Why it matters: every block in series takes its share of the pump's pressure; behind three or four full-cover blocks a
single D5 gives little flow. In parallel the flow divides instead, and a block with less than 1 L/min cools badly.

How to fix: a second pump in series, or blocks in parallel on a terminal or manifold, with at least 1 L/min each.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import Choices, build, item
from app.core.rules._liquid import LEAST_BRANCH_LPM, loop_heat

# Rules of thumb for the usual pump, a D5 of 3.9 m and 1500 L/h (general knowledge): three full-cover blocks in series
# or eight in parallel.  Weaker and stronger pumps count by head in series and by flow in parallel.
D5_HEAD_M, D5_FLOW_L_H = 3.9, 1500.0
SERIES_BLOCKS, PARALLEL_BLOCKS = 3.0, 8.0
LEAST_LOOP_LPM = 3.8  # 1 US gallon a minute, the flow at which blocks and radiators are tested


def check(case: Case) -> Iterator[Outcome]:
    if case.loop.status == "waiting":
        return
    blocks, pumps, lpm = loop_heat(case).blocks, case.rig.all("pump"), case.loop.flow_lpm
    if not blocks:
        return
    if not pumps:
        yield info(
            "No pump is listed for the loop; a reservoir or distribution plate may bring one.", case.loop.devices
        )
        return
    if lpm is not None:
        yield from _planned(pumps, lpm)
    yield _reach(pumps, blocks, lpm)


def _planned(pumps: tuple[Device, ...], lpm: float) -> Iterator[Outcome]:
    names = [pump.name for pump in pumps]
    if lpm < LEAST_LOOP_LPM:
        yield warning(
            f"The planned flow of {lpm:g} L/min is less than the {LEAST_LOOP_LPM:g} L/min of a good loop.", names
        )
    flows = [pump.number("flow_l_h") for pump in pumps]
    known = [flow for flow in flows if flow is not None]
    if len(known) == len(flows) and lpm * 60 > sum(known):
        yield warning(
            f"The planned {lpm:g} L/min × 60 = {lpm * 60:,.0f} L/h are more than the pumps' {sum(known):,.0f} L/h at "
            "no resistance.",
            names,
            [fact for pump in pumps for fact in pump.cite("flow_l_h")],
        )


def _reach(pumps: tuple[Device, ...], blocks: int, lpm: float | None) -> Outcome:
    names = [pump.name for pump in pumps]
    gaps = [gap for pump in pumps for gap in pump.lacks("head_m", "flow_l_h")]
    series = sum(SERIES_BLOCKS * (pump.number("head_m") or 0) / D5_HEAD_M for pump in pumps)  # 0: not counted on
    parallel = sum(PARALLEL_BLOCKS * (pump.number("flow_l_h") or 0) / D5_FLOW_L_H for pump in pumps)
    uses = [fact for pump in pumps for fact in pump.cite("head_m", "flow_l_h")]
    reach = f"{len(pumps)} pumps" if len(pumps) > 1 else "one pump"
    if blocks <= series:
        return passed(f"{blocks} blocks on {reach}, enough for {series:.1f} in series.", names)
    if gaps:
        question = f"How many of the {blocks} blocks {reach} can serve depends on head and flow."
        return cannot_tell(question, gaps, Severity.WARNING, names, uses)
    if blocks > parallel:
        return warning(
            f"{blocks} blocks on {reach}: enough for {series:.1f} in series or {parallel:.1f} in parallel.", names, uses
        )
    if lpm is not None and lpm / blocks < LEAST_BRANCH_LPM:
        return warning(
            f"{blocks} blocks on {reach} must run in parallel: {lpm:g} L/min ÷ {blocks} = {lpm / blocks:.2f} L/min "
            f"is less than {LEAST_BRANCH_LPM:g} L/min for each.",
            names,
            uses,
        )
    return info(
        f"{blocks} blocks on {reach} (enough for {series:.1f} in series): run them in parallel, with "
        f"{LEAST_BRANCH_LPM:g} L/min each, {blocks * LEAST_BRANCH_LPM:g} L/min together.",
        names,
        uses,
    )


RULE = Rule(
    id="pump-head-flow",
    title="The pumps push through the blocks",
    area=Area.COOLING_CAPACITY,
    worst=Severity.WARNING,
    requires=(),
    needs=(
        "pump.head_m",
        "pump.flow_l_h",
        "gpu.cooling",
        "gpu.pcb_id",
        "gpu.form_factor",
        "gpu-block.kind",
        "gpu-block.pcb_ids",
        "gpu-block.form_factor",
    ),
    why="Behind too many blocks a pump gives too little flow.",
    hint="Add a pump in series, or run blocks in parallel with at least 1 L/min each.",
    sources=(
        Source(
            "https://martinsliquidlab.wordpress.com/pump-planning-guide/", "Martin's Liquid Lab: pump planning, 1 GPM"
        ),
        Source(
            "https://xtremerigs.net/2016/02/09/alphacool-monsta-280-radiator-review/4", "Radiators tested at 1.0 GPM"
        ),
    ),
    breaks=build(
        item("gpu", 9, board_power_w=300, cooling="loop", made_cooling="passive"),
        item("pump", head_m=3.9, flow_l_h=1500),
        choices=Choices(loop_lpm=9),
    ),
    passes=build(
        item("gpu", 4, board_power_w=300, cooling="loop", made_cooling="passive"),
        item("pump", 2, head_m=3.9, flow_l_h=1500),
        choices=Choices(loop_lpm=6),
    ),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
