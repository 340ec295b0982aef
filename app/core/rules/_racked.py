"""What goes into a rack."""

from __future__ import annotations

from app.core.rig import Device, Rig

STANDING = ("tower", "desktop", "mini", "open-frame")


def goes_on_rails(chassis: Device) -> bool:
    """Whether the chassis is made for a rack; one of unknown kind is taken as such, for somebody listed a rack."""
    return chassis.text("kind") not in STANDING


def racked_machines(rig: Rig) -> tuple[Device, ...]:
    """The chassis that go into the rack."""
    return tuple(chassis for chassis in rig.all("chassis") if goes_on_rails(chassis))
