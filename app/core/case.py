"""What a rule is given: the rig, with everything that was placed and estimated for it."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.estimate.power import PowerEstimate
from app.core.placement.plans import CablePlan, CircuitPlan, LoopPlan, SlotPlan
from app.core.rig import Rig


@dataclass(frozen=True, slots=True)
class Case:
    """One rig, its placement stages and its power estimate."""

    rig: Rig
    slots: SlotPlan
    power: PowerEstimate
    cables: CablePlan
    circuits: CircuitPlan
    loop: LoopPlan
