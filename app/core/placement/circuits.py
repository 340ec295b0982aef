"""Stage three: supplies onto circuits."""

from __future__ import annotations

from app.core.estimate.mains import CONTINUOUS_SHARE, amps, efficiency_pct, efficiency_table
from app.core.estimate.power import PowerEstimate
from app.core.placement.outlets import room_on_circuits
from app.core.placement.plans import CablePlan, CircuitLoad, CircuitPlan
from app.core.placement.spreading import other_w, spread
from app.core.report import Missing
from app.core.rig import Device, Rig

NOMINAL_V = 230.0  # for the wall figure alone, when no circuit was said
CAUTIOUS_PCT = 80.0  # a supply of unknown grade: the least that any 80 PLUS grade certifies


def place_circuits(rig: Rig, power: PowerEstimate, cables: CablePlan) -> CircuitPlan:
    """Wall watts, and amperes on each circuit, in normal running and after the loss of a feed."""
    if not cables.psu_loads:
        return CircuitPlan("waiting")
    psus = {psu.name: psu for psu in rig.all("psu")}
    volts = cables.volts if cables.volts is not None else NOMINAL_V
    missing: list[Missing] = [] if power.dc_w is not None or power.override_w is not None else list(power.missing)
    watts: dict[str, float] = {}
    for load in cables.psu_loads:
        pct, gaps = _efficiency(psus[load.psu], volts, not cables.independent, load.watts, load.rating_w)
        watts[load.psu] = load.watts / (pct / 100)
        missing += gaps
    wall_w = sum(watts.values())
    total = sum(load.watts for load in cables.psu_loads)
    efficiency = total / wall_w * 100 if wall_w else None
    circuits = rig.site.circuits
    known = tuple(dict.fromkeys(missing))
    if not circuits:
        return CircuitPlan("waiting", (), wall_w, efficiency, known)
    failover_w = _failover_wall_w(cables, psus, total)
    everything = {
        name if machine == 1 else f"{name} of machine {machine}": load
        for machine in range(1, rig.machines + 1)
        for name, load in watts.items()
    }
    loads = _spread(rig, everything, None if failover_w is None else failover_w * rig.machines)
    return CircuitPlan("placed" if not known else "unknown", loads, wall_w, efficiency, known)


def wall_w_at(rig: Rig, cables: CablePlan, dc_w: float) -> float | None:
    """Watts at the wall when the rig draws `dc_w`, shared out over the supplies as under load; None without them."""
    psus = {psu.name: psu for psu in rig.all("psu")}
    under_load = sum(load.watts for load in cables.psu_loads)
    if not under_load:
        return None
    volts = cables.volts if cables.volts is not None else NOMINAL_V
    total = 0.0
    for load in cables.psu_loads:
        watts = dc_w * load.watts / under_load
        pct, _ = _efficiency(psus[load.psu], volts, not cables.independent, watts, load.rating_w)
        total += watts / (pct / 100)
    return total


def _efficiency(
    psu: Device, volts: float, redundant: bool, load_w: float, rating_w: float | None
) -> tuple[float, tuple[Missing, ...]]:
    """Percent, and the fact that is missing where a cautious figure had to stand in."""
    grade = psu.text("efficiency")
    if grade is None:
        return CAUTIOUS_PCT, psu.lacks("efficiency")
    share = load_w / rating_w if rating_w else 1.0
    pct = efficiency_pct(grade, efficiency_table(volts, redundant), share)
    return (CAUTIOUS_PCT, ()) if pct is None else (pct, ())


def _failover_wall_w(cables: CablePlan, psus: dict[str, Device], total_w: float) -> float | None:
    """Wall watts when only the active share of redundant supplies runs, all from one feed."""
    active, spare = cables.mode
    if cables.independent or not spare or cables.volts is None or not active:
        return None
    first = psus[cables.psu_loads[0].psu]
    pct, _ = _efficiency(first, cables.volts, True, total_w / active, cables.rating_w)
    return total_w / (pct / 100)


def _spread(rig: Rig, watts: dict[str, float], failover_w: float | None) -> tuple[CircuitLoad, ...]:
    """Supplies on circuits so that the fullest circuit is as empty as possible."""
    circuits = rig.site.circuits
    choice = spread(circuits, tuple(watts.values()), room_on_circuits(rig))
    loads = []
    for index, circuit in enumerate(circuits):
        mine = tuple(name for name, where in zip(watts, choice, strict=True) if where == index)
        wall = sum(watts[name] for name in mine)
        other = other_w(circuit)
        carries_failover = failover_w is not None and len(circuits) > 1 and mine
        failover = amps(failover_w + other, circuit.volts, circuit.phases) if carries_failover and failover_w else None
        limit = None if circuit.amps is None else circuit.amps * CONTINUOUS_SHARE
        current = amps(wall + other, circuit.volts, circuit.phases)
        loads.append(CircuitLoad(index, circuit, mine, wall, current, failover, circuit.amps, limit))
    return tuple(loads)
