"""The figures beside the verdict: watts, amperes, heat, coolant, links, memory, lanes, weight, energy, price.

All are of one machine; the circuits alone carry all machines of the build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.core.estimate.bandwidth import memory_gb_s, pcie_gb_s
from app.core.estimate.heat import air_cfm, btu_h, coolant_rise_k
from app.core.estimate.mains import amps
from app.core.estimate.peaks import supply_peak_w
from app.core.estimate.racked import racked_units
from app.core.estimate.weight import weigh
from app.core.placement.circuits import wall_w_at
from app.core.placement.loops import glycol_pct
from app.core.placement.memory import modules_of, reached_mts
from app.core.placement.plans import CircuitLoad, PortSeat, PsuLoad, Seat
from app.core.placement.spreading import other_w
from app.core.rig import Rig

if TYPE_CHECKING:
    from app.core.case import Case

HOURS_A_YEAR = 8760.0


def totals_of(case: Case) -> dict[str, Any]:
    """Totals as plain values; a sum with an unknown term is None, never a partial sum in disguise."""
    rig, power = case.rig, case.power
    is_known = power.judged_w is not None
    wall_w = case.circuits.wall_w if is_known else None
    idle_wall_w = None if power.idle_w is None else wall_w_at(rig, case.cables, power.idle_w)
    weight = weigh(rig, rig.devices)
    weight_kg = weight.known_kg or None  # nothing weighs nothing: a sum without a term
    return {
        "machines": rig.machines,
        "dc_w": power.judged_w,
        "dc_at_least_w": power.at_least_w,
        "wall_w": wall_w,
        "claimed_w": power.claimed_w,
        "idle_w": power.idle_w,
        "idle_wall_w": idle_wall_w,
        "peak_w": power.peak_w,
        "arithmetic": power.arithmetic,
        "efficiency_pct": case.circuits.efficiency,
        "efficiency_known": all(psu.text("efficiency") is not None for psu in rig.all("psu")),
        "psus": [_supply(case, load) for load in case.cables.psu_loads],
        "circuits": [_circuit(case, load, idle_wall_w) for load in case.circuits.loads],
        "btu_h": None if wall_w is None else btu_h(wall_w),
        "cfm": None if wall_w is None else air_cfm(wall_w),
        "coolant": _coolant(case),
        "vram_gb": _sum_of(rig, "memory_gb"),
        "memory_gb_s": _sum_of(rig, "bandwidth_gb_s"),
        "fp16_dense_tflops": _sum_of(rig, "fp16_dense_tflops"),
        "ram": _ram(case),
        "pcie_lanes": [
            {"root": root.root, "used": root.used, "available": root.available} for root in case.slots.roots
        ],
        "links": [_link(seat, seat.slot.id) for seat in case.slots.seats]
        + [_link(port, port.port) for port in case.slots.ports],
        "weight_kg": None if weight.missing else weight_kg,
        "weight_at_least_kg": weight_kg,
        "rack_units": racked_units(rig),
        "energy": _energy(rig, idle_wall_w, wall_w),
        "price": price_range(rig),
    }


def _supply(case: Case, load: PsuLoad) -> dict[str, Any]:
    """One supply, its shortest peak included; idle watts are shared out as those under load are."""
    power, is_known = case.power, case.power.judged_w is not None
    under_load = sum(each.watts for each in case.cables.psu_loads)
    share = load.watts / under_load if under_load else 0.0
    on_one_bus = not case.cables.independent
    peak_w = power.peak_w if power.peak_w is None or not on_one_bus else power.peak_w * share
    return {
        "psu": load.psu,
        "watts": load.watts if is_known else None,
        "rating_w": load.rating_w,
        "share": load.share if is_known else None,
        "idle_w": None if power.idle_w is None else power.idle_w * share,
        "peak_w": peak_w if peak_w is None or on_one_bus else supply_peak_w(case, load),
    }


def _circuit(case: Case, load: CircuitLoad, idle_wall_w: float | None) -> dict[str, Any]:
    """One circuit: watts of the rig alone, amperes with what else hangs there."""
    is_known, circuit = case.power.judged_w is not None, load.circuit
    under_load = case.circuits.wall_w
    idle_w = load.wall_w * idle_wall_w / under_load if idle_wall_w is not None and under_load else None
    return {
        "volts": circuit.volts,
        "psus": list(load.psus),
        "wall_w": load.wall_w if is_known else None,
        "amps": load.amps if is_known else None,
        "idle_amps": None if idle_w is None else amps(idle_w + other_w(circuit), circuit.volts, circuit.phases),
        "failover_amps": load.failover_amps if is_known else None,
        "breaker_a": load.breaker_a,
        "limit_a": load.limit_a,
    }


def _coolant(case: Case) -> dict[str, Any] | None:
    """The loop, or None without one: `rise_k` from its inlet to its outlet, `above_room_k` at its radiators."""
    loop = case.loop
    if loop.status == "waiting":
        return None
    (glycol, _), heat_w, lpm = glycol_pct(case.rig), loop.heat_w, loop.flow_lpm
    rise_k = None
    if heat_w is not None and lpm and glycol is not None:
        rise_k = coolant_rise_k(heat_w, lpm, glycol)
    return {
        "heat_w": heat_w,
        "flow_lpm": lpm,
        "rise_k": rise_k,
        "above_room_k": loop.rise_k,
        "coolant_c": loop.coolant_c,
    }


def _ram(case: Case) -> dict[str, Any]:
    """The processors' memory: size, speed that it reaches, channels with a module, and their bandwidth together."""
    rig, plan = case.rig, case.memory
    mts = reached_mts(rig, plan) if plan.seats else None
    filled = sum(plan.filled(cpu) for cpu in range(len(rig.cpus)))
    sizes = [modules.total_gib for modules in modules_of(rig)]
    return {
        "gib": _sum(sizes),
        "mts": mts,
        "channels_filled": filled if plan.seats else None,
        "channels": None if plan.channels is None else plan.channels * len(rig.cpus),
        "gb_s": None if mts is None else memory_gb_s(mts, filled),
    }


