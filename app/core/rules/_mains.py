"""What the rules of circuits, cords, PDUs and UPSs read together: whose code holds, and currents with their bounds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from app.core.build import Circuit
from app.core.case import Case
from app.core.estimate.mains import LOW_LINE_MAX_V, amps
from app.core.placement.circuits import CAUTIOUS_PCT
from app.core.placement.outlets import outlet_counts
from app.core.placement.plans import CircuitLoad
from app.core.report import Missing
from app.core.rig import Device
from app.core.rules._figures import listed
from app.core.rules._supply import Range, dc_range

NORTH_AMERICA = ("US", "CA")
NORTH_AMERICAN_V = (208.0, 240.0)
BEST_PCT = 96.0  # the highest point that any 80 PLUS grade certifies
NEMA = re.compile(r"^(L?)(\d{1,2})-(\d{2,3})[PR]?$")
# Sockets of other countries by the names that people give them.
OTHER_RECEPTACLE_A = {"schuko": 16.0, "cee 7/4": 16.0, "type f": 16.0, "bs1363": 13.0, "bs 1363": 13.0, "type g": 13.0}


def north_american(case: Case, circuit: Circuit) -> bool:
    """Whether the National Electrical Code's 80 % binds here: by region, else by a voltage that only it knows."""
    region = case.rig.site.region
    if region:
        return region.upper() in NORTH_AMERICA
    return circuit.volts <= LOW_LINE_MAX_V or circuit.volts in NORTH_AMERICAN_V


def wall_range(case: Case) -> Range:
    """Watts at the wall, with bounds where a card's power or a supply's grade is unknown."""
    load = dc_range(case)
    wall, efficiency = case.circuits.wall_w, case.circuits.efficiency
    graded = all(psu.text("efficiency") for psu in case.rig.all("psu"))
    if wall is not None and efficiency and graded:
        return Range(wall, wall + (load.high - load.low) / (CAUTIOUS_PCT / 100))
    return Range(load.low / (BEST_PCT / 100), load.high / (CAUTIOUS_PCT / 100))


def rig_amps(case: Case, load: CircuitLoad) -> Range:
    """The rig's own current on a circuit, without what else hangs on it."""
    wall, planned = wall_range(case), case.circuits.wall_w
    share = load.wall_w / planned if planned else 1.0
    circuit = load.circuit
    low, high = (amps(watts * share, circuit.volts, circuit.phases) for watts in (wall.low, wall.high))
    return Range(low, high)


def other_amps(circuit: Circuit) -> float:
    """What the user says hangs on the circuit besides the rig."""
    return amps(circuit.other_load_w, circuit.volts, circuit.phases) if circuit.other_load_w else 0.0


def gaps_of(case: Case) -> tuple[Missing, ...]:
    """What is missing for an exact figure at the wall."""
    graded = [gap for psu in case.rig.all("psu") for gap in psu.lacks("efficiency")]
    power = () if case.power.judged_w is not None else case.power.missing
    return tuple(dict.fromkeys([*power, *graded]))


@dataclass(frozen=True, slots=True)
class Receptacle:
    """A wall socket: its rated current, and the highest voltage of its family (None: not a NEMA one)."""

    name: str
    amps: float
    max_volts: float | None = None


def receptacle(name: str | None) -> Receptacle | None:
    """The socket by its name; None when the name isn't one that is known."""
    if not name:
        return None
    text = name.strip().upper().removeprefix("NEMA").strip()
    found = NEMA.match(text)
    if found:
        locking, family, rated = found.groups()
        limit = 125.0 if family == "5" else 250.0 if family in ("6", "14", "10") else None
        return Receptacle(f"NEMA {locking}{family}-{rated}", float(rated), limit)
    rated_a = OTHER_RECEPTACLE_A.get(name.strip().lower())
    return Receptacle(name, rated_a) if rated_a is not None else None


def supply_amps(case: Case) -> dict[str, Range]:
    """Each supply's own current; of redundant modules, what an active one draws after the spare ones are lost.

    Of several machines, the one whose supply draws most counts.
    """
    found: dict[str, Range] = {}
    dc = {load.psu: load.watts for load in case.cables.psu_loads}
    active, spare = case.cables.mode
    failover = len(dc) / active if spare and active and not case.cables.independent else 1.0
    for load in case.circuits.loads:
        names = [machine_part(name) for name in load.psus]
        here = sum(dc[name] for name in names)
        current = rig_amps(case, load)
        for name in names:
            part = failover * (dc[name] / here if here else 1 / len(names))
            own = Range(current.low * part, current.high * part)
            found[name] = max(found.get(name, own), own, key=lambda one: one.high)
    return found


def spare_feeds(case: Case, units: int) -> bool:
    """Whether each of two or more units (PDUs, UPSs) must carry the whole rig when the other one is lost."""
    active, spare = case.cables.mode
    return units > 1 and not case.cables.independent and 0 < active <= spare


def heaviest_share(case: Case, unit: Device, whole_rig: bool = False) -> float:
    """Part of one machine's watts at the wall that the fullest unit of a PDU or UPS item carries.

    With `whole_rig` the units of its category carry all of the rig together, whatever hangs beside them on the wall.
    """
    same_item = {other.name for other in case.rig.all(unit.category) if other.item is unit.item}
    same_category = {other.name for other in case.rig.all(unit.category)}
    watts = {name: load for name, load in case.outlets.watts_on().items() if machine_part(name) in same_category}
    every = sum(watts.values())
    if not every:
        return 1.0 / len(same_category)
    wall_w = case.circuits.wall_w
    total = every / case.rig.machines if whole_rig or not wall_w else wall_w
    return max((load for name, load in watts.items() if machine_part(name) in same_item), default=0.0) / total


def machine_part(name: str) -> str:
    """The device's own name, without the machine that it stands in."""
    return name.partition(" of machine ")[0]


def outlet_words(case: Case, psus: tuple[Device, ...]) -> str:
    """Why supplies find no outlet: `2 of 4 supplies find none for 4 × C20; there are 8 × C13 and 2 × C19`."""
    inlets = Counter((psu.text("inlet") or "unknown inlet").upper() for psu in psus)
    kinds: Counter[str] = Counter()
    for feeder in case.rig.all("pdu", "ups"):
        kinds.update(outlet_counts(feeder) or {})
    wanted = listed(f"{count} × {inlet}" for inlet, count in inlets.items())
    offered = listed(f"{count} × {kind}" for kind, count in kinds.items()) or "none"
    short = len(case.outlets.unplugged)
    return f"{short} of {len(psus) * case.rig.machines} supplies find no outlet for {wanted}; there are {offered}"
