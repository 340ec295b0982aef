"""Heat: air, water, dew point, radiators, chillers.  SI units but for the trade's own BTU/h, tons and CFM."""

from __future__ import annotations

import math
from itertools import pairwise

BTU_H_PER_W = 3.412142
BTU_H_PER_TON = 12000.0
CFM_PER_W_K = 1.76
WATER_KG_L, WATER_J_KG_K = 0.9982, 4182.0
PG25_KG_L, PG25_J_KG_K = 1.038, 3930.0
# Magnus coefficients, ±0.35 °C from −40 to 60 °C: https://www.calcipedia.org/calculators/dew-point-calculator
MAGNUS_A, MAGNUS_B = 17.625, 243.04
# W/K for each 120 mm fan position by fan speed: https://ek.rs/en/blog/radiators-part-2-performance (1800 rpm), the
# slower rows are general knowledge.
RADIATOR_W_PER_K = {800: 8.0, 1200: 12.0, 1800: 17.5}


def btu_h(watts: float) -> float:
    """BTU per hour."""
    return watts * BTU_H_PER_W


def cooling_tons(watts: float) -> float:
    """Tons of refrigeration."""
    return btu_h(watts) / BTU_H_PER_TON


def air_cfm(watts: float, rise_k: float = 15.0) -> float:
    """Cubic feet of air a minute that carry `watts` at a temperature rise of `rise_k`."""
    return CFM_PER_W_K * watts / rise_k


def air_density_share(altitude_m: float) -> float:
    """Density of the air there as a share of that at sea level (International Standard Atmosphere, below 11 km)."""
    return math.pow(1 - 2.25577e-5 * altitude_m, 4.2559)


def coolant_rise_k(watts: float, lpm: float, glycol_pct: float = 0.0) -> float:
    """Kelvin that coolant warms by on its way through `watts` at `lpm` litres a minute; 25 % glycol or water."""
    density, heat = (PG25_KG_L, PG25_J_KG_K) if glycol_pct >= 20 else (WATER_KG_L, WATER_J_KG_K)
    return watts / (lpm / 60 * density * heat)


def seconds_to_warm(litres: float, watts: float, rise_k: float) -> float:
    """Seconds in which `watts` warm so much water by `rise_k` when nothing takes the heat away."""
    return litres * WATER_KG_L * WATER_J_KG_K * rise_k / watts


def flow_lpm(watts: float, rise_k: float) -> float:
    """Litres of water a minute that carry `watts` at a rise of `rise_k`."""
    return watts / (rise_k * WATER_KG_L * WATER_J_KG_K) * 60


def radiator_area(fan_mm: float, positions: int) -> float:
    """Radiator area in units of one 120 mm fan."""
    return positions * (fan_mm / 120) ** 2


def radiator_w_per_k(rpm: float) -> float:
    """W/K of one 120 mm unit at a fan speed, linear between the known rows and clamped outside them."""
    rows = sorted(RADIATOR_W_PER_K.items())
    if rpm <= rows[0][0]:
        return rows[0][1]
    for (low, low_k), (high, high_k) in pairwise(rows):
        if rpm <= high:
            return low_k + (rpm - low) / (high - low) * (high_k - low_k)
    return rows[-1][1]


def dew_point_c(room_c: float, humidity_pct: float) -> float:
    """Temperature at which the room's air condenses (Magnus formula)."""
    gamma = MAGNUS_A * room_c / (MAGNUS_B + room_c) + math.log(humidity_pct / 100)
    return MAGNUS_B * gamma / (MAGNUS_A - gamma)


def humidity_limit_pct(room_c: float, coolant_c: float) -> float:
    """Relative humidity above which coolant of `coolant_c` condenses in a room of `room_c`."""
    exponent = MAGNUS_A * coolant_c / (MAGNUS_B + coolant_c) - MAGNUS_A * room_c / (MAGNUS_B + room_c)
    return 100 * math.exp(exponent)


def chiller_electrical_w(heat_w: float, cop: float) -> float:
    """Electrical watts that move `heat_w` at a coefficient of performance `cop`."""
    return heat_w / cop


def eer(cop: float) -> float:
    """BTU per watt-hour."""
    return BTU_H_PER_W * cop


def kw_per_ton(cop: float) -> float:
    """Electrical kilowatts for a ton of refrigeration."""
    return 12 / eer(cop)


def pue(it_w: float, overhead_w: float) -> float:
    """Power usage effectiveness."""
    return (it_w + overhead_w) / it_w
