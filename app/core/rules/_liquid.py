"""What the rules of the coolant loop read together: its heat, its blocks, and bounds where facts are missing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.case import Case
from app.core.estimate.heat import radiator_area, radiator_w_per_k
from app.core.placement.loops import fan_rpm
from app.core.report import Missing
from app.core.rig import Device, Rig
from app.core.rules._blocks import mounted
from app.core.rules._unsaid import unsaid_choice

FASTEST_RPM, SLOWEST_RPM = math.inf, 0.0
LEAST_BRANCH_LPM = 1.0  # through each of several blocks in parallel (general knowledge)
WATER_COOLED_FACTS = (
    "gpu.board_power_w",
    "gpu.cooling",
    "gpu.pcb_id",
    "gpu.form_factor",
    "gpu-block.kind",
    "gpu-block.pcb_ids",
    "gpu-block.form_factor",
    "cpu.tdp_w",
)


@dataclass(frozen=True, slots=True)
class LoopHeat:
    """Watts that the coolant takes up (None: unknown), what they are the sum of, and the facts that are missing."""

    watts: float | None
    words: str
    largest_w: float | None
    blocks: int
    missing: tuple[Missing, ...]


def water_cooled(case: Case) -> Iterator[Device]:
    """GPUs and processors whose heat goes into the coolant: under a water block, or said to be on the loop."""
    by_name = {gpu.name: gpu for gpu in case.rig.gpus}
    for group in mounted(case.rig):
        block = group.block
        if group.gpu.item.cooling == "loop" or (block is not None and block.text("kind") == "water"):
            yield from (by_name[name] for name in group.names)
    if case.rig.has("cpu-block"):
        yield from case.rig.cpus


def loop_heat(case: Case) -> LoopHeat:
    """The heat of everything on the loop, as the power estimate has it."""
    cooled = list(water_cooled(case))
    each = {device.name: case.power.load(device.name) for device in cooled}
    missing = [
        device.missing("board_power_w" if device.category == "gpu" else "tdp_w")
        for device in cooled
        if each[device.name] is None
    ]
    known = [load.watts for load in each.values() if load is not None]
    total = sum(known) if cooled and not missing else None
    return LoopHeat(total, _sum_words(known), max(known, default=None), len(cooled), tuple(dict.fromkeys(missing)))


def _sum_words(watts: list[float]) -> str:
    """`4 × 450 W + 350 W = 2,150 W`; a single term is its own sum."""
    counts: dict[float, int] = {}
    for value in watts:
        counts[value] = counts.get(value, 0) + 1
    terms = [f"{count} × {value:,.0f} W" if count > 1 else f"{value:,.0f} W" for value, count in counts.items()]
    total = f"{sum(watts):,.0f} W"
    return f"{' + '.join(terms)} = {total}" if len(watts) > 1 else total


@dataclass(frozen=True, slots=True)
class Radiators:
    """Watts per kelvin of all radiators: the least and the most that they can be, and what is missing in between."""

    low: float
    high: float
    words: str
    missing: tuple[Missing, ...]


def radiators(rig: Rig) -> Radiators:
    """Add the radiators up.  A measured figure wins; else area times the figure of the fan speed."""
    rpm = fan_rpm(rig)
    low = high = area = 0.0
    missing: list[Missing] = []
    for radiator in rig.all("radiator"):
        measured = radiator.number("w_per_k")
        own_area = area_of(radiator)
        if measured is not None:
            low, high = low + measured, high + measured
        elif own_area is None:
            high = math.inf
            missing += radiator.lacks("fan_mm", "fan_positions")
        else:
            low += own_area * radiator_w_per_k(SLOWEST_RPM if rpm is None else rpm)
            high += own_area * radiator_w_per_k(FASTEST_RPM if rpm is None else rpm)
            missing += (*unsaid_choice("fan_rpm"), radiator.missing("w_per_k")) if rpm is None else ()
        area += own_area or 0.0
    return Radiators(low, high, _area_words(rig, area), tuple(dict.fromkeys(missing)))


def area_of(radiator: Device) -> float | None:
    """Radiator area in units of one 120 mm fan; None when a measure is missing."""
    fan_mm, positions = radiator.number("fan_mm"), radiator.count("fan_positions")
    return None if fan_mm is None or positions is None else radiator_area(fan_mm, positions)


def _area_words(rig: Rig, area: float) -> str:
    """`9 × 140 mm = 12.25 units of 120 mm`."""
    fans: dict[float, int] = {}
    for radiator in rig.all("radiator"):
        fan_mm, positions = radiator.number("fan_mm"), radiator.count("fan_positions")
        if fan_mm is not None and positions is not None:
            fans[fan_mm] = fans.get(fan_mm, 0) + positions
    terms = " + ".join(f"{count} × {fan_mm:g} mm" for fan_mm, count in fans.items())
    return f"{terms} = {area:.4g} units of 120 mm" if terms else "radiators of unknown size"
