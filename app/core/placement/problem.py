"""The slot stage's question in plain values: bodies (cards), places (slots, riser ends) and what bars what.

Facts that are missing are read twice: hopefully (the card is thin, the slot is long) and fearfully (the card is thick,
the slot is short).  What fails hopefully is impossible; what holds fearfully is certain; the rest is unknown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.core.parts import Facts
from app.core.placement.plans import Slot, cpu_index
from app.core.rig import Device, Rig

CARD_CATEGORIES = ("gpu", "nic", "hba", "storage", "riser", "carrier")
THICKEST_CARD_SLOTS = 4
FEWEST_ENDS, MOST_ENDS = 2, 4  # of a splitter that nobody describes
HOST_LENGTH = {"x1": 1, "x4": 4, "x8": 8, "x16": 16}
HOST_PORTS = {
    "m2": ("m2",),
    "oculink": ("oculink",),
    "slimsas-8i": ("slimsas-8i",),
    "slimsas-4i": ("slimsas-4i", "slimsas-8i"),
    "mcio-8i": ("mcio-8i",),
    "mcio-4i": ("mcio-4i", "mcio-8i"),
}
# What can be missing, by the name of the fact.
FEARS = (
    "gpu.slot_width",
    "connector_lanes",
    "slots.position",
    "slots.physical_lanes",
    "slots.root",
    "riser.downstream",
)


@dataclass(frozen=True, slots=True)
class Body:
    """A card that wants a place.  `width` None and `connector_lanes` None are unknown; `kind` orders the search.

    `width` counts the slots that the card takes on a board, `exact_width` (2.5 …) is held against a bay's own room.
    """

    device: Device
    kind: str  # "splitter", "gpu" or "card"
    width: int | None
    connector_lanes: int | None
    lanes: int | None
    gen: int | None
    pinned: str | None = None
    exact_width: float | None = None

    @property
    def is_gpu(self) -> bool:
        return self.kind == "gpu"

    @property
    def twin_key(self) -> tuple[str, str, str]:
        """Bodies with one key are interchangeable: swapping them changes nothing."""
        return (self.device.item.id, self.device.part.id, self.pinned or "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body can go.

    `slot` is the board's slot below it, or a stand-in for a port; `via` the riser or splitter between.  A card on a
    riser covers no neighbour and answers to the riser's connector, not the slot's.  `rank` is its turn in the search.
    """

    key: str
    slot: Slot
    via: Device | None = None
    end_length: int | None = None
    lanes: int | None = None
    gen: int | None = None
    ports: tuple[str, ...] = ()
    splitter: str | None = None
    rank: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sharing:
    """Any of `when` in use leaves `affects` with `lanes`."""

    when: frozenset[str]
    affects: str
    lanes: int
    how: str


@dataclass(frozen=True)
class Problem:
    """Everything that the search reads."""

    bodies: tuple[Body, ...]
    slots: tuple[Slot, ...]
    ribbons: tuple[Device, ...]
    splitters: tuple[Device, ...]
    port_places: tuple[Place, ...]
    sharings: tuple[Sharing, ...]
    cpu_count: int
    socket_count: int | None
    cpu_gen: int | None
    cpu_known: bool
    root_lanes: dict[str, int]
    expansion_slots: int | None
    fears: frozenset[str] = frozenset()
    relaxed: frozenset[str] = frozenset()

    @cached_property
    def order(self) -> dict[str, int]:
        """The board's own order of its slots."""
        return {slot.id: number for number, slot in enumerate(self.slots)}

    def width_of(self, body: Body) -> int:
        if body.width is not None:
            return body.width
        return THICKEST_CARD_SLOTS if "gpu.slot_width" in self.fears else 1

    def fits_bay(self, body: Body, room: float) -> bool:
        """Whether the body is thin enough for a bay of that many slot widths."""
        return (body.exact_width if body.exact_width is not None else self.width_of(body)) <= room

    def ends_of(self, splitter: Device) -> list[tuple[int | None, int | None]]:
        """(lanes, mechanical length) of each device that a splitter serves; an unknown splitter has two to four."""
        records = splitter.records("downstream")
        if not records:
            return [(None, None)] * (FEWEST_ENDS if "riser.downstream" in self.fears else MOST_ENDS)
        return [
            (record.count("lanes"), record.count("connector_lanes") or 16)
            for record in records
            for _ in range(record.count("count") or 1)
        ]

    def connector_of(self, body: Body) -> int:
        if body.connector_lanes is not None:
            return body.connector_lanes
        return 16 if "connector_lanes" in self.fears else 1

    def cpu_present(self, root: str | None) -> bool:
        """Whether the processor behind a root is installed; a chipset hangs on cpu0."""
        if self.socket_count is None or self.cpu_count == 0 or self.cpu_count >= self.socket_count:
            return True
        if root is None:
            return "slots.root" not in self.fears
        index = cpu_index(root)
        return index is None or index < self.cpu_count


