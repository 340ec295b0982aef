"""Drives (and M.2 cards) onto ports: the least harmful port first, the pickiest drive first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from app.core.parts import Facts
from app.core.placement.matching import largest_matching
from app.core.placement.plans import Conflict, PortSeat
from app.core.placement.search import Seated
from app.core.report import Missing
from app.core.rig import Device, Rig

CABLED = ("mcio-4i", "mcio-8i", "slimsas-4i", "slimsas-8i", "oculink")
# Which connectors take a drive of a form, directly or with a plain cable; bays are matched by their own drive form.
PORTS_FOR = {
    "m2": ("m2",),
    "u": ("u2", *CABLED),
    "sata": ("sata", "minisas-hd", "minisas", *CABLED),
    "hdd35": ("sata", "minisas-hd", "minisas", *CABLED),
    "sas": ("minisas-hd", "minisas"),
    "e1s": ("e1s",),
    "e3s": ("e3s", "sff-ta-1002"),
}
MOST_EXCLUSIONS = 6  # no board has more ports that switch others off; each doubles the work
SATA_MODE = (*CABLED, "m2")  # these carry SATA on some boards only


# What every board of these sockets has (general knowledge: makers' line-ups since the sockets came out).  Used where a
# board's own ports are unknown: what they suffice for is certain, what needs more is unknown.
SURELY_SATA = frozenset(
    [
        *(
            "AM3+",
            "AM4",
            "AM5",
            "TR4",
            "sTRX4",
            "sWRX8",
            "sTR5",
            "LGA1150",
            "LGA1151",
            "LGA1151-2",
            "LGA1155",
            "LGA1156",
        ),
        *("LGA1200", "LGA1366", "LGA1700", "LGA1851", "LGA2011", "LGA2011-3", "LGA2066"),
    ]
)
SURELY_M2 = frozenset(["AM5", "TR4", "sTRX4", "sWRX8", "sTR5", "LGA1200", "LGA1700", "LGA1851", "LGA2066"])
SATA_PORT = Facts({"id": "a SATA port", "type": "sata", "lanes": 0, "sata": True, "drives": 2})
M2_PORT = Facts({"id": "an M.2 port", "type": "m2", "lanes": 4, "forms": ("m2-2242", "m2-2280")})


def ports_of(board: Device) -> tuple[Facts, ...]:
    """The board's ports, or those that it surely has where nobody listed them."""
    known = board.records("ports")
    if known is not None:
        return known
    socket = board.text("socket")
    return (SATA_PORT,) * (socket in SURELY_SATA) + (M2_PORT,) * (socket in SURELY_M2)


@dataclass(frozen=True, slots=True)
class DriveSeats:
    """Drives on ports, the ports in use, and what could not be seated."""

    seats: tuple[PortSeat, ...] = ()
    in_use: frozenset[str] = frozenset()
    lanes_by_root: Mapping[str, int] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[Missing, ...] = ()


def seat_drives(
    rig: Rig, board: Device, seated: tuple[Seated, ...], closed: frozenset[str] = frozenset()
) -> DriveSeats:
    """Seat every drive; a board whose ports are unknown leaves them all unseated, with the missing fact, unless the
    ports that every board of its socket has suffice.

    `closed` names ports that are not to be used.
    """
    drives = [device for device in rig.all("storage", "nic") if _stem(device) is not None]
    if not drives:
        return DriveSeats()
    taken_by_cards = {port for one in seated for port in one.place.ports}
    sockets = _sockets(rig, board, taken_by_cards | closed, seated)
    # Those whose port the builder named first, then the pickiest.
    wishes = {drive.name: _wished(rig, drive) for drive in drives}
    drives.sort(key=lambda one: (not wishes[one.name], len(PORTS_FOR[_stem(one) or "m2"])))
    found = _matched(drives, sockets, wishes, _exclusions(board))
    if board.records("ports") is None and len(found) < len(drives):
        return DriveSeats(missing=board.lacks("ports"))
    seats: list[PortSeat] = []
    conflicts: list[Conflict] = []
    used: set[str] = set()
    lanes: dict[str, int] = {}
    for drive in drives:
        socket = found.get(drive.name)
        if socket is None:
            conflicts.append(_no_port(drive, board))
            continue
        seats.append(_seat(drive, socket.record))
        name, root = socket.record.text("id") or "?", socket.record.text("root")
        if root is not None and name not in used and drive.text("protocol") != "sata":
            lanes[root] = lanes.get(root, 0) + (_lanes(drive, socket.record) or 0)
        used.add(name)
    return DriveSeats(tuple(seats), frozenset(used), lanes, tuple(conflicts))


def _exclusions(board: Device) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Ports that others switch off, in pairs: the first doesn't work while one of the second is in use."""
    ports = {record.text("id") for record in board.records("ports") or ()}
    return [
        (frozenset({affects}), when)
        for sharing in board.records("lane_sharing") or ()
        if sharing.count("lanes") == 0
        and (affects := sharing.text("affects") or "") in ports
        and (when := frozenset(sharing.texts("when") or ()) & ports)
    ]


def _matched(
    drives: list[Device],
    sockets: list[_Socket],
    wishes: Mapping[str, str],
    exclusions: list[tuple[frozenset[str], frozenset[str]]],
) -> dict[str, _Socket]:
    """The socket of each drive that gets one: as many drives as possible, and none on a port that is switched off."""
    best = _largest_matching(drives, sockets, wishes)
    in_use = {socket.name for socket in best.values()}
    if not any(off & in_use and when & in_use for off, when in exclusions):
        return best
    # Every seating leaves one side of each pair empty: try all ways to choose it.
    closings = [frozenset[str]().union(*sides) for sides in product(*exclusions[:MOST_EXCLUSIONS])]
    tries = [
        _largest_matching(drives, [one for one in sockets if one.name not in closed], wishes) for closed in closings
    ]
    return max(tries, key=len)


def _largest_matching(drives: list[Device], sockets: list[_Socket], wishes: Mapping[str, str]) -> dict[str, _Socket]:
    """Each drive on the first port that it likes; one that finds none moves others aside."""
    liked: dict[tuple[str, str, str], list[int]] = {}

    def likes(drive: Device) -> list[int]:
        key = (drive.item.id, drive.part.id, wishes.get(drive.name, ""))
        if key not in liked:
            fitting = [number for number, socket in enumerate(sockets) if _takes(socket.record, drive)]
            liked[key] = sorted(fitting, key=lambda number: _plain(sockets[number].name) != key[2])
        return liked[key]

    found = largest_matching([likes(drive) for drive in drives])
    return {drives[taker].name: sockets[place] for taker, place in found.items()}


def _wished(rig: Rig, drive: Device) -> str:
    """The port that the builder named for the drive, plainly written; empty when none was named."""
    pinned = next((pin.slot for pin in rig.choices.slot_pins if pin.device in (drive.name, drive.item.id)), None)
    return _plain(pinned or drive.text("port") or "")


def _plain(name: str) -> str:
    """Port names as people write them: `M.2_2`, `M2-2` and `m2_2` are one."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@dataclass(frozen=True, eq=False, slots=True)
class _Socket:
    """One place for one drive; a port that serves several drives is several sockets."""

    record: Facts
    harm: int

    @property
    def name(self) -> str:
        return self.record.text("id") or "?"


def _sockets(rig: Rig, board: Device, taken: set[str], seated: tuple[Seated, ...]) -> list[_Socket]:
    """Free sockets, those that take no lanes from an occupied slot first."""
    occupied = {one.place.slot.id: one.place.slot for one in seated}
    found: list[_Socket] = []
    ports = list(ports_of(board))
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
