"""The chassis must move as much air as its heat needs.

What it checks: the air that the fans can move against 1.76 × watts ÷ 15 K, for all heat that doesn't leave by water.

Why it matters: air that stays in the case gets warmer with every watt, and every card breathes it. Filters, grilles
and cards halve what a fan moves in the open.

How to fix: more or faster fans, an open frame, lower power limits, or water.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import air_cfm
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, Rig, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._liquid import loop_heat
from app.core.rules._warmth import Warmth, warmth

RISE_K = 15.0
OPEN_SHARE = 0.5  # of a fan's free air is left behind filters, grilles and cards (engineering estimate)


def check(case: Case) -> Iterator[Outcome]:
    chassis = case.rig.chassis
    if chassis is None or not (case.power.loads or case.power.missing):
        return
    if chassis.text("kind") == "open-frame":
        yield passed(f"{chassis.label} is open: its air is the room's.", [chassis.name])
    else:
        yield _judge(case, chassis)


def _judge(case: Case, chassis: Device) -> Outcome:
    heat = _air_heat(case)
    needed = air_cfm(heat.low, RISE_K)
    cfm, gaps = _moved_cfm(case.rig, chassis)
    parts = [chassis.name, *(fan.name for fan in case.rig.all("fan"))]
    uses = chassis.cite("fan_cfm_total", "fans_included")
    need = f"1.76 × {heat.low:,.0f} W ÷ {RISE_K:g} K = {needed:,.0f} CFM of air"
    if gaps:
        question = f"The heat needs {need}; what the fans of {chassis.label} move is not known."
        return cannot_tell(question, gaps, Severity.WARNING, parts, uses)
    have = f"the fans move {cfm:,.0f} CFM × {OPEN_SHARE:g} = {cfm * OPEN_SHARE:,.0f} CFM"
    if cfm * OPEN_SHARE < needed:
        return warning(f"The heat needs {need}; {have}.", parts, uses, needed_cfm=round(needed), cfm=cfm)
    if cfm * OPEN_SHARE < air_cfm(heat.high, RISE_K):
        missing = case.power.missing + case.circuits.missing
        question = f"The heat needs at least {need}; {have}, and not all power is known."
        return cannot_tell(question, missing, Severity.WARNING, parts, uses)
    return passed(f"The heat needs {need}; {have}.", parts)


def _air_heat(case: Case) -> Warmth:
    """What the wall delivers, less what leaves by the coolant."""
    whole, water = warmth(case), loop_heat(case).watts
    away = water if water is not None else 0.0
    return Warmth(max(0.0, whole.low - away), whole.high if math.isinf(whole.high) else max(0.0, whole.high - away))


def _moved_cfm(rig: Rig, chassis: Device) -> tuple[float, tuple[Missing, ...]]:
    """Free air of the chassis' own fans and of those listed, without the ones that sit on radiators."""
    on_radiators = sum(radiator.count("fan_positions") or 0 for radiator in rig.all("radiator"))
    fans = rig.all("fan")[on_radiators:]
    gaps = tuple(gap for fan in distinct(fans) for gap in fan.lacks("cfm"))
    gaps += tuple(gap for radiator in distinct(rig.all("radiator")) for gap in radiator.lacks("fan_positions"))
    own = 0.0 if chassis.count("fans_included") == 0 else chassis.number("fan_cfm_total")
    if own is None:
        gaps += chassis.lacks("fan_cfm_total")
    listed = [fan.number("cfm") for fan in fans]
    return sum(cfm for cfm in [own, *listed] if cfm is not None), gaps


RULE = Rule(
    id="chassis-total-airflow",
    title="The chassis moves enough air",
    area=Area.COOLING_CAPACITY,
    worst=Severity.WARNING,
    requires=("gpu", "chassis"),
    needs=(
        "chassis.kind",
        "chassis.fan_cfm_total",
        "chassis.fans_included",
        "chassis.server_fans",
        "fan.cfm",
        "radiator.fan_positions",
        "gpu.board_power_w",
        "gpu.cooling",
        "gpu.pcb_id",
        "gpu.form_factor",
        "gpu-block.kind",
        "gpu-block.pcb_ids",
        "gpu-block.form_factor",
        "cpu.tdp_w",
        "psu.ratings",
        "psu.efficiency",
    ),
    why="Heat that the fans don't move out warms the air that every card breathes.",
    hint="Add or speed up fans, open the frame, lower power limits, or use water.",
    sources=(
        Source(
            "https://istonecase.com/designing-airflow-cfm-pressure-for-dense-gpu-servers", "CFM from watts and rise"
        ),
        Source(
            "https://docs.graphcore.ai/projects/c600-power-thermal-control/en/latest/fan-control.html",
            "Graphcore C600: 252 W need 30 CFM",
        ),
    ),
    breaks=build(
        item("gpu", 4, board_power_w=350, made_cooling="blower"),
        item("chassis", kind="tower", fans_included=3, fan_cfm_total=150),
    ),
    passes=build(
        item("gpu", 2, board_power_w=250, made_cooling="blower"),
        item("chassis", kind="tower", fans_included=3, fan_cfm_total=300),
    ),
    check=check,
    page=__doc__ or "",
)
