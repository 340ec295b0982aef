"""A power strip for a rack has a current, a voltage, a plug and so many outlets of each kind.

What it checks: the rig's current against what each PDU carries for hours (all of it where redundant feeds must
replace each other), its voltage against the circuit's, its plug against the wall socket, and outlets for every
supply's inlet.

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
from app.core.rules._mains import gaps_of, receptacle, spare_feeds, wall_range
from app.core.rules._supply import LOAD_FACTS, Range

# Outlets that a cord for the inlet exists for.
OUTLETS_FOR = {
    "c14": ("C13", "5-15R", "5-20R", "6-15R", "6-20R", "SCHUKO", "BS1363"),
    "c20": ("C19", "5-20R", "6-20R", "L6-20R", "L6-30R"),
}


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
    circuit = case.rig.site.circuits[0] if case.rig.site.circuits else None
    volts = circuit.volts if circuit is not None else pdu.number("volts")
    if volts is None:
        return info(f"What {pdu.label} has to carry depends on the voltage; no circuit was named.", names)
    wall = wall_range(case)
    each = 1.0 if spare_feeds(case, count) else 1.0 / count
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
    made_for, plug = pdu.number("volts"), receptacle(pdu.text("input_plug"))
    circuits = case.rig.site.circuits
    if not circuits:
        return
    low = {circuit.volts <= LOW_LINE_MAX_V for circuit in circuits}
    if made_for is not None and (made_for <= LOW_LINE_MAX_V) not in low:
        text = f"{pdu.label} is made for {made_for:g} V; the circuit has {circuits[0].volts:g} V."
        yield error(text, (pdu.name,), pdu.cite("volts"))
    sockets = [socket for circuit in circuits if (socket := receptacle(circuit.receptacle)) is not None]
    if plug is not None and len(sockets) == len(circuits) and plug.name not in {socket.name for socket in sockets}:
        text = f"{pdu.label} has a {plug.name} plug; the wall has {sockets[0].name}."
        yield error(text, (pdu.name,), pdu.cite("input_plug"))


def _outlets(case: Case, pdus: tuple[Device, ...]) -> Outcome:
    psus = case.rig.all("psu")
    names = (*(pdu.name for pdu in pdus), *(psu.name for psu in psus))
    gaps = [gap for pdu in pdus for gap in pdu.lacks("outlets")]
    every = sum(_count(pdu, None) for pdu in pdus)
    if not gaps and every < len(psus):
        text = f"{len(psus)} supplies need an outlet each; the PDUs have {every}."
        return error(text, names, pdus[0].cite("outlets"))
    unknown = sum(psu.text("inlet") is None for psu in psus)
    for inlet, kinds in OUTLETS_FOR.items():
        wanted = sum(psu.text("inlet") == inlet for psu in psus)
        offered = sum(_count(pdu, kinds) for pdu in pdus)
        if not gaps and wanted > offered:
            text = f"{wanted} {inlet.upper()} inlets need {kinds[0]} outlets; the PDUs have {offered}."
            return error(text, names, pdus[0].cite("outlets") + psus[0].cite("inlet"))
        if wanted + unknown > offered:  # the unknown inlets could all be of this kind
            gaps += [gap for psu in psus for gap in psu.lacks("inlet")]
    if gaps:
        return cannot_tell("Whether every supply finds an outlet depends on inlets and outlets.", gaps, parts=names)
    return passed(f"Each of {len(psus)} supplies finds an outlet among {every}.", names)


def _count(pdu: Device, kinds: tuple[str, ...] | None) -> int:
    """Outlets of these kinds (of any, for None)."""
    counts = 0
    for outlet in pdu.records("outlets") or ():
        kind = (outlet.text("type") or "").upper().replace("NEMA ", "").replace("IEC ", "")
        number = outlet.count("count")
        if number is not None and (kinds is None or kind in kinds):
            counts += number
    return counts


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
        item("pdu", continuous_a=10, rated_a=12, outlets=[record(type="C19", count=2)]),
        site=Site(circuits=(Circuit(240, 20),)),
    ),
    passes=build(
        item("gpu", 8, board_power_w=350),
        item("psu", ratings=[record(volts_min=200, volts_max=240, watts=4000)], efficiency="platinum", inlet="c20"),
        item("pdu", continuous_a=16, rated_a=20, outlets=[record(type="C19", count=2)]),
        site=Site(circuits=(Circuit(240, 20),)),
    ),
    check=check,
    stage="circuits",
    page=__doc__ or "",
)
