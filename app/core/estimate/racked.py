"""What goes into a rack, and how high it is."""

from __future__ import annotations

from app.core.rig import Device, Rig

HIGHEST_MACHINE_U = 10.0  # for eight SXM modules (general knowledge)
STANDING = ("tower", "desktop", "mini", "open-frame")


def goes_on_rails(chassis: Device) -> bool:
    """Whether the chassis is made for a rack; one of unknown kind is taken as such, for somebody listed a rack."""
    return chassis.text("kind") not in STANDING


def racked_machines(rig: Rig) -> tuple[Device, ...]:
    """The chassis that go into the rack."""
    return tuple(chassis for chassis in rig.all("chassis") if goes_on_rails(chassis))


def rack_units(rig: Rig, device: Device) -> float | None:
    """The device's own rack height, or that of the machine that brought it."""
    own = device.number("rack_units")
    if own is not None or device.bundle is None:
        return own
    machines = [server for server in rig.all("server") if server.item.id == device.bundle]
    return machines[0].number("rack_units") if machines else None


def racked_units(rig: Rig) -> float | None:
    """Rack units that machines and switches take together, 0 when none of them goes into a rack; None is unknown."""
    heights = [rack_units(rig, device) for device in (*racked_machines(rig), *rig.all("switch"))]
    known = [height for height in heights if height is not None]
    return sum(known) if len(known) == len(heights) else None
