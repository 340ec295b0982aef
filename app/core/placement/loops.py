"""The coolant loop: what hangs on it and what its radiators carry."""

from __future__ import annotations

from app.core.estimate.heat import radiator_area, radiator_w_per_k
from app.core.estimate.power import PowerEstimate
from app.core.placement.plans import LoopPlan
from app.core.report import Missing
from app.core.rig import Device, Rig, distinct

LOOP_CATEGORIES = ("radiator", "pump", "reservoir", "cpu-block", "coolant", "fitting")
REFERENCE_RPM = 1800.0


def place_loops(rig: Rig, power: PowerEstimate) -> LoopPlan:
    """Gather the loop: heat, radiator area, coolant temperature."""
    blocks = tuple(block for block in rig.all("gpu-block") if block.text("kind") == "water")
    gpus = _on_the_loop(rig, len(blocks))
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


def glycol_pct(rig: Rig) -> tuple[float | None, tuple[Missing, ...]]:
    """Percent of glycol: water when no coolant is listed, None (with the fact) when one is that doesn't say."""
    shares = [(coolant, coolant.number("glycol_pct")) for coolant in distinct(rig.all("coolant"))]
    gaps = tuple(gap for coolant, _ in shares for gap in coolant.lacks("glycol_pct"))
    known = [share for _, share in shares if share is not None]
    return (None if gaps else max(known, default=0.0)), gaps


def _on_the_loop(rig: Rig, blocks: int) -> tuple[Device, ...]:
    """Cards that the builder put on the loop, and as many of those that nobody speaks of as blocks are left for."""
    said = tuple(gpu for gpu in rig.gpus if gpu.item.cooling == "loop")
    silent = [gpu for gpu in rig.gpus if gpu.item.cooling is None and gpu.text("cooling") != "water"]
    return (*said, *silent[: max(0, blocks - len(said))])


def _radiators(rig: Rig) -> tuple[float | None, float | None, list[Missing]]:
    """(area, watts per kelvin, what is missing) of all radiators; a sum with an unknown term is None.

    Without a fan speed the reference speed stands in and the radiators' own figure is reported as missing.
    """
    rpm = fan_rpm(rig)
    areas: list[float | None] = []
    figures: list[float | None] = []
    missing: list[Missing] = []
    for radiator in rig.all("radiator"):
        area, figure = _area(radiator), radiator.number("w_per_k")
        if figure is None and area is None:
            missing += radiator.lacks("fan_mm", "fan_positions")
        elif figure is None and rpm is None:
            missing.append(radiator.missing("w_per_k"))
        if figure is None and area is not None:
            figure = area * radiator_w_per_k(REFERENCE_RPM if rpm is None else rpm)
        areas.append(area)
        figures.append(figure)
    return _total(areas), _total(figures), missing


def _total(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _area(radiator: Device) -> float | None:
    fan_mm, positions = radiator.number("fan_mm"), radiator.count("fan_positions")
    return None if fan_mm is None or positions is None else radiator_area(fan_mm, positions)
