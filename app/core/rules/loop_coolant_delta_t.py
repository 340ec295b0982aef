"""Too little flow makes the last block of the loop the hot one.

What it checks: how many kelvin the coolant warms by across the largest block and across the whole loop, at the flow
that the builder plans.

Why it matters: the temperature that a block sees is the coolant's at its inlet. 350 W warm 1 L/min of water by 5.0 K;
with blocks in series the last one gets the sum. Above 10 K across a block or 15 K across the loop the cards differ
markedly.

How to fix: more flow, a second pump, or blocks in parallel with enough flow for each.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import coolant_rise_k, flow_lpm
from app.core.parts import Source
from app.core.placement.loops import glycol_pct
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rules import Rule
from app.core.rules._examples import Choices, build, item
from app.core.rules._liquid import LoopHeat, loop_heat
from app.core.rules._unsaid import unsaid_choice

BLOCK_RISE_K, LOOP_RISE_K = 10.0, 15.0
THICK_PCT = 25.0


def check(case: Case) -> Iterator[Outcome]:
    if case.loop.status == "waiting":
        return
    heat, lpm = loop_heat(case), case.loop.flow_lpm
    if not heat.blocks:
        return
    parts = case.loop.devices
    if heat.watts is None or heat.largest_w is None:
        question = "How much the coolant warms on its way depends on the heat of the loop."
        yield cannot_tell(question, heat.missing, Severity.WARNING, parts)
    elif lpm is None:
        needed = flow_lpm(heat.watts, LOOP_RISE_K)
        question = (
            f"The loop takes up {heat.words}; {LOOP_RISE_K:g} K across it take {needed:.1f} L/min of water, and the "
            "flow is not said."
        )
        yield cannot_tell(question, unsaid_choice("loop_lpm"), Severity.WARNING, parts)
    elif lpm > 0:
        yield _judge(case, heat, heat.watts, heat.largest_w, lpm)


def _judge(case: Case, heat: LoopHeat, total_w: float, largest_w: float, lpm: float) -> Outcome:
    glycol, gaps = glycol_pct(case.rig)
    parts = case.loop.devices
    shares = (0.0, THICK_PCT) if glycol is None else (glycol, glycol)
    thin, thick = (_rises(total_w, largest_w, lpm, share) for share in shares)
    loop_k, block_k = thick
    text = f"{heat.words} at {lpm:g} L/min: {loop_k:.2f} K across the loop, {block_k:.2f} K across the largest block"
    if _too_warm(thin) != _too_warm(thick):
        return cannot_tell(
            f"{text} with glycol; whether the coolant has any is not said.", gaps, Severity.WARNING, parts
        )
    if _too_warm(thick):
        more = max(lpm * loop_k / LOOP_RISE_K, lpm * block_k / BLOCK_RISE_K)
        cited = [fact for device in case.rig.all("gpu", "cpu") for fact in device.cite("board_power_w", "tdp_w")]
        limit = f"at most {LOOP_RISE_K:g} K and {BLOCK_RISE_K:g} K take {more:.1f} L/min"
        return warning(f"{text}; {limit}.", parts, cited, loop_k=round(loop_k, 2), block_k=round(block_k, 2))
    return passed(f"{text}.", parts)


def _rises(total_w: float, largest_w: float, lpm: float, glycol_pct: float) -> tuple[float, float]:
    return coolant_rise_k(total_w, lpm, glycol_pct), coolant_rise_k(largest_w, lpm, glycol_pct)


def _too_warm(rises: tuple[float, float]) -> bool:
    return rises[0] > LOOP_RISE_K or rises[1] > BLOCK_RISE_K


RULE = Rule(
    id="loop-coolant-delta-t",
    title="The flow carries the heat",
    area=Area.COOLING_CAPACITY,
    worst=Severity.WARNING,
    requires=(),
    needs=(
        "gpu.board_power_w",
        "gpu.cooling",
        "gpu.pcb_id",
        "gpu.form_factor",
        "gpu-block.kind",
        "gpu-block.pcb_ids",
        "gpu-block.form_factor",
        "cpu.tdp_w",
        "coolant.glycol_pct",
    ),
    why="With too little flow the last block gets coolant that the others have warmed.",
    hint="Raise the flow, add a pump, or run blocks in parallel.",
    sources=(
        Source("https://mp-is.eu/en/blog/liquid-cooling-h100-cluster", "Heat, flow and temperature rise of coolant"),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=450, cooling="loop", made_cooling="axial"),
        item("radiator", fan_mm=140, fan_positions=9),
        choices=Choices(loop_lpm=1),
    ),
    passes=build(
        item("gpu", 4, board_power_w=450, cooling="loop", made_cooling="axial"),
        item("radiator", fan_mm=140, fan_positions=9),
        choices=Choices(loop_lpm=6),
    ),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
