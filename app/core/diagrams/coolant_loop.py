"""The coolant loop: pump, blocks, radiators and back, with the heat and the warming along the way.

Blocks are drawn one after the other, in the order of the rig: in series each hands its heat on.  Blocks in parallel
share the flow and warm it more, so the figures here are those of a serial loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.case import Case
from app.core.diagrams.faults import Faults
from app.core.diagrams.scene import SMALL, WIDTH, Box, Group, Picture, Shape, Tone, Wire, signed, words
from app.core.diagrams.slot_map import part_address
from app.core.estimate.heat import coolant_rise_k
from app.core.rig import Device

ROW, GAP, MARGIN = 38.0, 12.0, 6.0
LEFT = 34.0
PARTS = {"reservoir": "holds coolant", "pump": "drives the flow"}


@dataclass(frozen=True, slots=True)
class _Stage:
    """One thing that the coolant flows through, and what it says."""

    device: Device
    said: str
    tone: Tone


def coolant_loop(case: Case, faults: Faults) -> Picture | None:
    """The loop of a rig; None without one."""
    if case.loop.status == "waiting":
        return None
    stages = tuple(_stages(case, faults))
    shapes: list[Shape] = [words(MARGIN, 12, _summary(case), WIDTH - 2 * MARGIN, "soft", SMALL)]
    y = 22.0
    for number, stage in enumerate(stages):
        shapes.append(_drawn(stage, y))
        if number + 1 < len(stages):
            shapes.append(Wire(((WIDTH / 2, y + ROW), (WIDTH / 2, y + ROW + GAP)), "coolant"))
        y += ROW + GAP
    if stages:
        bottom = y - GAP - ROW / 2
        shapes.append(
            Wire(((LEFT, bottom), (LEFT - 16, bottom), (LEFT - 16, 22 + ROW / 2), (LEFT, 22 + ROW / 2)), "coolant")
        )
    told = "; ".join(f"{stage.device.name}: {stage.said}" for stage in stages)
    return Picture("coolant-loop", "Coolant loop", f"{_summary(case)} {told}.", y, tuple(shapes))


def _summary(case: Case) -> str:
    loop = case.loop
    heat = "heat not known" if loop.heat_w is None else f"{loop.heat_w:,.0f} W"
    flow = "flow not said" if loop.flow_lpm is None else f"{loop.flow_lpm:g} L/min"
    coolant = "temperature not known" if loop.coolant_c is None else f"coolant {loop.coolant_c:.1f} °C"
    return f"{heat}, {flow}, {coolant}"


def _stages(case: Case, faults: Faults) -> Iterator[_Stage]:
    rig, loop = case.rig, case.loop
    by_name = {device.name: device for device in rig.devices}
    members = [by_name[name] for name in loop.devices]
    for device in members:
        if device.category in PARTS:
            yield _Stage(device, PARTS[device.category], faults.tone(device.name))
    heat_so_far: float | None = 0.0
    for device in members:
        if device.category in ("gpu", "cpu"):
            load = case.power.load(device.name)
            heat_so_far = None if load is None or heat_so_far is None else heat_so_far + load.watts
            own = "watts not known" if load is None else f"{load.watts:,.0f} W"
            yield _Stage(device, f"{own}, {_warmed(case, heat_so_far)}", faults.tone(device.name))
    for device in members:
        if device.category == "radiator":
            yield _Stage(device, _radiator_words(device), faults.tone(device.name))


def _warmed(case: Case, heat_w: float | None) -> str:
    """How much warmer the coolant leaves than it came into the first block."""
    lpm = case.loop.flow_lpm
    if heat_w is None or not lpm:
        return "warming not known"
    shares = [coolant.number("glycol_pct") for coolant in case.rig.all("coolant")]
    if any(share is None for share in shares):
        return "warming not known: glycol not said"
    glycol = max((share for share in shares if share is not None), default=0.0)
    return f"coolant now +{coolant_rise_k(heat_w, lpm, glycol):.1f} K"


def _radiator_words(radiator: Device) -> str:
    fan_mm, positions = radiator.count("fan_mm"), radiator.count("fan_positions")
    size = "size not known" if fan_mm is None or positions is None else f"{positions} × {fan_mm} mm"
    w_per_k = radiator.number("w_per_k")
    return size if w_per_k is None else f"{size}, {w_per_k:g} W/K"


def _drawn(stage: _Stage, y: float) -> Group:
    device, width = stage.device, WIDTH - LEFT - MARGIN
    return Group(
        f"{device.label} ({device.name}): {stage.said}",
        (
            Box(LEFT, y, width, ROW, "card", stage.tone),
            words(LEFT + 6, y + 15, signed(stage.tone, device.label), width - 10),
            words(LEFT + 6, y + 30, f"{device.name}: {stage.said}", width - 10, "soft", SMALL),
        ),
        part_address(device),
    )
