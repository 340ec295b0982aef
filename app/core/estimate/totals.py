"""The figures beside the verdict: watts, amperes, heat, memory, lanes, price."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.core.estimate.heat import air_cfm, btu_h
from app.core.rig import Rig

if TYPE_CHECKING:
    from app.core.case import Case


def totals_of(case: Case) -> dict[str, Any]:
    """Totals as plain values; a sum with an unknown term is None, never a partial sum in disguise."""
    rig, power, circuits = case.rig, case.power, case.circuits
    is_known = power.judged_w is not None
    wall_w = circuits.wall_w if is_known else None
    return {
        "machines": rig.machines,
        "dc_w": power.judged_w,
        "dc_at_least_w": power.at_least_w,
        "wall_w": wall_w,
        "claimed_w": power.claimed_w,
        "idle_w": power.idle_w,
        "peak_w": power.peak_w,
        "arithmetic": power.arithmetic,
        "efficiency_pct": circuits.efficiency,
        "psus": [
            {
                "psu": load.psu,
                "watts": load.watts if is_known else None,
                "rating_w": load.rating_w,
                "share": load.share if is_known else None,
            }
            for load in case.cables.psu_loads
        ],
        "circuits": [
            {
                "volts": load.circuit.volts,
                "amps": load.amps if is_known else None,
                "failover_amps": load.failover_amps if is_known else None,
                "breaker_a": load.breaker_a,
                "limit_a": load.limit_a,
            }
            for load in circuits.loads
        ],
        "btu_h": None if wall_w is None else btu_h(wall_w),
        "cfm": None if wall_w is None else air_cfm(wall_w),
        "vram_gb": _sum_of(rig, "memory_gb"),
        "memory_gb_s": _sum_of(rig, "bandwidth_gb_s"),
        "fp16_dense_tflops": _sum_of(rig, "fp16_dense_tflops"),
        "pcie_lanes": [
            {"root": root.root, "used": root.used, "available": root.available} for root in case.slots.roots
        ],
        "price": price_range(rig),
    }


def _sum_of(rig: Rig, fact: str) -> float | None:
    values = [gpu.number(fact) for gpu in rig.gpus]
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
