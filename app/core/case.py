"""What a rule is given: the rig, and everything that can be placed and estimated for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from app.core.estimate.power import PowerEstimate, estimate_power
from app.core.placement.cables import place_cables
from app.core.placement.circuits import place_circuits
from app.core.placement.loops import place_loops
from app.core.placement.memory import place_memory
from app.core.placement.outlets import place_outlets
from app.core.placement.plans import CablePlan, CircuitPlan, LoopPlan, MemoryPlan, OutletPlan, SlotPlan
from app.core.placement.slots import place_slots
from app.core.rig import Rig


@dataclass(frozen=True)
class Case:
    """One rig.  Each stage is worked out once, when the first rule asks for it."""

    rig: Rig

    @cached_property
    def slots(self) -> SlotPlan:
        """Cards in slots, drives on ports."""
        return place_slots(self.rig)

    @cached_property
    def memory(self) -> MemoryPlan:
        """Memory modules on channels."""
        return place_memory(self.rig)

    @cached_property
    def power(self) -> PowerEstimate:
        """Watts of every device."""
        return estimate_power(self.rig)

    @cached_property
    def cables(self) -> CablePlan:
        """Power connectors on supplies."""
        return place_cables(self.rig, self.power)

    @cached_property
    def circuits(self) -> CircuitPlan:
        """Supplies on circuits."""
        return place_circuits(self.rig, self.power, self.cables)

    @cached_property
    def outlets(self) -> OutletPlan:
        """Supplies in outlets of PDUs and UPSes."""
        return place_outlets(self.rig, self.cables, self.circuits)

    @cached_property
    def loop(self) -> LoopPlan:
        """The coolant loop."""
        return place_loops(self.rig, self.power)