def _link(seat: Seat | PortSeat, place: str) -> dict[str, Any]:
    """One device's link in one direction."""
    gen, lanes = seat.gen, seat.lanes
    gb_s = None if gen is None or lanes is None else pcie_gb_s(gen, lanes)
    return {"device": seat.device, "slot": place, "lanes": lanes, "gen": gen, "gb_s": gb_s}


def _energy(rig: Rig, idle_wall_w: float | None, wall_w: float | None) -> dict[str, Any]:
    """A year at idle and a year under load: the bounds between which every mix of the two lies."""
    price = rig.site.electricity_price_kwh
    idle_kwh, load_kwh = (None if watts is None else watts * HOURS_A_YEAR / 1000 for watts in (idle_wall_w, wall_w))
    return {
        "idle_kwh_year": idle_kwh,
        "load_kwh_year": load_kwh,
        "price_kwh": price,
        "idle_cost_year": None if idle_kwh is None or price is None else idle_kwh * price,
        "load_cost_year": None if load_kwh is None or price is None else load_kwh * price,
    }


def _sum_of(rig: Rig, fact: str) -> float | None:
    return _sum([gpu.number(fact) for gpu in rig.gpus])


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def price_range(rig: Rig) -> dict[str, Any]:
    """Lowest and highest dated observations of what was chosen, by currency, and the lines without a price."""
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    unpriced = 0
    parts = {device.item.id: device.part for device in rig.devices if device.bundle is None}
    for item in rig.build.items:
        part = parts.get(item.id)
        if item.owned or part is None:
            continue
        if item.price_paid is not None:
            low["paid"] = low.get("paid", 0.0) + item.price_paid * item.quantity
            high["paid"] = high.get("paid", 0.0) + item.price_paid * item.quantity
            continue
        if not part.prices:
            unpriced += 1
            continue
        currency = part.prices[0].currency
        amounts = [price.amount for price in part.prices if price.currency == currency]
        low[currency] = low.get(currency, 0.0) + min(amounts) * item.quantity
        high[currency] = high.get(currency, 0.0) + max(amounts) * item.quantity
    return {"low": low, "high": high, "unpriced_lines": unpriced}
