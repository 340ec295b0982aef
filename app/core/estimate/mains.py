"""The way from DC watts to the breaker: efficiency, currents, circuits, UPS.  Volts, amperes, watts."""

from __future__ import annotations

import math
from itertools import pairwise

# 80 PLUS points (load share, percent): https://www.tomshardware.com/uk/reviews/80-plus-psu-efficiency,4848-2.html
EFFICIENCY: dict[str, dict[str, tuple[tuple[float, float], ...]]] = {
    "115": {
        "white": ((0.2, 80), (0.5, 80), (1.0, 80)),
        "bronze": ((0.2, 82), (0.5, 85), (1.0, 82)),
        "silver": ((0.2, 85), (0.5, 88), (1.0, 85)),
        "gold": ((0.2, 87), (0.5, 90), (1.0, 87)),
        "platinum": ((0.2, 90), (0.5, 92), (1.0, 89)),
        "titanium": ((0.1, 90), (0.2, 92), (0.5, 94), (1.0, 90)),
    },
    "230-redundant": {
        "bronze": ((0.2, 81), (0.5, 85), (1.0, 81)),
        "silver": ((0.2, 85), (0.5, 89), (1.0, 85)),
        "gold": ((0.2, 88), (0.5, 92), (1.0, 88)),
        "platinum": ((0.2, 90), (0.5, 94), (1.0, 91)),
        "titanium": ((0.1, 90), (0.2, 94), (0.5, 96), (1.0, 91)),
    },
    "230-eu": {
        "white": ((0.2, 82), (0.5, 85), (1.0, 82)),
        "bronze": ((0.2, 85), (0.5, 88), (1.0, 85)),
        "silver": ((0.2, 87), (0.5, 90), (1.0, 87)),
        "gold": ((0.2, 90), (0.5, 92), (1.0, 89)),
        "platinum": ((0.2, 92), (0.5, 94), (1.0, 90)),
        "titanium": ((0.1, 90), (0.2, 94), (0.5, 96), (1.0, 94)),
    },
}
LOW_LINE_MAX_V = 150.0
CONTINUOUS_SHARE = 0.8  # NEC 210.20(A): a continuous load takes 125 % of its current in breaker rating


def efficiency_table(volts: float, redundant: bool) -> str:
    """Which 80 PLUS table holds: 115 V, 230 V internal redundant, or 230 V EU non-redundant."""
    if volts <= LOW_LINE_MAX_V:
        return "115"
    return "230-redundant" if redundant else "230-eu"


def efficiency_pct(grade: str, table: str, load_share: float) -> float | None:
    """Percent at a load share, linear between the certified points, clamped outside; None without a table."""
    points = EFFICIENCY[table].get(grade)
    if points is None:
        return None
    if load_share <= points[0][0]:
        return points[0][1]
    for (low, low_pct), (high, high_pct) in pairwise(points):
        if load_share <= high:
            return low_pct + (load_share - low) / (high - low) * (high_pct - low_pct)
    return points[-1][1]


def amps(watts: float, volts: float, phases: int = 1) -> float:
    """Line current at power factor 1; `volts` is line to line for three phases."""
    return watts / (volts * (math.sqrt(3) if phases == 3 else 1))


def circuit_w(volts: float, breaker_a: float, phases: int = 1, share: float = CONTINUOUS_SHARE) -> float:
    """Watts that a circuit may carry continuously."""
    return volts * breaker_a * share * (math.sqrt(3) if phases == 3 else 1)


def ups_va(watts: float, power_factor: float, headroom: float = 1.0) -> float:
    """Apparent power that a UPS needs."""
    return watts / power_factor * headroom


def transient_need_w(rest_w: float, gpu_w: list[float]) -> float:
    """Shortest peak: the rest, all cards, and the largest card at three times its power (Intel ATX 3.0 guide)."""
    return rest_w + sum(gpu_w) + (2 * max(gpu_w) if gpu_w else 0)


TRANSIENT_FACTOR = {"3.0": 2.0, "3.1": 2.0}
TRANSIENT_FACTOR_OLD = 1.25
