"""Weight in kilograms: what is known of it, and between which bounds the rest lies."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from app.core.estimate.racked import HIGHEST_MACHINE_U, rack_units
from app.core.report import Missing
from app.core.rig import Device, Rig

# A machine with everything in it: NVIDIA's DGX A100, dense as they come, has 123 kg in six rack units
# (https://docs.nvidia.com/dgx/dgxa100-user-guide/introduction-to-dgxa100.html), 20.5 kg in each.
HEAVIEST_KG_PER_U = 25.0
# The most that one of these weighs where its own weight isn't known (engineering estimates, on the heavy side).
HEAVIEST_KG = {
    "gpu": 5.0,
    "psu": 6.0,
    "cpu-cooler": 3.0,
    "motherboard": 5.0,
    "radiator": 20.0,
    "reservoir": 5.0,
    "switch": 30.0,
    "pdu": 15.0,
    "ups": 130.0,
}
HEAVIEST_SMALL_PART_KG = 1.0
# Parts whose weight is worth a fact; the rest is small beside them.
WEIGHED = ("chassis", "gpu", "psu", "cpu-cooler", "radiator", "switch", "pdu", "ups")
# What stands elsewhere, or is no thing.
ELSEWHERE = ("rack", "chiller", "server")


@dataclass(frozen=True, slots=True)
class Weight:
    """Kilograms of some devices: `known_kg` is their sum as far as it is known, `most_kg` the most it can be."""

    known_kg: float
    most_kg: float
    missing: tuple[Missing, ...]


def weigh(rig: Rig, devices: Iterable[Device]) -> Weight:
    """Add the devices up.  What came with a bundle is part of the weight of the bundle's chassis."""
    whole = {chassis.bundle for chassis in rig.all("chassis") if chassis.number("weight_kg") is not None}
    counted = [
        device
        for device in devices
        if device.category not in ELSEWHERE
        and (device.category == "chassis" or device.bundle is None or device.bundle not in whole)
    ]
    machines = [device for device in counted if device.category == "chassis"]
    are_bounds_whole = bool(machines) and all(machine.number("weight_kg") is None for machine in machines)
    known = most = 0.0
    missing: list[Missing] = []
    for device in counted:
        own = device.number("weight_kg")
        known += own if own is not None else 0.0
        if not (are_bounds_whole and _is_inside(device)):
            most += own if own is not None else heaviest_kg(rig, device)
        if own is None and device.category in WEIGHED:
            missing.append(device.missing("weight_kg"))
    return Weight(known, max(known, most), tuple(dict.fromkeys(missing)))


def heaviest_kg(rig: Rig, device: Device) -> float:
    """The most that a device of unknown weight can weigh; a chassis of unknown weight with all that is in it."""
    if device.category != "chassis":
        return HEAVIEST_KG.get(device.category, HEAVIEST_SMALL_PART_KG)
    units = rack_units(rig, device)
    return HEAVIEST_KG_PER_U * (HIGHEST_MACHINE_U if units is None else math.ceil(units))


def _is_inside(device: Device) -> bool:
    return device.category not in ("chassis", "switch", "pdu", "ups", "radiator")
