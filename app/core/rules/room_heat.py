"""Every watt from the wall warms the room.

What it checks: the heat of the machine against the room's cooling, with a fifth in reserve; without a stated cooling
power it says how much is needed.

Why it matters: 2,800 W are 9,600 BTU/h, the whole of a 1-ton air conditioner. A room that can't carry the heat away
warms up until the machine throttles.

How to fix: an air conditioner of the size named in the message, lower power limits, or heat that leaves by water or
duct.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import btu_h, cooling_tons
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Rig
from app.core.rules import Rule
from app.core.rules._examples import Site, build, item
from app.core.rules._warmth import Warmth, warmth

RESERVE = 1.2  # sun, people and the room's own heat; builders take 1.2 to 2


def check(case: Case) -> Iterator[Outcome]:
    heat = warmth(case)
    if not case.power.loads and not case.power.missing:
        return
    cooling_w, gaps = _cooling_w(case.rig)
    if gaps:
        question = f"Whether the room cooler carries {heat.words} depends on its cooling power."
        yield cannot_tell(question, gaps, Severity.ERROR, [gap.item for gap in gaps])
    elif cooling_w is None:
        if not math.isinf(heat.high):
            yield info(f"The machine gives its room {heat.words}{_in_trade_units(heat.high)}.", heat_w=heat.high)
    else:
        yield _judge(case, heat, cooling_w)


def _cooling_w(rig: Rig) -> tuple[float | None, tuple[Missing, ...]]:
    """The room's stated cooling, and that of room coolers in the build; None when there is neither."""
    coolers = [cooler for cooler in rig.all("chiller") if cooler.text("kind") == "room"]
    gaps = tuple(gap for cooler in coolers for gap in cooler.lacks("cooling_w"))
    stated = [rig.site.room_cooling_w, *(cooler.number("cooling_w") for cooler in coolers)]
    known = [watts for watts in stated if watts is not None]
    return (sum(known) if known else None), gaps


def _judge(case: Case, heat: Warmth, cooling_w: float) -> Outcome:
    text = f"The machine gives its room {heat.words}{_in_trade_units(heat.high)}; {cooling_w:,.0f} W are carried away"
    if cooling_w < heat.low:
        return error(f"{text}.", heat_w=heat.low, cooling_w=cooling_w)
    if cooling_w < heat.high and not heat.known:
        gaps = case.power.missing + case.circuits.missing
        return cannot_tell(f"{text}; which of it holds depends on missing facts.", gaps, Severity.ERROR)
    if cooling_w < heat.high * RESERVE:
        reserve = f"{heat.high:,.0f} W × {RESERVE:g} = {heat.high * RESERVE:,.0f} W"
        return warning(f"{text}; sun and people need a reserve: {reserve}.", heat_w=heat.high, cooling_w=cooling_w)
    return passed(f"{text}.")


def _in_trade_units(watts: float) -> str:
    return "" if math.isinf(watts) else f" ({btu_h(watts):,.0f} BTU/h, {cooling_tons(watts):.3f} tons)"


RULE = Rule(
    id="room-heat",
    title="The room gets rid of the heat",
    area=Area.COOLING_CAPACITY,
    worst=Severity.ERROR,
    requires=("gpu",),
    needs=(
        "gpu.board_power_w",
        "cpu.tdp_w",
        "psu.ratings",
        "psu.efficiency",
        "chiller.kind",
        "chiller.cooling_w",
    ),
    why="A room that can't carry the heat away warms up until the machine throttles.",
    hint="Use an air conditioner with 1.2 times the heat, or lower power limits.",
    sources=(
        Source(
            "https://istonecase.com/designing-airflow-cfm-pressure-for-dense-gpu-servers",
            "Heat and airflow of GPU servers",
        ),
        Source("http://mobile.engineeringtoolbox.com/cop-eer-d_409.php", "Watts, BTU and tons of refrigeration"),
    ),
    breaks=build(item("gpu", 4, board_power_w=600), site=Site(room_cooling_w=2000)),
    passes=build(item("gpu", 2, board_power_w=300), site=Site(room_cooling_w=3500)),
    check=check,
    page=__doc__ or "",
)
