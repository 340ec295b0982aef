"""A power strip for a rack has a current, a voltage, a plug and so many outlets of each kind.

What it checks: the rig's current against what each PDU carries for hours (all of it where redundant feeds must
replace each other), its voltage against the circuit's, its plug against the wall socket, and whether the plan finds
an outlet for every supply's inlet.

Why it matters: a PDU's own breaker trips like any other, and a C20 inlet finds no place in a row of C13 outlets.

How to fix: a larger PDU, a second one, or one with C19 outlets.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.mains import CONTINUOUS_SHARE, LOW_LINE_MAX_V, amps
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import Circuit, Site, build, item, record
from app.core.rules._figures import amps as in_amps
from app.core.rules._mains import (
    gaps_of,
    heaviest_share,
    machine_part,
    outlet_words,
    receptacle,
    spare_feeds,
    wall_range,
)
from app.core.rules._supply import LOAD_FACTS, Range

IEC_COUPLERS = ("C14", "C20")  # couplers of 250 V: what has them takes 200 V and more, and perhaps less


def check(case: Case) -> Iterator[Outcome]:
    pdus = case.rig.all("pdu")
    if not pdus or not case.rig.has("psu"):
        return
    for pdu in distinct(pdus):
        yield from _fits_the_circuit(case, pdu)
        yield _current(case, pdu, len(pdus))
    yield _outlets(case, pdus)


def _current(case: Case, pdu: Device, count: int) -> Outcome:
    names = (pdu.name,)
    circuit = _circuit_of(case, pdu)
    volts = circuit.volts if circuit is not None else pdu.number("volts")
    if volts is None:
        return info(f"What {pdu.label} has to carry depends on the voltage; no circuit was named.", names)
    wall = wall_range(case)
    each = 1.0 if spare_feeds(case, count) else heaviest_share(case, pdu)
    phases = circuit.phases if circuit is not None else 1
    current = Range(amps(wall.low * each, volts, phases), amps(wall.high * each, volts, phases))
    limit, words = _carries(pdu)
    uses = pdu.cite("continuous_a", "rated_a")
    if limit is None:
        return cannot_tell(f"What {pdu.label} carries for hours isn't known.", pdu.lacks("continuous_a"), parts=names)
    sentence = f"{in_amps(current.low)} through {pdu.label}, which carries {words}"
    if current.low > limit.high:
        return error(f"{sentence}.", names, uses, amps=current.low, limit_a=limit.high)
    if current.high <= limit.low:
        return passed(f"{sentence}.", names)
    gaps: tuple[Missing, ...] = gaps_of(case) + (() if limit.known else pdu.lacks("continuous_a"))
    return cannot_tell(f"{sentence}; what isn't known could tip it.", gaps, parts=names, uses=uses)


def _circuit_of(case: Case, pdu: Device) -> Circuit | None:
    """The circuit that the PDU is on by the plan, else the first that the builder named."""
    circuits = case.rig.site.circuits
    units = {other.name for other in case.rig.all("pdu") if other.item is pdu.item}
    index = next((one.circuit for one in case.outlets.hookups if machine_part(one.feeder or "") in units), None)
    return circuits[index or 0] if circuits else None


def _carries(pdu: Device) -> tuple[Range | None, str]:
    """Continuous current; from the rating alone it lies between 80 and 100 % of it, by country."""
    stated, rated = pdu.number("continuous_a"), pdu.number("rated_a")
    if stated is not None:
        return Range(stated, stated), in_amps(stated)
    if rated is None:
        return None, ""
    low = CONTINUOUS_SHARE * rated
    return Range(low, rated), f"{in_amps(low)} to {in_amps(rated)} by its rating"


def _fits_the_circuit(case: Case, pdu: Device) -> Iterator[Outcome]:
    plug = receptacle(pdu.text("input_plug"))
    circuits = case.rig.site.circuits
    if not circuits:
        return
    yield from _suits_the_voltage(pdu, circuits)
    sockets = [socket for circuit in circuits if (socket := receptacle(circuit.receptacle)) is not None]
    if plug is not None and len(sockets) == len(circuits) and plug.name not in {socket.name for socket in sockets}:
        text = f"{pdu.label} has a {plug.name} plug; the wall has {sockets[0].name}."
        yield error(text, (pdu.name,), pdu.cite("input_plug"))


def _suits_the_voltage(pdu: Device, circuits: tuple[Circuit, ...]) -> Iterator[Outcome]:
    """Whether the PDU is made for the low or the high side that a circuit has."""
    made_for, plug = pdu.number("volts"), pdu.text("input_plug")
    has_high = any(circuit.volts > LOW_LINE_MAX_V for circuit in circuits)
    if made_for is None and has_high and any(coupler in (plug or "").upper() for coupler in IEC_COUPLERS):
        return
    socket = receptacle(plug)
    highest = made_for if made_for is not None else socket.max_volts if socket is not None else None
    volts = f"{circuits[0].volts:g} V"
    if highest is None and (plug is None or "60309" not in plug):
        question = f"Whether {pdu.label} is made for the circuit's {volts} isn't known."
        yield cannot_tell(question, pdu.lacks("volts", "input_plug"), parts=(pdu.name,))
        return
    is_low = highest is not None and highest <= LOW_LINE_MAX_V
    if is_low not in {circuit.volts <= LOW_LINE_MAX_V for circuit in circuits}:
        maker = f"{made_for:g} V" if made_for is not None else f"the voltage of its {plug} plug"
        yield error(f"{pdu.label} is made for {maker}; the circuit has {volts}.", (pdu.name,), pdu.cite("volts"))


def _outlets(case: Case, pdus: tuple[Device, ...]) -> Outcome:
    plan, psus = case.outlets, case.rig.all("psu")
    names = (*(pdu.name for pdu in pdus), *(psu.name for psu in psus))
    if plan.status == "impossible":
        uses = [fact for pdu in distinct(pdus) for fact in pdu.cite("outlets")]
        uses += [fact for psu in distinct(psus) for fact in psu.cite("inlet")]
        return error(f"{outlet_words(case, psus)}.", names, uses, unplugged=len(plan.unplugged))
    if plan.status == "unknown":
        text = "Whether every supply finds an outlet depends on inlets and outlets."
        return cannot_tell(text, plan.missing, parts=names)
    direct = sum(hookup.feeder is None for hookup in plan.hookups)
    beside = f"; {direct} on a circuit without a PDU take the wall socket" if direct else ""
    return passed(f"Each of {len(plan.hookups)} supplies finds an outlet{beside}.", names)


RULE = Rule(
    id="pdu-rating",
    title="The PDU carries the rig",
    area=Area.CIRCUIT,
    worst=Severity.ERROR,
    requires=("gpu", "psu"),
    needs=(
        *LOAD_FACTS,
        "pdu.continuous_a",
        "pdu.rated_a",
        "pdu.volts",
        "pdu.input_plug",
        "pdu.outlets",
        "psu.inlet",
        "psu.form_factor",
        "ups.outlets",
        "psu.efficiency",
        "psu.ratings",
        "psu.redundant",
    ),
    why="A PDU's breaker trips like any other, and its outlets have to fit the supplies' cords.",
    hint="Choose a larger PDU, a second one, or one with C19 outlets.",
    sources=(
        Source(
            "http://geistglobal.com/what-rating-should-i-use-correctly-select-pdu-my-installation-0",
            "Geist: which rating of a PDU counts",
        ),
        Source("https://www.comms-express.com/infozone/article/pdu-output-types/", "PDU outlets: C13 and C19"),
    ),
    breaks=build(
        item("gpu", 8, board_power_w=350),
        item("psu", ratings=[record(volts_min=200, volts_max=240, watts=4000)], efficiency="platinum", inlet="c20"),
        item("pdu", volts=240, continuous_a=10, rated_a=12, outlets=[record(type="C19", count=2)]),
        site=Site(circuits=(Circuit(240, 20),)),
    ),
    passes=build(
        item("gpu", 8, board_power_w=350),
        item("psu", ratings=[record(volts_min=200, volts_max=240, watts=4000)], efficiency="platinum", inlet="c20"),
        item("pdu", volts=240, continuous_a=16, rated_a=20, outlets=[record(type="C19", count=2)]),
        site=Site(circuits=(Circuit(240, 20),)),
    ),
    check=check,
    stage="circuits",
    page=__doc__ or "",
)
