"""Drives: what they speak, the bays of a chassis and what its backplane carries, and the ports of a board."""

from __future__ import annotations

from app.core.case import Case
from app.core.parts import Facts
from app.core.placement.ports import DriveSeats, seat_drives
from app.core.rig import Device

SIZES = {
    "u2": "2.5-inch",
    "u3": "2.5-inch",
    "sata25": "2.5-inch",
    "sas25": "2.5-inch",
    "hdd35": "3.5-inch",
    "sas35": "3.5-inch",
    "e1s": "E1.S",
    "e3s": "E3.S",
}
# What a bay of a type carries at least, whether its maker says so or not; a SAS port always takes SATA drives.
LEAST = {
    "u2": {"nvme"},
    "u3": {"nvme"},
    "sata25": {"sata"},
    "sas25": {"sas", "sata"},
    "hdd35": {"sata"},
    "sas35": {"sas", "sata"},
    "e1s": {"nvme"},
    "e3s": {"nvme"},
}
# A drive of a form that says what it speaks.
SPOKEN = {"u2": "nvme", "u3": "nvme", "sata25": "sata", "sas25": "sas", "sas35": "sas", "e1s": "nvme", "e3s": "nvme"}


def protocol_of(drive: Device) -> str | None:
    """What the drive speaks, by its own word or by its form."""
    return drive.text("protocol") or SPOKEN.get(drive.text("form") or "")


def takes(bay: Facts, form: str, protocol: str | None) -> bool | None:
    """Whether the bay's backplane serves the drive; no backplane (an empty list) leaves it to the cable."""
    carried = bay.texts("protocols")
    if carried == ():
        return True
    if form == "u2" and bay.text("type") == "u3":
        tri_mode = bay.flag("tri_mode")
        return None if tri_mode is None else not tri_mode
    if form == "u2" and bay.flag("tri_mode"):
        return False
    if protocol is None:
        return None
    if carried is None:
        return True if protocol in LEAST.get(bay.text("type") or "", set()) else None
    return protocol in carried or (protocol == "sata" and "sas" in carried)


def drive_seats(case: Case, board: Device) -> DriveSeats:
    """The drives beside the cards; where the cards can't be placed, the drives alone."""
    slots = case.slots
    if slots.status == "placed" and (slots.ports or any(conflict.kind == "port" for conflict in slots.conflicts)):
        conflicts = tuple(conflict for conflict in slots.conflicts if conflict.kind == "port")
        return DriveSeats(slots.ports, conflicts=conflicts)
    return seat_drives(case.rig, board, ())
