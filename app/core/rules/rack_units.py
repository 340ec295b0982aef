"""A rack has so many units of height, and everything in it takes some.

What it checks: the rack heights of the machines and network switches against the rack's.

Why it matters: what does not fit stands beside the rack, where the cables don't reach.

How to fix: a higher rack, or fewer machines in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.racked import HIGHEST_MACHINE_U, rack_units, racked_machines
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item

HIGHEST_SWITCH_U = 2.0


def check(case: Case) -> Iterator[Outcome]:
    racks = case.rig.all("rack")
    mounted = [*racked_machines(case.rig), *case.rig.all("switch")]
    if not racks or not mounted:
        return
    parts = (*(device.name for device in mounted), *(rack.name for rack in racks))
    heights = [units for rack in racks if (units := rack.number("rack_units")) is not None]
    if len(heights) < len(racks):
        gaps = [gap for rack in racks for gap in rack.lacks("rack_units")]
        yield cannot_tell("How many units the rack has isn't known.", gaps, parts=parts)
    else:
        yield _judge(case, mounted, sum(heights), parts)


def _judge(case: Case, mounted: list[Device], room: float, parts: tuple[str, ...]) -> Outcome:
    known = [units for device in mounted if (units := rack_units(case.rig, device)) is not None]
    missing = [gap for device in mounted if rack_units(case.rig, device) is None for gap in device.lacks("rack_units")]
    used = sum(known)
    terms = " + ".join(f"{units:g}" for units in known)
    sentence = f"{terms} = {used:g}U of {room:g}U" if len(known) > 1 else f"{used:g}U of {room:g}U"
    if used > room:
        uses = [cited for device in mounted for cited in device.cite("rack_units")]
        return error(f"The machines need more than the rack has: {sentence}.", parts, uses, used=used, room=room)
    if used + sum(_at_most(gap) for gap in missing) > room:
        return cannot_tell(f"At least {sentence}; a machine's height isn't known.", missing, parts=parts)
    return passed(f"The rack has room: {sentence}.", parts)


def _at_most(gap: Missing) -> float:
    return HIGHEST_SWITCH_U if gap.category == "switch" else HIGHEST_MACHINE_U


RULE = Rule(
    id="rack-units",
    title="The rack is high enough",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("chassis",),
    needs=("rack.rack_units", "chassis.rack_units", "chassis.kind", "switch.rack_units", "server.rack_units"),
    why="What has no place in the rack stands beside it.",
    hint="Choose a higher rack, or put fewer machines into it.",
    sources=(Source("https://www.apc.com/us/en/product/AR3100/", "APC NetShelter SX 42U"),),
    breaks=build(item("chassis", 2, rack_units=4), item("rack", rack_units=6)),
    passes=build(item("chassis", rack_units=4), item("rack", rack_units=6)),
    check=check,
    page=__doc__ or "",
)
