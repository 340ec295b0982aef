"""Thin air carries less heat, very dry air lets things charge up, and very wet air condenses.

What it checks: the room's humidity and dew point against the envelope that servers are commonly made for (ASHRAE's
class A2), and what an altitude of more than 900 m takes from air cooling.

Why it matters: fans move litres, not kilograms: at 1,600 m the same fans carry a seventh less heat, and makers take
1 °C off the highest room temperature for each 300 m above 900 m.

How to fix: a humidifier or dehumidifier; more or faster fans, a cooler room, lower power limits, or water.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.heat import air_density_share, dew_point_c
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, info, passed
from app.core.rules import Rule
from app.core.rules._examples import Site, build

# ASHRAE TC 9.9, class A2: relative humidity, dew point, and the highest temperature with its derating.
DRIEST_PCT, WETTEST_PCT, HIGHEST_DEW_C = 8.0, 80.0, 21.0
HIGHEST_ROOM_C, DERATED_FROM_M, METRES_PER_K = 35.0, 900.0, 300.0


def check(case: Case) -> Iterator[Outcome]:
    site = case.rig.site
    if site.humidity_pct is not None:
        yield _humidity(site.humidity_pct, site.room_c)
    if site.altitude_m is not None:
        yield _altitude(site.altitude_m)


def _humidity(humidity_pct: float, room_c: float | None) -> Outcome:
    text = f"{humidity_pct:g} % relative humidity"
    dew_c = dew_point_c(room_c, humidity_pct) if room_c is not None and humidity_pct > 0 else None
    if dew_c is not None:
        text = f"{text} at {room_c:g} °C, a dew point of {dew_c:.1f} °C"
    if humidity_pct < DRIEST_PCT:
        return info(f"{text}: below {DRIEST_PCT:g} % things charge up; humidify, and wear a wrist strap.")
    if humidity_pct > WETTEST_PCT or (dew_c is not None and dew_c > HIGHEST_DEW_C):
        limit = f"{WETTEST_PCT:g} % and {HIGHEST_DEW_C:g} °C of dew point"
        return info(f"{text}: servers of class A2 are made for up to {limit}; dehumidify the room.")
    return passed(f"{text}: within what servers of class A2 are made for.")


def _altitude(altitude_m: float) -> Outcome:
    share = air_density_share(altitude_m)
    if altitude_m <= DERATED_FROM_M:
        return passed(f"{altitude_m:,.0f} m above the sea: no more than the {DERATED_FROM_M:g} m without derating.")
    limit_c = HIGHEST_ROOM_C - (altitude_m - DERATED_FROM_M) / METRES_PER_K
    text = f"At {altitude_m:,.0f} m the air has {100 * share:.0f} % of its density at sea level"
    text = f"{text}: the same heat needs {100 * (1 / share - 1):.0f} % more CFM, and a class A2 server's highest room"
    text = f"{text} temperature falls from {HIGHEST_ROOM_C:g} to {limit_c:.1f} °C."
    return info(text, density_share=round(share, 3), limit_c=round(limit_c, 1))


RULE = Rule(
    id="humidity-altitude",
    title="The air of the place",
    area=Area.COOLING_CAPACITY,
    worst=Severity.INFO,
    requires=(),
    needs=(),
    why="Thin air carries less heat, dry air lets things charge up, and wet air condenses.",
    hint="Humidify or dehumidify; at altitude use more air, a cooler room or lower power limits.",
    sources=(
        Source("https://studylib.net/doc/26279103/ashraetc99", "ASHRAE TC 9.9: environmental classes and derating"),
        Source("https://en.wikipedia.org/wiki/International_Standard_Atmosphere", "International Standard Atmosphere"),
    ),
    breaks=build(site=Site(room_c=25, humidity_pct=50, altitude_m=1600)),
    passes=build(site=Site(room_c=25, humidity_pct=50, altitude_m=500)),
    check=check,
    page=__doc__ or "",
)
