"""The coolant loop: what hangs on it and what its radiators carry."""

from __future__ import annotations

from app.core.estimate.heat import radiator_area, radiator_w_per_k
from app.core.estimate.power import PowerEstimate
from app.core.placement.plans import LoopPlan
from app.core.report import Missing
from app.core.rig import Device, Rig

LOOP_CATEGORIES = ("radiator", "pump", "reservoir", "cpu-block", "coolant", "fitting")
REFERENCE_RPM = 1800.0


def place_loops(rig: Rig, power: PowerEstimate) -> LoopPlan:
    """Gather the loop: heat, radiator area, coolant temperature."""
    gpus = tuple(gpu for gpu in rig.gpus if gpu.item.cooling == "loop")
    blocks = tuple(block for block in rig.all("gpu-block") if block.text("kind") == "water")
    parts = rig.all(*LOOP_CATEGORIES)
    if not gpus and not blocks and not parts:
        return LoopPlan("waiting")
    cooled = (*gpus, *(rig.cpus if rig.has("cpu-block") else ()))
    heats = [power.load(device.name) for device in cooled]
    missing: list[Missing] = [
        device.missing("board_power_w" if device.category == "gpu" else "tdp_w")
        for device, heat in zip(cooled, heats, strict=True)
        if heat is None
    ]
    heat_w = None if missing or not cooled else sum(heat.watts for heat in heats if heat is not None)
    area, w_per_k, gaps = _radiators(rig)
    missing += gaps
    rise_k = heat_w / w_per_k if heat_w is not None and w_per_k else None
    room_c = rig.site.room_c
    target_c = rig.choices.coolant_c
    reached = room_c + rise_k if room_c is not None and rise_k is not None else None
    return LoopPlan(
        "unknown" if missing else "placed",
        tuple(device.name for device in (*cooled, *blocks, *parts)),
        heat_w,
        area,
        w_per_k,
        rise_k,
        target_c if target_c is not None else reached,
        target_c,
        rig.choices.loop_lpm,
        any(chiller.text("kind") in ("chiller", "cdu") for chiller in rig.all("chiller")),
        tuple(dict.fromkeys(missing)),
    )


def fan_rpm(rig: Rig) -> float | None:
    """Speed of the radiator fans: the builder's choice, else the slowest listed fan's highest speed."""
    if rig.choices.fan_rpm is not None:
        return rig.choices.fan_rpm
    speeds = [speed for fan in rig.all("fan") if (speed := fan.number("rpm")) is not None]
    return min(speeds) if speeds else None


def _radiators(rig: Rig) -> tuple[float | None, float | None, list[Missing]]:
    """(area, watts per kelvin, what is missing) of all radiators.

    Without a fan speed the reference speed stands in and the radiators' own figure is reported as missing.
    """
    radiators = rig.all("radiator")
    if not radiators:
        return None, None, []
    rpm = fan_rpm(rig)
    area = w_per_k = 0.0
    missing: list[Missing] = []
    for radiator in radiators:
        own_area = _area(radiator)
        measured = radiator.number("w_per_k")
        if own_area is None:
            missing += radiator.lacks("fan_mm", "fan_positions")
            continue
        area += own_area
        w_per_k += measured if measured is not None else own_area * radiator_w_per_k(rpm or REFERENCE_RPM)
        if measured is None and rpm is None:
            missing.append(radiator.missing("w_per_k"))
    return area or None, w_per_k or None, missing


def _area(radiator: Device) -> float | None:
    fan_mm, positions = radiator.number("fan_mm"), radiator.count("fan_positions")
    return None if fan_mm is None or positions is None else radiator_area(fan_mm, positions)
