"""Heat that the rig gives to its room: the wall's watts, with bounds where facts are missing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.core.case import Case

LEAST_EFFICIENCY = 0.8  # the floor of every 80 PLUS grade: a supply of unknown grade is not assumed to be worse


@dataclass(frozen=True, slots=True)
class Warmth:
    """Watts: certain at least `low`, at most `high` (infinite when a GPU's or processor's power is unknown)."""

    low: float
    high: float

    @property
    def known(self) -> bool:
        return self.low == self.high

    @property
    def words(self) -> str:
        """`2,818 W`, `2,674 to 3,342 W` or `at least 900 W`."""
        if self.known:
            return f"{self.low:,.0f} W"
        return f"at least {self.low:,.0f} W" if math.isinf(self.high) else f"{self.low:,.0f} to {self.high:,.0f} W"


def warmth(case: Case) -> Warmth:
    """All power from the wall ends as heat in the room."""
    judged, wall = case.power.judged_w, case.circuits.wall_w
    if judged is None:
        return Warmth(case.power.at_least_w, math.inf)
    if wall is None:
        return Warmth(judged, judged / LEAST_EFFICIENCY)
    return Warmth(judged, max(judged, wall)) if case.circuits.missing else Warmth(wall, wall)
