"""A rack carries so many kilograms, and GPU machines are heavy.

What it checks: the weight of the machines, switches, PDUs and UPSes against the static load of the racks, and whether
a machine is too heavy for one person.

Why it matters: a 4U machine with eight cards weighs 40 kg and more, and a large UPS twice that.  An overloaded rack
bends, tips or comes off its wall.

How to fix: a rack for more weight, the heavy things at the bottom, or on the floor beside it.  Take cards and supplies
out before you lift a machine, and lift it with two.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.racked import racked_machines
from app.core.estimate.weight import Weight, weigh
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import kilograms

IN_THE_RACK = ("switch", "pdu", "ups")
# The weakest racks sold (general knowledge): small ones hang on a wall and carry a switch or two; from 18 units on they
# stand on the floor.
WEAKEST_SMALL_KG, WEAKEST_STANDING_KG, STANDING_FROM_U = 20.0, 135.0, 18.0
ONE_PERSON_KG = 23.0  # the recommended weight limit of NIOSH's lifting equation, in the best posture


def check(case: Case) -> Iterator[Outcome]:
    racks, machines = case.rig.all("rack"), racked_machines(case.rig)
    inside = case.rig.devices if machines else case.rig.all(*IN_THE_RACK)
    if not racks or not (machines or inside):
        return
    yield _judge(racks, weigh(case.rig, inside), [*machines, *case.rig.all(*IN_THE_RACK)])
    for machine in distinct(machines):
        weight_kg = machine.number("weight_kg")
        if weight_kg is not None and weight_kg > ONE_PERSON_KG:
            text = f"{machine.label} weighs {kilograms(weight_kg)} without what you put into it"
            yield info(f"{text}: more than the {kilograms(ONE_PERSON_KG)} that one person should lift.", [machine.name])


def _judge(racks: tuple[Device, ...], weight: Weight, heavy: list[Device]) -> Outcome:
    loads = [rack.number("static_load_kg") for rack in racks]
    names = [device.name for device in (*heavy, *racks)]
    uses = [fact for device in heavy for fact in device.cite("weight_kg")]
    uses += [fact for rack in racks for fact in rack.cite("static_load_kg")]
    carries = sum(_weakest_kg(rack) if load is None else load for rack, load in zip(racks, loads, strict=True))
    gaps = [gap for rack in racks for gap in rack.lacks("static_load_kg")]
    stated = "carries" if not gaps else "is not rated, and the weakest of its kind carries"
    sentence = f"what is known weighs {kilograms(weight.known_kg)}, all of it at most {kilograms(weight.most_kg)}"
    sentence = f"{sentence}; the rack {stated} {kilograms(carries)}"
    if weight.most_kg <= carries:
        return passed(f"The rack carries it: {sentence}.", names)
    if weight.known_kg > carries and not gaps:
        text = f"{kilograms(weight.known_kg)} go into a rack that carries {kilograms(carries)}."
        return error(text, names, uses, weight_kg=weight.known_kg, carries_kg=carries)
    text = f"Whether the rack carries the machines isn't known: {sentence}."
    return cannot_tell(text, [*gaps, *weight.missing], parts=names, uses=uses)


def _weakest_kg(rack: Device) -> float:
    units = rack.number("rack_units")
    return WEAKEST_STANDING_KG if units is not None and units >= STANDING_FROM_U else WEAKEST_SMALL_KG


RULE = Rule(
    id="rack-weight",
    title="The rack carries the weight",
    area=Area.CHASSIS_FIT,
    worst=Severity.ERROR,
    requires=("chassis",),
    needs=(
        "rack.static_load_kg",
        "rack.rack_units",
        "chassis.weight_kg",
        "chassis.rack_units",
        "chassis.kind",
        "server.rack_units",
        "gpu.weight_kg",
        "psu.weight_kg",
        "cpu-cooler.weight_kg",
        "radiator.weight_kg",
        "switch.weight_kg",
        "pdu.weight_kg",
        "ups.weight_kg",
    ),
    why="An overloaded rack bends, tips or comes off its wall.",
    hint="Choose a rack for more weight, or leave the heaviest things on the floor beside it.",
    sources=(
        Source(
            "https://docs.nvidia.com/dgx/dgxa100-user-guide/introduction-to-dgxa100.html",
            "NVIDIA DGX A100: 123 kg in six rack units",
        ),
        Source(
            "https://www.osha.gov/SLTC/etools/poultry/additional_material/niosh.html",
            "OSHA on NIOSH's lifting equation: 51 lb, held close at waist height",
        ),
        Source("https://www.apc.com/us/en/product/AR3100/", "APC NetShelter SX: static load"),
    ),
    breaks=build(item("chassis", 2, rack_units=4, weight_kg=45), item("rack", rack_units=12, static_load_kg=60)),
    passes=build(item("chassis", rack_units=2, weight_kg=15), item("rack", rack_units=12, static_load_kg=60)),
    check=check,
    page=__doc__ or "",
)