def body_of(device: Device, rig: Rig) -> Body | None:
    """The device as a card, or None when it takes no slot."""
    pinned = next((pin.slot for pin in rig.choices.slot_pins if pin.device in (device.name, device.item.id)), None)
    match device.category:
        case "gpu":
            if (device.text("form_factor") or "pcie") != "pcie":
                return None
            return _card(device, "gpu", _gpu_width(device, rig), pinned)
        case "nic" if (device.text("form") or "pcie") == "pcie":
            return _card(device, "card", _thin(device), pinned)
        case "hba":
            return _card(device, "card", _thin(device), pinned)
        case "storage" if device.text("form") == "aic":
            return _card(device, "card", 1.0, pinned)
        case "riser" if device.text("kind") in ("bifurcation", "switch"):
            host = device.text("host_connector")
            length = HOST_LENGTH.get(host) if host is not None else None
            if host is not None and length is None:
                return None  # hangs on a port, not on a slot
            return Body(device, "splitter", 1, length, device.count("host_lanes"), device.count("pcie_gen"), pinned)
    return None


def _card(device: Device, kind: str, width: float | None, pinned: str | None) -> Body:
    whole = None if width is None else math.ceil(width)
    lanes, length = device.count("pcie_lanes"), device.count("connector_lanes")
    return Body(device, kind, whole, length, lanes, device.count("pcie_gen"), pinned, width)


def _gpu_width(device: Device, rig: Rig) -> float | None:
    """Slots that the card takes: a water block's width when one is mounted, else its own."""
    if device.item.cooling == "loop":
        blocks = [block for block in rig.all("gpu-block") if block.text("kind") == "water"]
        widths = [block.number("slot_width") for block in blocks]
        known = [width for width in widths if width is not None]
        if known and len(known) == len(widths):
            return max(known)
    return device.number("slot_width")


def _thin(device: Device) -> float:
    """Width of a card that isn't a GPU: one slot unless somebody says otherwise."""
    width = device.number("slot_width")
    return 1.0 if width is None else width


def is_ribbon(device: Device) -> bool:
    """A riser that carries one card away from its slot."""
    if device.category != "riser" or device.text("kind") not in ("ribbon", "slot-riser", "usb-riser", "cabled"):
        return False
    host = device.text("host_connector")
    return host is None or host in HOST_LENGTH


def host_length(riser: Device) -> int:
    """Mechanical length that a riser needs of the slot below it; an unknown one is taken to plug in anywhere."""
    return HOST_LENGTH.get(riser.text("host_connector") or "", 1)


def device_length(riser: Device) -> int | None:
    """Mechanical length of the card that a riser takes; None for any."""
    if riser.flag("open_ended"):
        return None
    records = riser.records("downstream")
    return records[0].count("connector_lanes") if records else None


