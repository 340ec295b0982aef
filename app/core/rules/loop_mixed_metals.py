"""Aluminium and copper in one loop make a battery that eats the aluminium.

What it checks: the wetted metals of blocks, radiators, pumps and fittings: aluminium on one side and copper, nickel
or brass on the other; and that a coolant for mixed metals carries an inhibitor.

Why it matters: in a common coolant aluminium is the anode. It pits, leaks, and its debris clogs the fine channels of
the copper blocks. Inhibitor slows that down; it doesn't make the pair reliable.

How to fix: one family of metals throughout: copper, brass and nickel with an inhibited coolant.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, Rig, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed

NOBLE = frozenset({"copper", "nickel", "brass"})
BASE = "aluminium"
WETTED = ("cpu-block", "gpu-block", "radiator", "pump", "fitting")
# What a circulation pump wets is plastic, ceramic and stainless steel (general knowledge of the D5 and DDC families):
# a pump that doesn't say so is a doubt, but not one that could break the loop.
SELDOM_METAL = ("pump",)


def check(case: Case) -> Iterator[Outcome]:
    wetted = [device for device in distinct(case.rig.all(*WETTED)) if device.text("kind") != "shroud"]
    if len(wetted) < 2:
        return
    noble = [device for device in wetted if NOBLE.intersection(device.texts("metals") or ())]
    base = [device for device in wetted if BASE in (device.texts("metals") or ())]
    if base and noble:
        yield _battery(base, noble)
        return
    silent = [device for device in wetted if device.texts("metals") is None]
    if silent:
        yield _silent(wetted, silent)
    else:
        metals = listed(sorted({metal for device in wetted for metal in device.texts("metals") or ()}) or ["no metal"])
        yield passed(f"The loop's wetted metals go together: {metals}.", [device.name for device in wetted])
    yield from _inhibitor(case.rig)


def _battery(base: list[Device], noble: list[Device]) -> Outcome:
    both = base + noble
    noble_metals = listed(
        sorted({metal for device in noble for metal in NOBLE.intersection(device.texts("metals") or ())})
    )
    return error(
        f"{listed(device.label for device in base)} wets aluminium, {listed(device.label for device in noble)} "
        f"{noble_metals}: in one loop the aluminium corrodes.",
        [device.name for device in both],
        [cited for device in both for cited in device.cite("metals")],
    )


def _silent(wetted: list[Device], silent: list[Device]) -> Outcome:
    could_be = Severity.ERROR if any(device.category not in SELDOM_METAL for device in silent) else Severity.WARNING
    return cannot_tell(
        f"Whether the loop mixes aluminium with copper depends on the metals of {listed(d.label for d in silent)}.",
        [gap for device in silent for gap in device.lacks("metals")],
        could_be,
        [device.name for device in wetted],
    )


def _inhibitor(rig: Rig) -> Iterator[Outcome]:
    for coolant in distinct(rig.all("coolant")):
        inhibited = coolant.flag("inhibitor")
        if inhibited is False:
            yield warning(f"{coolant.label} carries no corrosion inhibitor.", [coolant.name], coolant.cite("inhibitor"))
        elif inhibited is None:
            question = f"Whether {coolant.label} carries a corrosion inhibitor is not said."
            yield cannot_tell(question, coolant.lacks("inhibitor"), Severity.WARNING, [coolant.name])


RULE = Rule(
    id="loop-mixed-metals",
    title="The loop doesn't mix aluminium with copper",
    area=Area.COOLING_INTERFACE,
    worst=Severity.ERROR,
    requires=(),
    needs=(
        "cpu-block.metals",
        "gpu-block.metals",
        "gpu-block.kind",
        "radiator.metals",
        "pump.metals",
        "fitting.metals",
        "coolant.inhibitor",
    ),
    why="Aluminium in a copper loop corrodes until it leaks or clogs the blocks.",
    hint="Use copper, brass and nickel throughout, with an inhibited coolant.",
    sources=(
        Source(
            "https://www.boydcorp.com/resources/fluid-control-technologies/avoiding-galvanic-corrosion.html",
            "Boyd: avoiding galvanic corrosion",
        ),
    ),
    breaks=build(
        item("gpu-block", kind="water", metals=["aluminium"]),
        item("radiator", metals=["copper", "brass"]),
        item("pump", metals=["stainless", "plastic"]),
    ),
    passes=build(
        item("gpu-block", kind="water", metals=["nickel", "copper"]),
        item("radiator", metals=["copper", "brass"]),
        item("pump", metals=["stainless", "plastic"]),
        item("coolant", inhibitor=True),
    ),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
