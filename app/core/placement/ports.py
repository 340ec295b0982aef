"""Drives (and M.2 cards) onto ports: the least harmful port first, the pickiest drive first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.parts import Facts
from app.core.placement.plans import Conflict, PortSeat
from app.core.placement.search import Seated
from app.core.report import Missing
from app.core.rig import Device, Rig

# Which connectors take a drive of a form, directly or with a plain cable; bays are matched by their own drive form.
PORTS_FOR = {
    "m2": ("m2",),
    "u": ("u2", "mcio-4i", "mcio-8i", "slimsas-4i", "slimsas-8i", "oculink"),
    "sata": ("sata", "minisas-hd", "slimsas-8i"),
    "hdd35": ("sata", "minisas-hd"),
    "sas": ("minisas-hd",),
    "e1s": ("e1s",),
    "e3s": ("e3s", "sff-ta-1002"),
}
SATA_MODE = ("slimsas-8i", "slimsas-4i", "oculink", "m2")


@dataclass(frozen=True, slots=True)
class DriveSeats:
    """Drives on ports, the ports in use, and what could not be seated."""

    seats: tuple[PortSeat, ...] = ()
    in_use: frozenset[str] = frozenset()
    lanes_by_root: Mapping[str, int] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[Missing, ...] = ()


def seat_drives(rig: Rig, board: Device, seated: tuple[Seated, ...]) -> DriveSeats:
    """Seat every drive; a board whose ports are unknown leaves them all unseated, with the missing fact."""
    drives = [device for device in rig.all("storage", "nic") if _stem(device) is not None]
    if not drives:
        return DriveSeats()
    if board.records("ports") is None:
        return DriveSeats(missing=board.lacks("ports"))
    taken_by_cards = {port for one in seated for port in one.place.ports}
    free = _sockets(rig, board, taken_by_cards, seated)
    seats: list[PortSeat] = []
    conflicts: list[Conflict] = []
    used: set[str] = set()
    lanes: dict[str, int] = {}
    for drive in sorted(drives, key=lambda one: (one.text("port") is None, len(PORTS_FOR[_stem(one) or "m2"]))):
        socket = _socket_for(drive, free)
        if socket is None:
            conflicts.append(_no_port(drive, board))
            continue
        free.remove(socket)
        seats.append(_seat(drive, socket.record))
        name, root = socket.record.text("id") or "?", socket.record.text("root")
        if root is not None and name not in used and drive.text("protocol") != "sata":
            lanes[root] = lanes.get(root, 0) + (_lanes(drive, socket.record) or 0)
        used.add(name)
    return DriveSeats(tuple(seats), frozenset(used), lanes, tuple(conflicts))


def _socket_for(drive: Device, free: list[_Socket]) -> _Socket | None:
    """The port that the builder named, else the first that takes the drive."""
    fitting = [socket for socket in free if _takes(socket.record, drive)]
    named = _plain(drive.text("port") or "")
    return next(
        (socket for socket in fitting if _plain(socket.record.text("id") or "") == named), next(iter(fitting), None)
    )


def _plain(name: str) -> str:
    """Port names as people write them: `M.2_2`, `M2-2` and `m2_2` are one."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@dataclass(frozen=True, eq=False, slots=True)
class _Socket:
    """One place for one drive; a port that serves several drives is several sockets."""

    record: Facts
    harm: int


def _sockets(rig: Rig, board: Device, taken: set[str], seated: tuple[Seated, ...]) -> list[_Socket]:
    """Free sockets, those that take no lanes from an occupied slot first."""
    occupied = {one.place.slot.id: one.place.slot for one in seated}
    found: list[_Socket] = []
    ports = list(board.records("ports") or ())
    for hba in rig.all("hba"):
        ports += hba.records("ports") or ()
    for record in ports:
        if record.text("id") in taken or _switched_off(board, record, occupied):
            continue
        harm = _harm(board, record.text("id") or "?", occupied)
        found += [_Socket(record, harm) for _ in range(record.count("drives") or 1)]
    return sorted(found, key=lambda socket: (socket.harm, -(socket.record.count("pcie_gen") or 0)))


def _harm(board: Device, port: str, occupied: Mapping[str, object]) -> int:
    """Lanes that using the port takes from occupied slots."""
    harm = 0
    for sharing in board.records("lane_sharing") or ():
        if port in (sharing.texts("when") or ()) and sharing.text("affects") in occupied:
            harm += 16 - (sharing.count("lanes") or 0)
    return harm


def _switched_off(board: Device, record: Facts, occupied: Mapping[str, object]) -> bool:
    name = record.text("id")
    for sharing in board.records("lane_sharing") or ():
        off = sharing.text("affects") == name and sharing.count("lanes") == 0
        if off and any(slot in occupied for slot in sharing.texts("when") or ()):
            return True
    return False


def _stem(device: Device) -> str | None:
    """The row of PORTS_FOR for a device; None for one that sits in a slot or whose form is unknown."""
    if device.category == "nic":
        return "m2" if device.text("form") == "m2" else None
    form = device.text("form")
    if form is None or form == "aic":
        return None
    return next((stem for stem in PORTS_FOR if form.startswith(stem)), None)


def _takes(record: Facts, drive: Device) -> bool:
    stem = _stem(drive)
    kind = record.text("type")
    if stem is None or kind not in PORTS_FOR[stem]:
        return False
    forms = record.texts("forms")
    form = drive.text("form") or ""
    if forms is not None and drive.category == "storage" and form not in forms:
        return False
    if drive.text("protocol") == "sata" and kind in SATA_MODE:
        return record.flag("sata") is True
    lanes = record.count("lanes")
    return drive.text("protocol") != "nvme" or lanes is None or lanes > 0


def _lanes(drive: Device, record: Facts) -> int | None:
    wired, own = record.count("lanes"), drive.count("pcie_lanes")
    if wired is None or own is None:
        return wired if own is None else own
    return min(wired, own)


def _seat(drive: Device, record: Facts) -> PortSeat:
    own, offered = drive.count("pcie_gen"), record.count("pcie_gen")
    gen = None if own is None or offered is None else min(own, offered)
    return PortSeat(
        drive.name,
        record.text("id") or "?",
        record.text("type") or "?",
        _lanes(drive, record),
        gen,
        record.text("root"),
    )


def _no_port(drive: Device, board: Device) -> Conflict:
    form = drive.text("form") or drive.text("kind") or "its form"
    return Conflict("port", (drive.name,), (), f"{board.label} has no free port for {form}")
