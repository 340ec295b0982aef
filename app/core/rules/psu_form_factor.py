"""A power supply has a shape, and the chassis has a hole of one shape.

What it checks: the chassis names the supply's form factor; a chassis that lists its own supplies takes no others; a
supply is no longer than the chassis allows, where both lengths are known.

Why it matters: ATX, SFX, CRPS (73.5 mm wide server modules) and makers' own modules don't replace each other.  The bays
of a GPU server take that server's modules alone.

How to fix: choose a supply of the chassis' form factor, or keep the one that the machine came with.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed, millimetres

# Smaller supplies that an ordinary bracket fits into an ATX hole.
WITH_BRACKET = {"sfx": "atx", "sfx-l": "atx"}


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    if chassis is None:
        return
    for psu in distinct(case.rig.all("psu")):
        yield _judge(psu, chassis)


def _judge(psu: Device, chassis: Device) -> Outcome:
    parts = (psu.name, chassis.name)
    if psu.bundle is not None and psu.bundle == chassis.bundle:
        return passed(f"{psu.label} came in {chassis.label}.", parts)
    own = chassis.texts("proprietary_psus")
    if own:
        if psu.part.id in own:
            return passed(f"{chassis.label} names {psu.label} among its supplies.", parts)
        return error(
            f"{chassis.label} takes its own supplies alone; {psu.label} isn't one of them.",
            parts,
            chassis.cite("proprietary_psus") + psu.cite("form_factor"),
        )
    too_long = _too_long(psu, chassis)
    return too_long or _shape(psu, chassis)


def _too_long(psu: Device, chassis: Device) -> Outcome | None:
    length, room = psu.number("length_mm"), chassis.number("psu_max_length_mm")
    if length is None or room is None or length <= room:
        return None
    return error(
        f"{psu.label} is {millimetres(length)} long; {chassis.label} takes {millimetres(room)}.",
        (psu.name, chassis.name),
        psu.cite("length_mm") + chassis.cite("psu_max_length_mm"),
        length_mm=length,
        room_mm=room,
    )


def _shape(psu: Device, chassis: Device) -> Outcome:
    parts = (psu.name, chassis.name)
    shape, holes = psu.text("form_factor"), chassis.texts("psu_form_factors")
    uses = psu.cite("form_factor") + chassis.cite("psu_form_factors", "kind")
    if shape == "external":
        return passed(f"{psu.label} stands outside the chassis.", parts)
    if holes == ():
        return error(f"{chassis.label} has no place for a power supply inside.", parts, uses)
    if holes is None and shape is not None and chassis.text("kind") == "open-frame":
        return passed(f"{chassis.label} has no walls: {psu.label} is strapped to it.", parts)
    if shape is None or holes is None:
        return cannot_tell(
            f"Whether {psu.label} fits {chassis.label} depends on both form factors.",
            psu.lacks("form_factor") + chassis.lacks("psu_form_factors"),
            Severity.ERROR,
            parts,
            uses,
        )
    if shape in holes:
        return passed(f"{chassis.label} takes {listed(holes)}; {psu.label} is {shape}.", parts)
    if WITH_BRACKET.get(shape) in holes:
        return warning(
            f"{psu.label} is {shape}; {chassis.label} takes {listed(holes)}: it needs an adapter bracket.", parts, uses
        )
    return error(f"{psu.label} is {shape}; {chassis.label} takes {listed(holes)}.", parts, uses)


RULE = Rule(
    id="psu-form-factor",
    title="The power supply fits the chassis",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("psu", "chassis"),
    needs=(
        "psu.form_factor",
        "psu.length_mm",
        "chassis.psu_form_factors",
        "chassis.psu_max_length_mm",
        "chassis.proprietary_psus",
        "chassis.kind",
    ),
    why="A supply of another shape can't be mounted, and a server's bay takes that server's modules alone.",
    hint="Choose a supply of the chassis' form factor, or keep the one that the machine came with.",
    sources=(
        Source(
            "https://www.knightli.com/en/2026/04/17/crps-common-redundant-power-supply-pinout-models/",
            "CRPS: the common redundant power supply, its sizes and its pinout",
        ),
    ),
    breaks=build(item("psu", form_factor="crps"), item("chassis", psu_form_factors=["atx"])),
    passes=build(item("psu", form_factor="atx"), item("chassis", psu_form_factors=["atx"])),
    check=check,
    page=__doc__ or "",
)
