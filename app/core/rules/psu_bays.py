"""Every supply needs a bay.

What it checks: the number of supplies that go inside against the chassis' bays.

Why it matters: an ordinary case has one bay.  A second supply then lies beside the case with its cables through the
open slots: good for an afternoon on a bench, not for a machine that runs unattended.

How to fix: a case with two bays, one larger supply, or an open frame.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rules import Rule
from app.core.rules._examples import build, item


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    inside = [psu for psu in case.rig.all("psu") if psu.text("form_factor") != "external"]
    if chassis is None or not inside or chassis.texts("psu_form_factors") == ():
        return  # that a chassis takes no supply at all is said of the form factor
    parts = (*(psu.name for psu in inside), chassis.name)
    bays = chassis.count("psu_bays")
    supplies = "1 supply" if len(inside) == 1 else f"{len(inside)} supplies"
    if inside[0].bundle is not None and inside[0].bundle == chassis.bundle:
        yield passed(f"{chassis.label} came with its {supplies}.", parts)
    elif bays is not None and len(inside) > bays:
        uses = chassis.cite("psu_bays")
        yield error(f"{chassis.label} has {bays} supply bays for {supplies}.", parts, uses, bays=bays)
    elif bays is not None:
        yield passed(f"{chassis.label} has {bays} supply bays for {supplies}.", parts)
    elif chassis.text("kind") == "open-frame":
        yield passed(f"{chassis.label} has no walls: {supplies} can be strapped to it.", parts)
    elif len(inside) > 1:  # a single supply's place is a question of its form factor
        yield cannot_tell(
            f"Whether {chassis.label} holds {supplies} isn't known.", chassis.lacks("psu_bays"), parts=parts
        )


RULE = Rule(
    id="psu-bays",
    title="The chassis holds all power supplies",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("psu", "chassis"),
    needs=("chassis.psu_bays", "chassis.psu_form_factors", "chassis.kind", "psu.form_factor"),
    why="A supply without a bay lies beside the machine.",
    hint="Choose a case with more bays, one larger supply, or an open frame.",
    sources=(
        Source("https://www.mov-axbx.com/wopr/wopr_power.html", "A rig with several ATX supplies, and where they go"),
    ),
    breaks=build(item("psu", 2, form_factor="atx"), item("chassis", psu_bays=1)),
    passes=build(item("psu", 2, form_factor="atx"), item("chassis", psu_bays=2)),
    check=check,
    page=__doc__ or "",
)
