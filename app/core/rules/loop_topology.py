"""Blocks one after the other share all of the flow, blocks side by side share it out.

What it checks: for two or more blocks at the planned flow, how much warmer the coolant is after the last of them in
series, and what each gets in parallel; without a planned flow, the one that either way takes.

Why it matters: in series every block has the full flow, but the last one cools with what the others have warmed.  In
parallel all get equally cool water, but below 1 L/min a block cools badly.

How to fix: parallel blocks on a terminal or manifold where the flow is enough for each, series where it isn't, or pairs
in series side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import coolant_rise_k, flow_lpm
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rules import Rule
from app.core.rules._examples import Choices, build, item
from app.core.rules._liquid import LEAST_BRANCH_LPM, WATER_COOLED_FACTS, LoopHeat, loop_heat

# Kelvin between first and last block from which their chips differ visibly (engineering estimate).
SERIES_RISE_K = 5.0


def check(case: Case) -> Iterator[Outcome]:
    heat, lpm = loop_heat(case), case.loop.flow_lpm
    if heat.blocks < 2:
        return
    parts = case.loop.devices
    if heat.watts is None:
        text = f"Whether {heat.blocks} blocks better sit in series or side by side depends on their heat."
        yield cannot_tell(text, heat.missing, Severity.INFO, parts)
    elif lpm:
        yield _at(lpm, heat, heat.watts, parts)
    else:
        series_lpm, parallel_lpm = flow_lpm(heat.watts, SERIES_RISE_K), LEAST_BRANCH_LPM * heat.blocks
        text = f"{heat.blocks} blocks with {heat.words}: in series they want {series_lpm:.1f} L/min of water for"
        text = f"{text} {SERIES_RISE_K:g} K from first to last, side by side {parallel_lpm:.1f} L/min on a manifold."
        yield info(text, parts, (), series_lpm=round(series_lpm, 2), parallel_lpm=parallel_lpm)


def _at(lpm: float, heat: LoopHeat, watts: float, parts: tuple[str, ...]) -> Outcome:
    rise_k, branch_lpm = coolant_rise_k(watts, lpm), lpm / heat.blocks
    series = f"in series the coolant warms by {rise_k:.1f} K from the first of {heat.blocks} blocks to the last"
    parallel = f"side by side each gets {lpm:g} L/min ÷ {heat.blocks} = {branch_lpm:.2f} L/min"
    both = f"{heat.words} at {lpm:g} L/min of water: {series}; {parallel}"
    warm, thin = rise_k > SERIES_RISE_K, branch_lpm < LEAST_BRANCH_LPM
    if warm and thin:
        advice = "neither is good: more flow, or groups in series side by side"
    else:
        advice = "put them side by side on a manifold" if warm else "keep them in series"
    if warm or thin:
        return info(f"{both}: {advice}.", parts, (), rise_k=round(rise_k, 2), branch_lpm=round(branch_lpm, 2))
    return passed(f"{both}: either way is fine.", parts)


RULE = Rule(
    id="loop-topology",
    title="Blocks in series or side by side",
    area=Area.COOLING_CAPACITY,
    worst=Severity.INFO,
    requires=(),
    needs=WATER_COOLED_FACTS,
    why="In series the last block cools with warmed water; in parallel the flow divides.",
    hint="Blocks side by side where the flow is enough for each, in series where it isn't.",
    sources=(
        Source("https://mp-is.eu/en/blog/liquid-cooling-h100-cluster", "Heat, flow and temperature rise of coolant"),
        Source("https://martinsliquidlab.wordpress.com/pump-planning-guide/", "Martin's Liquid Lab: pump planning"),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=600, cooling="loop", made_cooling="axial"),
        choices=Choices(loop_lpm=5),
    ),
    passes=build(
        item("gpu", 2, board_power_w=450, cooling="loop", made_cooling="axial"),
        choices=Choices(loop_lpm=5),
    ),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
