"""What cooling adds to the electricity bill, as data centres count it.

What it checks: PUE = (watts of the rig + watts of its chiller or room cooler) ÷ watts of the rig, with the cooler at
its own efficiency, and whether the figure is believable.

Why it matters: a cooler that moves three watts of heat with one of electricity adds a third to the bill.  Below 1.05
somebody has left something out; above 1.6 the cooling wastes what it is there to save.

How to fix: warm water with radiators, air from outside, or a cooler of better efficiency.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import chiller_electrical_w, pue
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item, record
from app.core.rules._figures import watts
from app.core.rules._mains import gaps_of, wall_range
from app.core.rules._supply import LOAD_FACTS

BELIEVABLE, WASTEFUL = 1.05, 1.6
# Heat for each watt of electricity: a poor portable air conditioner, and the best that small machines reach (general
# knowledge).
ROOM_COP = (2.0, 6.5)


def check(case: Case) -> Iterator[Outcome]:
    coolers = case.rig.all("chiller")
    if not coolers:
        return
    wall = wall_range(case)
    names = [cooler.name for cooler in coolers]
    gaps = [gap for cooler in coolers for gap in cooler.lacks("cooling_w", "electrical_w")]
    if gaps and all(cooler.text("kind") == "room" for cooler in coolers):
        worst, best = (1 + 1 / cop for cop in ROOM_COP)
        text = f"An air conditioner moves {ROOM_COP[0]:g} to {ROOM_COP[1]:g} W of heat with each of its own"
        yield passed(f"{text}: a PUE between {best:.2f} and {worst:.2f}, whichever it is.", names)
    elif gaps or not wall.known or not wall.low:
        text = "What the cooling adds to the rig's power depends on the cooler's two figures and on the rig's."
        yield cannot_tell(text, [*gaps, *gaps_of(case)], Severity.INFO, names)
    else:
        yield _judge(coolers, wall.low)


def _judge(coolers: tuple[Device, ...], wall_w: float) -> Outcome:
    cop = _sum(coolers, "cooling_w") / _sum(coolers, "electrical_w")
    overhead_w = chiller_electrical_w(wall_w, cop)
    ratio = pue(wall_w, overhead_w)
    sum_words = f"({watts(wall_w)} + {watts(overhead_w)}) ÷ {watts(wall_w)} = {ratio:.2f}"
    text = f"PUE {sum_words}: the cooler moves {cop:.1f} W of heat with each of its own"
    names = [cooler.name for cooler in coolers]
    uses = [fact for cooler in coolers for fact in cooler.cite("cooling_w", "electrical_w")]
    if ratio < BELIEVABLE:
        return info(f"{text}; less than {BELIEVABLE:g} is too good to be true.", names, uses, pue=round(ratio, 3))
    if ratio > WASTEFUL:
        advice = "warm water or outside air would save most of that"
        return info(f"{text}; {advice}.", names, uses, pue=round(ratio, 3))
    return passed(f"{text}.", names)


def _sum(coolers: tuple[Device, ...], fact: str) -> float:
    return sum(value for cooler in coolers if (value := cooler.number(fact)) is not None)


RULE = Rule(
    id="pue",
    title="What cooling adds to the bill",
    area=Area.COOLING_CAPACITY,
    worst=Severity.INFO,
    requires=("gpu", "psu"),
    needs=(
        *LOAD_FACTS,
        "psu.ratings",
        "psu.efficiency",
        "psu.redundant",
        "chiller.kind",
        "chiller.cooling_w",
        "chiller.electrical_w",
    ),
    why="A cooler that moves three watts of heat with one of its own adds a third to the bill.",
    hint="Cool with warm water and radiators, with air from outside, or with a more efficient cooler.",
    sources=(
        Source("http://mobile.engineeringtoolbox.com/cop-eer-d_409.php", "Coefficient of performance and EER"),
        Source("https://en.wikipedia.org/wiki/Power_usage_effectiveness", "Power usage effectiveness"),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=350),
        item("psu", ratings=[record(volts_min=200, volts_max=240, watts=2000)], efficiency="platinum"),
        item("chiller", kind="chiller", cooling_w=3000, electrical_w=2400),
    ),
    passes=build(
        item("gpu", 4, board_power_w=350),
        item("psu", ratings=[record(volts_min=200, volts_max=240, watts=2000)], efficiency="platinum"),
        item("chiller", kind="chiller", cooling_w=3000, electrical_w=1000),
    ),
    check=check,
    stage="circuits",
    page=__doc__ or "",
)
