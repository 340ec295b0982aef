"""A tower cooler must fit under the side panel or lid.

What it checks: the height of an air cooler against the chassis' clearance.

Why it matters: the lid does not close, or presses on the cooler.

How to fix: a lower cooler, a liquid one, or a wider case.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    if chassis is None:
        return
    for cooler in distinct(case.rig.all("cpu-cooler")):
        if cooler.text("kind") == "aio":
            continue  # its block is low; its radiator is another matter
        yield _judge(cooler, chassis)


def _judge(cooler: Device, chassis: Device) -> Outcome:
    names = (cooler.name, chassis.name)
    height, room = cooler.number("height_mm"), chassis.number("cpu_cooler_max_mm")
    if room is None and chassis.text("kind") == "open-frame":
        return passed(f"{chassis.label} has no lid over the cooler.", names)
    if cooler.bundle is not None and cooler.bundle == chassis.bundle:
        return passed(f"{cooler.label} came with {chassis.label}.", names)
    if height is None or room is None:
        gaps = cooler.lacks("height_mm") + chassis.lacks("cpu_cooler_max_mm")
        return cannot_tell(
            f"Whether {cooler.label} fits into {chassis.label} depends on its height.", gaps, parts=names
        )
    uses = cooler.cite("height_mm") + chassis.cite("cpu_cooler_max_mm")
    if height > room:
        text = f"{cooler.label} is {height:g} mm high; {chassis.label} has {room:g} mm: {height - room:g} mm too much."
        return error(text, names, uses, over_mm=height - room)
    return passed(f"{cooler.label} is {height:g} mm high, {chassis.label} has {room:g} mm.", names)


RULE = Rule(
    id="cpu-cooler-height",
    title="The cooler fits under the lid",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("cpu-cooler", "chassis"),
    needs=("cpu-cooler.height_mm", "cpu-cooler.kind", "chassis.cpu_cooler_max_mm", "chassis.kind"),
    why="A lid that doesn't close presses on the cooler or stays off.",
    hint="Choose a lower cooler or a chassis with more room.",
    sources=(Source("https://noctua.at/en/nh-u14s-tr4-sp3/specification", "NH-U14S TR4-SP3: 165 mm high"),),
    breaks=build(item("cpu-cooler", kind="air", height_mm=165), item("chassis", kind="rack", cpu_cooler_max_mm=148)),
    passes=build(item("cpu-cooler", kind="air", height_mm=145), item("chassis", kind="rack", cpu_cooler_max_mm=148)),
    check=check,
    page=__doc__ or "",
)
