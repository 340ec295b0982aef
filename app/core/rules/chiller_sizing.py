"""A chiller's cooling capacity, not its electrical power, must exceed the heat.

What it checks: the chillers' cooling capacity, with a tenth in reserve, against the heat of the loop; the coolant
temperature that is asked for against the lowest that the chiller supplies; and whether its efficiency is believable.

Why it matters: sellers give either figure as "3 kW". As cooling capacity it carries 2.7 kW; as electrical power it
moves three to six times as much. A chiller that is too small warms up until the GPUs throttle.

How to fix: ask which figure it is, take a larger chiller, or use warm water and radiators, which need none.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import Choices, build, item
from app.core.rules._liquid import loop_heat

RESERVE_SHARE = 0.9
# Best heat per electrical watt of small chillers: 0.4 to 0.5 of the Carnot limit of 11.3 between 10 and 35 °C is 4.5 to
# 5.7, and warmer water helps (engineering estimate).
BEST_COP, USUAL_COP = 6.5, 3.0
COLD_C = 12.0


def check(case: Case) -> Iterator[Outcome]:
    chillers = [chiller for chiller in case.rig.all("chiller") if chiller.text("kind") != "room"]
    if not chillers or case.loop.status == "waiting":
        return
    heat = loop_heat(case)
    parts = [chiller.name for chiller in chillers]
    for chiller in distinct(chillers):
        yield from _believable(chiller)
        yield from _cold_enough(case, chiller)
    if heat.watts is None:
        yield cannot_tell(
            "Whether the chiller carries the loop's heat depends on that heat.", heat.missing, parts=parts
        )
    else:
        yield _capacity(chillers, heat.watts, heat.words)


def _capacity(chillers: list[Device], heat_w: float, words: str) -> Outcome:
    parts = [chiller.name for chiller in chillers]
    uses = [fact for chiller in chillers for fact in chiller.cite("kind", "cooling_w", "electrical_w")]
    gaps = [gap for chiller in chillers for gap in chiller.lacks("kind", "cooling_w")]
    known = [chiller.number("cooling_w") for chiller in chillers]
    if not gaps:
        total = sum(capacity for capacity in known if capacity is not None)
        text = f"{total:,.0f} W × {RESERVE_SHARE:g} = {total * RESERVE_SHARE:,.0f} W of cooling for {words}"
        if total * RESERVE_SHARE < heat_w:
            return error(f"The chiller is too small: {text}.", parts, uses, cooling_w=total, heat_w=heat_w)
        return passed(f"{text}.", parts)
    most = sum(_most_w(chiller) for chiller in chillers)
    if most * RESERVE_SHARE < heat_w:
        text = f"even {BEST_COP:g} W of heat for each electrical watt give {most:,.0f} W of cooling for {words}"
        return error(f"The chiller is too small: {text}.", parts, uses, heat_w=heat_w)
    electrical = sum(chiller.number("electrical_w") or 0 for chiller in chillers)
    guess = f" ({electrical:,.0f} W electrical move about {electrical * USUAL_COP:,.0f} W)" if electrical else ""
    question = f"Whether the chiller carries {words} depends on its cooling capacity{guess}."
    return cannot_tell(question, gaps, Severity.ERROR, parts, uses)


def _most_w(chiller: Device) -> float:
    """The most heat that the chiller can be hoped to carry."""
    cooling_w, electrical_w = chiller.number("cooling_w"), chiller.number("electrical_w")
    if cooling_w is not None:
        return cooling_w
    return float("inf") if electrical_w is None else electrical_w * BEST_COP


def _believable(chiller: Device) -> Iterator[Outcome]:
    cooling_w, electrical_w = chiller.number("cooling_w"), chiller.number("electrical_w")
    if cooling_w is None or not electrical_w:
        return
    cop, supply_c = cooling_w / electrical_w, chiller.number("supply_c")
    if cop > BEST_COP and supply_c is not None and supply_c <= COLD_C:
        text = f"{cooling_w:,.0f} W ÷ {electrical_w:,.0f} W = {cop:.1f} of cooling per watt"
        yield info(
            f"{chiller.label}: {text} is optimistic at {supply_c:g} °C.",
            [chiller.name],
            chiller.cite("cooling_w", "electrical_w", "supply_c"),
        )


def _cold_enough(case: Case, chiller: Device) -> Iterator[Outcome]:
    target_c, supply_c = case.loop.target_c, chiller.number("supply_c")
    if target_c is not None and supply_c is not None and target_c < supply_c:
        text = f"{chiller.label} supplies {supply_c:g} °C at the lowest; {target_c:g} °C is asked for."
        yield error(text, [chiller.name], chiller.cite("supply_c"))


RULE = Rule(
    id="chiller-sizing",
    title="The chiller carries the loop's heat",
    area=Area.COOLING_CAPACITY,
    worst=Severity.ERROR,
    requires=(),
    needs=(
        "chiller.kind",
        "chiller.cooling_w",
        "chiller.electrical_w",
        "chiller.supply_c",
        "gpu.board_power_w",
        "gpu.cooling",
        "gpu.pcb_id",
        "gpu.form_factor",
        "gpu-block.kind",
        "gpu-block.pcb_ids",
        "gpu-block.form_factor",
        "cpu.tdp_w",
    ),
    why="A chiller that is too small lets the coolant warm up until the GPUs throttle.",
    hint="Ask for the cooling capacity, take a larger chiller, or cool with warm water and radiators.",
    sources=(Source("http://mobile.engineeringtoolbox.com/cop-eer-d_409.php", "COP and EER"),),
    breaks=build(
        item("gpu", 4, board_power_w=700, cooling="loop", made_cooling="passive"),
        item("chiller", kind="chiller", cooling_w=3000),
        choices=Choices(coolant_c=35),
    ),
    passes=build(
        item("gpu", 4, board_power_w=600, cooling="loop", made_cooling="passive"),
        item("chiller", kind="chiller", cooling_w=3000, supply_c=15),
        choices=Choices(coolant_c=35),
    ),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
