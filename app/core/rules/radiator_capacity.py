"""Radiators must carry the loop's heat, and can never cool below the room.

What it checks: how far the coolant settles above the room's air (heat ÷ watts per kelvin of all radiators), whether
the coolant temperature that the builder wants is above the room's, and that the radiators have a size that is sold.

Why it matters: every kelvin of coolant is a kelvin of GPU. Above 15 K cards run hot and fans loud; above 25 K, or at
60 °C of coolant, tubes soften, pumps and acrylic fail. Radiators give heat to air: without a chiller the coolant
stays warmer than the room.

How to fix: more radiator (the message says how much), faster fans, lower power limits; or a coolant temperature above
the room's.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import radiator_w_per_k
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Rig, distinct
from app.core.rules import Rule
from app.core.rules._examples import Choices, Site, build, item
from app.core.rules._liquid import LoopHeat, Radiators, loop_heat, radiators
from app.core.rules._unsaid import unsaid_site

SOLD_FAN_MM = (80, 92, 120, 140, 180, 200)
WARM_RISE_K, HOT_RISE_K = 15.0, 25.0
COOLANT_LIMIT_C = 60.0  # soft tube, acrylic and pump tops: general knowledge
HOTTEST_ROOM_C = 35.0  # above this GPUs are outside their own inlet limits
NOTICEABLE_K = 1.0
PLANNING_RPM = 1800.0


def check(case: Case) -> Iterator[Outcome]:
    rig, loop = case.rig, case.loop
    yield from _sizes(rig)
    if loop.status == "waiting":
        return
    yield from _target(case)
    heat = loop_heat(case)
    if not heat.blocks:
        return
    if loop.chilled:
        return  # chiller-sizing judges what carries the heat
    if rig.has("radiator"):
        yield from _capacity(case, heat, radiators(rig))
    else:
        yield _none_listed(case, heat)


def _sizes(rig: Rig) -> Iterator[Outcome]:
    for radiator in distinct(rig.all("radiator")):
        fan_mm = radiator.number("fan_mm")
        if fan_mm is not None and fan_mm not in SOLD_FAN_MM:
            sizes = ", ".join(str(size) for size in SOLD_FAN_MM)
            text = f"{radiator.label} is for {fan_mm:g} mm fans, a size that is not sold; PC radiators take {sizes} mm."
            yield warning(text, [radiator.name], radiator.cite("fan_mm"), fan_mm=fan_mm)


def _target(case: Case) -> Iterator[Outcome]:
    target_c, room_c = case.loop.target_c, case.rig.site.room_c
    if target_c is None or case.loop.chilled:
        return
    parts = [radiator.name for radiator in case.rig.all("radiator")]
    if room_c is None:
        if target_c < HOTTEST_ROOM_C:
            question = f"Coolant of {target_c:g} °C needs a room that is colder; the room's temperature is not said."
            yield cannot_tell(question, unsaid_site("room_c"), Severity.ERROR, parts)
    elif target_c <= room_c:
        yield error(
            f"The coolant is to have {target_c:g} °C in a room of {room_c:g} °C: radiators never cool below "
            "the room's air; that takes a chiller.",
            parts,
            target_c=target_c,
            room_c=room_c,
        )


def _none_listed(case: Case, heat: LoopHeat) -> Outcome:
    if heat.watts is None:
        text = "The loop has blocks, but no radiator or chiller that takes its heat away."
    else:
        units = math.ceil(heat.watts / (WARM_RISE_K * radiator_w_per_k(PLANNING_RPM)))
        text = (
            f"The loop takes up {heat.words}, and no radiator or chiller is listed: {WARM_RISE_K:g} K above the "
            f"room takes {units} × 120 mm of radiator at {PLANNING_RPM:,.0f} rpm."
        )
    return warning(text, case.loop.devices)


def _capacity(case: Case, heat: LoopHeat, rads: Radiators) -> Iterator[Outcome]:
    parts = case.loop.devices
    gaps = heat.missing + rads.missing
    if heat.watts is None or rads.low == 0:
        yield cannot_tell("How warm the coolant gets depends on facts that are missing.", gaps, Severity.ERROR, parts)
        return
    coolest, warmest = heat.watts / rads.high, heat.watts / rads.low
    room_c = case.rig.site.room_c
    best, worst = _grade(coolest, room_c), _grade(warmest, room_c)
    text = f"{heat.words} through {rads.words}: {_arithmetic(heat.watts, rads)}{_settles(room_c, coolest, warmest)}"
    if best is not worst:
        yield cannot_tell(f"{text}; which, depends on the fan speed or the radiators' data.", gaps, worst, parts)
    elif best is Severity.INFO:
        yield passed(f"{text}.", parts)
        yield from _misses_target(case, coolest, parts)
    else:
        raised = error if best is Severity.ERROR else warning
        cited = [fact for rad in case.rig.all("radiator") for fact in rad.cite("fan_mm", "fan_positions", "w_per_k")]
        yield raised(f"{text}; {_need(heat.watts, rads)}.", parts, cited, rise_k=round(coolest, 2), heat_w=heat.watts)


def _grade(rise_k: float, room_c: float | None) -> Severity:
    """INFO stands for fine."""
    if rise_k > HOT_RISE_K or (room_c is not None and room_c + rise_k > COOLANT_LIMIT_C):
        return Severity.ERROR
    return Severity.WARNING if rise_k > WARM_RISE_K else Severity.INFO


def _arithmetic(watts: float, rads: Radiators) -> str:
    if rads.low == rads.high:
        return f"{watts:,.0f} W ÷ {rads.low:,.1f} W/K = {watts / rads.low:.1f} K above the room's air"
    high = f"{watts / rads.high:.1f}" if math.isfinite(rads.high) else "0"
    return f"{high} K above the room's air at best, {watts / rads.low:.1f} K at worst"


def _settles(room_c: float | None, coolest: float, warmest: float) -> str:
    if room_c is None:
        return ""
    low, high = room_c + coolest, room_c + warmest
    span = f"{low:.1f} °C" if low == high else f"{low:.1f} to {high:.1f} °C"
    return f", coolant at {span} in a room of {room_c:g} °C"


def _need(watts: float, rads: Radiators) -> str:
    """How much radiator brings the rise down to what is comfortable."""
    needed = watts / WARM_RISE_K
    return f"{WARM_RISE_K:g} K takes {needed:,.1f} W/K, {needed / rads.high:.2g} times as much"


def _misses_target(case: Case, rise_k: float, parts: tuple[str, ...]) -> Iterator[Outcome]:
    target_c, room_c = case.loop.target_c, case.rig.site.room_c
    if target_c is None or room_c is None or case.loop.chilled or room_c >= target_c:
        return
    if room_c + rise_k > target_c + NOTICEABLE_K:
        yield info(f"The coolant will settle at {room_c + rise_k:.1f} °C, not at the {target_c:g} °C asked for.", parts)


_HOT = (
    item("gpu", 4, board_power_w=350, cooling="loop", made_cooling="passive"),
    item("radiator", 2, fan_mm=120, fan_positions=1, w_per_k=17.5),
)
_COOL = (
    item("gpu", 4, board_power_w=350, cooling="loop", made_cooling="passive"),
    item("radiator", 1, fan_mm=140, fan_positions=9),
)

RULE = Rule(
    id="radiator-capacity",
    title="The radiators carry the loop's heat",
    area=Area.COOLING_CAPACITY,
    worst=Severity.ERROR,
    requires=(),
    needs=(
        "gpu.board_power_w",
        "gpu.cooling",
        "gpu.pcb_id",
        "gpu.form_factor",
        "gpu-block.kind",
        "gpu-block.pcb_ids",
        "gpu-block.form_factor",
        "cpu.tdp_w",
        "radiator.fan_mm",
        "radiator.fan_positions",
        "radiator.w_per_k",
        "fan.rpm",
        "chiller.kind",
    ),
    why="Coolant that settles too far above the room throttles cards, softens tubes and kills pumps.",
    hint="Add radiators, run the fans faster, lower power limits, or ask for coolant that is warmer than the room.",
    sources=(
        Source(
            "https://ek.rs/en/blog/radiators-part-2-performance",
            "EK: a 240 mm radiator, 350 W at 10 K",
        ),
        Source("http://www.overclockers.com/articles778/index05.asp", "ThermoChill 120.3: 550 W at 10 K"),
    ),
    breaks=build(*_HOT, site=Site(room_c=25)),
    passes=build(*_COOL, site=Site(room_c=25), choices=Choices(fan_rpm=1800, coolant_c=35)),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
