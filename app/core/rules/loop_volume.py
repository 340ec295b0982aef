"""Water in the loop is time to act when a fan or pump stops.

What it checks: the reservoirs' volume against the heat of the loop, half a litre for each kilowatt, and how many
seconds it takes that water to warm by 10 K when nothing cools it.

Why it matters: a small reservoir draws air while the loop is filled and has no room for coolant that expands or
evaporates; and with little water in it the loop is hot before anybody looks.

How to fix: a larger reservoir or a second one, and a flow or temperature sensor that stops the machine.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import seconds_to_warm
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._liquid import WATER_COOLED_FACTS, loop_heat

LEAST_L_PER_KW = 0.5  # a rule of thumb (general knowledge)
ALARM_K = 10.0


def check(case: Case) -> Iterator[Outcome]:
    heat, reservoirs = loop_heat(case), case.rig.all("reservoir")
    if not heat.blocks:
        return
    names = [*(reservoir.name for reservoir in reservoirs), *case.loop.devices]
    if not reservoirs:
        text = f"No reservoir is listed for {heat.words}: something has to take air and expansion"
        if heat.watts is not None:
            text = f"{text}, {LEAST_L_PER_KW * heat.watts / 1000:.1f} L of it by the rule of thumb"
        yield info(f"{text}; many pumps come with one.", case.loop.devices)
        return
    volumes = [reservoir.number("volume_l") for reservoir in reservoirs]
    known = [volume for volume in volumes if volume is not None]
    if heat.watts is None or len(known) < len(volumes):
        gaps = [*heat.missing, *(gap for reservoir in reservoirs for gap in reservoir.lacks("volume_l"))]
        text = "Whether the reservoir is large enough depends on its volume and the loop's heat."
        yield cannot_tell(text, gaps, Severity.INFO, names)
        return
    litres, wanted = sum(known), LEAST_L_PER_KW * heat.watts / 1000
    seconds = seconds_to_warm(litres, heat.watts, ALARM_K) if heat.watts else 0.0
    text = f"{litres:g} L for {heat.words} warm by {ALARM_K:g} K in {seconds:.0f} s without cooling"
    if litres < wanted:
        uses = [fact for reservoir in reservoirs for fact in reservoir.cite("volume_l")]
        yield info(f"{text}; the rule of thumb asks for {wanted:.1f} L.", names, uses, litres=litres, wanted_l=wanted)
    else:
        yield passed(f"{text}; the rule of thumb asks for {wanted:.1f} L.", names)


RULE = Rule(
    id="loop-volume",
    title="The reservoir suits the heat",
    area=Area.COOLING_CAPACITY,
    worst=Severity.INFO,
    requires=(),
    needs=(*WATER_COOLED_FACTS, "reservoir.volume_l"),
    why="A small reservoir draws air, and little water warms quickly when a fan or pump stops.",
    hint="Take a larger reservoir or a second one, and a sensor that stops the machine.",
    sources=(
        Source("https://mp-is.eu/en/blog/liquid-cooling-h100-cluster", "Heat, flow and temperature rise of coolant"),
        Source("https://martinsliquidlab.wordpress.com/pump-planning-guide/", "Martin's Liquid Lab: pump planning"),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=600, cooling="loop", made_cooling="axial"), item("reservoir", volume_l=1)
    ),
    passes=build(
        item("gpu", 2, board_power_w=450, cooling="loop", made_cooling="axial"), item("reservoir", volume_l=1)
    ),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
