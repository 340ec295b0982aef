"""Coolant that is colder than the dew point makes it rain inside the machine.

What it checks: the coolant's temperature against the dew point of the room's air, from room temperature and humidity.

Why it matters: water condenses on every block, fitting and tube that is colder than the dew point, and drips on live
boards.  Coolant of 10 °C condenses in a 22 °C room from 46.5 % relative humidity.

How to fix: run the coolant warm, at least 3 K above the dew point (30 to 45 °C is normal for GPUs); or dry the air.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import dew_point_c, humidity_limit_pct
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rules import Rule
from app.core.rules._examples import Choices, Site, build, item
from app.core.rules._unsaid import unsaid_site

MARGIN_K = 2.0  # the formula's own error, and a sensor's
ADVISED_MARGIN_K = 3.0
HIGHEST_DEW_POINT_C = 35.0  # the highest that was ever measured outdoors, on the Persian Gulf


def check(case: Case) -> Iterator[Outcome]:
    loop, site = case.loop, case.rig.site
    if loop.status == "waiting":
        return
    if loop.target_c is not None:
        yield _judge(case, loop.target_c)
    elif not loop.chilled:
        yield passed("Without a chiller the coolant stays warmer than the room, and above its dew point.", loop.devices)
    elif site.room_c is not None and site.humidity_pct:
        dew_c = dew_point_c(site.room_c, site.humidity_pct)
        text = f"the dew point at {site.room_c:g} °C and {site.humidity_pct:g} % is {dew_c:.2f} °C"
        yield info(f"Set the chiller to {dew_c + ADVISED_MARGIN_K:.1f} °C or more: {text}.", loop.devices)
    else:
        question = "How cold the chiller may make the coolant depends on the room's dew point."
        gaps = unsaid_site("room_c", "humidity_pct")
        yield cannot_tell(question, gaps, Severity.ERROR, loop.devices)


def _judge(case: Case, coolant_c: float) -> Outcome:
    site, parts = case.rig.site, case.loop.devices
    room_c, humidity_pct = site.room_c, site.humidity_pct or None
    if coolant_c >= HIGHEST_DEW_POINT_C:
        return passed(f"Coolant of {coolant_c:g} °C is above any dew point.", parts)
    if room_c is None:
        question = f"Whether coolant of {coolant_c:g} °C condenses depends on the room's temperature and humidity."
        return cannot_tell(question, unsaid_site("room_c", "humidity_pct"), Severity.ERROR, parts)
    if coolant_c >= room_c:
        return passed(f"Coolant of {coolant_c:g} °C is no colder than the room of {room_c:g} °C.", parts)
    limit_pct = humidity_limit_pct(room_c, coolant_c)
    if humidity_pct is None:
        question = f"Coolant of {coolant_c:g} °C condenses in a room of {room_c:g} °C from {limit_pct:.1f} % humidity."
        return cannot_tell(question, unsaid_site("humidity_pct"), Severity.ERROR, parts)
    dew_c = dew_point_c(room_c, humidity_pct)
    air = f"the dew point at {room_c:g} °C and {humidity_pct:g} % is {dew_c:.2f} °C (limit {limit_pct:.1f} %)"
    if coolant_c <= dew_c:
        text = f"Coolant of {coolant_c:g} °C condenses: {air}."
        return error(text, parts, dew_point_c=round(dew_c, 2), coolant_c=coolant_c)
    if coolant_c < dew_c + MARGIN_K:
        return warning(f"Coolant of {coolant_c:g} °C is within {MARGIN_K:g} K of condensing: {air}.", parts)
    return passed(f"Coolant of {coolant_c:g} °C stays dry: {air}.", parts)


RULE = Rule(
    id="condensation-dew-point",
    title="The coolant stays above the dew point",
    area=Area.COOLING_CAPACITY,
    worst=Severity.ERROR,
    requires=(),
    needs=("chiller.kind",),
    why="Parts colder than the dew point drip water on live boards.",
    hint="Run the coolant at least 3 K above the dew point, or dry the air.",
    sources=(
        Source("https://www.calcipedia.org/calculators/dew-point-calculator", "Magnus formula, ±0.35 °C"),
        Source(
            "https://direct.datacenterdynamics.com/en/analysis/hot-water-cold-water",
            "Warm water cools better than cold",
        ),
    ),
    breaks=build(
        item("gpu", board_power_w=350, cooling="loop", made_cooling="passive"),
        item("chiller", kind="chiller", cooling_w=1000),
        site=Site(room_c=22, humidity_pct=50),
        choices=Choices(coolant_c=10),
    ),
    passes=build(
        item("gpu", board_power_w=350, cooling="loop", made_cooling="passive"),
        item("chiller", kind="chiller", cooling_w=1000),
        site=Site(room_c=22, humidity_pct=40),
        choices=Choices(coolant_c=20),
    ),
    check=check,
    stage="loops",
    page=__doc__ or "",
)
