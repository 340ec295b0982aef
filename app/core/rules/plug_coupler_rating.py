"""Cord, inlet and wall socket each have a current of their own.

What it checks: each supply's current against the coupler of its inlet (C13/C14 10 A, C19/C20 16 A; in North America
15 A and 20 A); the circuit's current, voltage and breaker against the wall socket that the builder named.

Why it matters: couplers get hot before breakers trip.  A C20 inlet needs a C19 cord, and a 15 A socket on a 20 A
breaker still carries 12 A for hours.

How to fix: the cord of the inlet's kind, a supply with a C20 inlet, a lower limit, or another socket.  Ask an
electrician before a socket is changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.mains import CONTINUOUS_SHARE
from app.core.parts import Source
from app.core.placement.plans import CircuitLoad
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import Circuit, Site, build, item, record
from app.core.rules._figures import amps
from app.core.rules._mains import (
    Receptacle,
    gaps_of,
    north_american,
    other_amps,
    receptacle,
    rig_amps,
    supply_amps,
)
from app.core.rules._supply import LOAD_FACTS, Range

# Amperes of the coupler pair by its inlet: international, North American.
COUPLER_A = {"c6": (2.5, 2.5), "c8": (2.5, 2.5), "c14": (10.0, 15.0), "c16": (10.0, 15.0), "c20": (16.0, 20.0)}
CORD = {"c6": "C5", "c8": "C7", "c14": "C13", "c16": "C15", "c20": "C19"}
# Breakers from here on feed one socket alone, of their own rating (NEC table 210.21(B)(3)).
OWN_SOCKET_FROM_A = 30.0


def check(case: Case) -> Iterator[Outcome]:
    currents = supply_amps(case)
    for psu in distinct(case.rig.all("psu")):
        mine = [currents[unit.name] for unit in case.rig.all("psu") if unit.item is psu.item and unit.name in currents]
        if mine:
            yield from _inlet(case, psu, max(mine, key=lambda current: current.high))
    for load in case.circuits.loads:
        socket = receptacle(load.circuit.receptacle)
        if socket is not None and load.psus:
            yield _socket(case, load, socket)


def _inlet(case: Case, psu: Device, current: Range) -> Iterator[Outcome]:
    inlet = psu.text("inlet")
    here = north_american(case, case.rig.site.circuits[0])
    names, uses = (psu.name,), psu.cite("inlet")
    if inlet is None:
        limit = COUPLER_A["c14"][here]
        if current.high <= limit:
            yield passed(f"{psu.label} draws {amps(current.high)}, which every usual inlet carries.", names)
        else:
            text = f"{psu.label} draws up to {amps(current.high)}; whether its inlet carries that isn't known."
            yield cannot_tell(text, psu.lacks("inlet"), parts=names)
        return
    if inlet not in COUPLER_A:
        return
    limit = COUPLER_A[inlet][here]
    sentence = (
        f"{psu.label} draws {amps(current.low)}; its {inlet.upper()} inlet and {CORD[inlet]} cord carry {amps(limit)}"
    )
    if current.low > limit:
        yield error(f"{sentence}.", names, uses, amps=current.low, limit_a=limit)
    elif current.high > limit:
        yield cannot_tell(f"{sentence}; what isn't known could tip it.", gaps_of(case), parts=names, uses=uses)
    else:
        yield passed(f"{sentence}.", names)
        if inlet == "c20":
            yield info(f"{psu.label} needs a cord with a C19 plug; the common C13 cord doesn't fit.", names, uses)


def _socket(case: Case, load: CircuitLoad, socket: Receptacle) -> Outcome:
    circuit = load.circuit
    names = load.psus
    here = north_american(case, circuit)
    limit = socket.amps * (CONTINUOUS_SHARE if here else 1.0)
    current = rig_amps(case, load)
    if socket.max_volts is not None and circuit.volts > socket.max_volts:
        made_for = f"A {socket.name} socket is made for {socket.max_volts:g} V"
        return error(f"{made_for}; circuit {load.index + 1} has {circuit.volts:g} V.", names)
    if circuit.amps is not None and here and circuit.amps >= OWN_SOCKET_FROM_A and socket.amps < circuit.amps:
        text = f"A {circuit.amps:g} A breaker does not protect a {socket.name} socket for {socket.amps:g} A."
        return error(f"{text} Ask an electrician.", names, amps=socket.amps, breaker_a=circuit.amps)
    if circuit.amps is not None and circuit.amps <= socket.amps:
        return passed(
            f"A {socket.name} socket carries what the {circuit.amps:g} A breaker before it lets through.", names
        )
    sentence = f"{amps(current.low)} through a {socket.name} socket, which carries {amps(limit)} for hours"
    if current.low > limit:
        return error(f"{sentence}.", names, (), amps=current.low, limit_a=limit)
    if current.high > limit:
        return cannot_tell(f"{sentence}; what isn't known could tip it.", gaps_of(case), parts=names)
    if current.low + other_amps(circuit) > limit:
        return warning(f"{sentence}; what else hangs on the circuit must not use the same socket.", names)
    return passed(f"{sentence}.", names)


RULE = Rule(
    id="plug-coupler-rating",
    title="Cords, inlets and sockets carry the current",
    area=Area.CIRCUIT,
    worst=Severity.ERROR,
    requires=("gpu", "psu"),
    needs=(*LOAD_FACTS, "psu.inlet", "psu.efficiency", "psu.ratings", "psu.redundant"),
    why="Couplers get hot before breakers trip.",
    hint="Use the inlet's own kind of cord, a supply with a C20 inlet, a lower limit, or another socket.",
    sources=(
        Source(
            "https://www.interpower.com/ic/designers/webcasts/commonly-asked-questions/iec-60320-c13-ratings.html",
            "IEC 60320 C13: 10 A, in North America 15 A",
        ),
        Source(
            "https://www.cableleader.com/blog/post/iec-power-connector-chart", "IEC connectors: C13, C19 and others"
        ),
        Source("https://mailman.nanog.org/pipermail/nanog/2014-March/065181.html", "L6-20 plugs on L6-30 circuits"),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=450),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=2400)], efficiency="platinum", inlet="c14"),
        site=Site(circuits=(Circuit(120, 30),), region="US"),
    ),
    passes=build(
        item("gpu", 2, board_power_w=450),
        item("psu", ratings=[record(volts_min=100, volts_max=240, watts=2400)], efficiency="platinum", inlet="c14"),
        site=Site(circuits=(Circuit(120, 30),), region="US"),
    ),
    check=check,
    stage="circuits",
    page=__doc__ or "",
)