def port_places(rig: Rig, board: Device) -> Iterable[Place]:
    """Places that adapters offer on the board's M.2, OCuLink, SlimSAS or MCIO ports."""
    ports = board.records("ports") or ()
    taken: set[str] = set()
    hosted = [(riser, HOST_PORTS.get(riser.text("host_connector") or "", ())) for riser in rig.all("riser")]
    for riser, wanted in sorted(hosted, key=lambda pair: len(pair[1])):
        if not wanted:
            continue
        count = riser.count("host_connector_count") or 1
        free = [port for port in ports if port.text("type") in wanted and (port.text("id") or "?") not in taken]
        free.sort(key=lambda port: wanted.index(port.text("type") or ""))
        chosen = free[:count]
        if len(chosen) < count:
            continue
        names = tuple(port.text("id") or "?" for port in chosen)
        taken.update(names)
        yield _port_place(riser, chosen, names)


def _port_place(riser: Device, chosen: list[Facts], names: tuple[str, ...]) -> Place:
    lanes = [port.count("lanes") for port in chosen]
    total = None if None in lanes else sum(lane for lane in lanes if lane is not None)
    host_lanes = riser.count("host_lanes")
    if total is not None and host_lanes is not None:
        total = min(total, host_lanes)
    gen = chosen[0].count("pcie_gen")
    root = chosen[0].text("root")
    stand_in = Slot("+".join(names), None, 16, total, gen, root, None, None, None, None, None)
    return Place(f"port:{names[0]}", stand_in, riser, 16, total, riser.count("pcie_gen"), names)


def build_problem(rig: Rig, board: Device) -> Problem:
    """The question for a rig on a board whose slots are known."""
    slots = tuple(Slot.of(record) for record in board.records("slots") or ())
    bodies = [body for device in rig.all(*CARD_CATEGORIES) if (body := body_of(device, rig)) is not None]
    order = {"splitter": 0, "gpu": 1, "card": 2}
    bodies.sort(
        key=lambda body: (order[body.kind], body.pinned is None, -(body.width or 0), -(body.connector_lanes or 0))
    )
    sharings = tuple(
        Sharing(
            frozenset(record.texts("when") or ()),
            record.text("affects") or "",
            record.count("lanes") or 0,
            record.text("how") or "",
        )
        for record in board.records("lane_sharing") or ()
    )
    cpus = rig.cpus
    gens = [cpu.count("pcie_gen") for cpu in cpus]
    known_gens = [gen for gen in gens if gen is not None]
    chassis = rig.chassis
    return Problem(
        bodies=tuple(bodies),
        slots=slots,
        ribbons=tuple(device for device in rig.all("riser") if is_ribbon(device)),
        splitters=tuple(body.device for body in bodies if body.kind == "splitter"),
        port_places=tuple(port_places(rig, board)),
        sharings=sharings,
        cpu_count=len(cpus),
        socket_count=board.count("socket_count"),
        cpu_gen=min(known_gens) if known_gens else None,
        cpu_known=len(known_gens) == len(gens),
        root_lanes=_root_lanes(rig, board),
        expansion_slots=chassis.count("expansion_slots") if chassis else None,
    )


def _root_lanes(rig: Rig, board: Device) -> dict[str, int]:
    """Lanes that each root has, where they are known."""
    known: dict[str, int] = {}
    for record in board.records("roots") or ():
        name, lanes = record.text("id"), record.count("lanes")
        if name and lanes is not None:
            known[name] = lanes
    sockets = board.count("socket_count")
    board_lanes = board.count("cpu_lanes")
    own = [lanes for cpu in rig.cpus if (lanes := cpu.count("pcie_lanes")) is not None]
    if sockets == 1:
        limits = [lanes for lanes in (board_lanes, own[0] if own else None) if lanes is not None]
        if limits:
            known["cpu0"] = min(limits)
    elif sockets is not None and board_lanes is not None:
        for index in range(sockets):
            known[f"cpu{index}"] = min([board_lanes // sockets, *own])
    return known
