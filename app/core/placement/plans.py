"""What the placement stages answer: which device sits where, and what stands in the way when one can't.

Status of every plan: `waiting` (the build has nothing to place or nowhere to place it yet), `placed`, `impossible`
(with conflicts), `unknown` (a missing fact decides; `missing` names it), `undecided` (the step budget ended).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.core.build import Circuit
from app.core.parts import Facts
from app.core.report import Missing

Status = Literal["waiting", "placed", "impossible", "unknown", "undecided"]
ConflictKind = Literal["length", "cover", "cpu", "sharing", "lanes", "count", "bifurcation", "port", "pin"]


@dataclass(frozen=True, slots=True)
class Slot:
    """An expansion slot of the board; None is unknown.  `position` counts slot heights from the processor's side."""

    id: str
    position: int | None
    physical_lanes: int | None
    electrical_lanes: int | None
    pcie_gen: int | None
    root: str | None
    open_ended: bool | None
    max_slots: float | None
    max_card_power_w: float | None
    full_height: bool | None
    bifurcation: tuple[str, ...] | None

    @classmethod
    def of(cls, record: Facts) -> Slot:
        return cls(
            record.text("id") or "?",
            record.count("position"),
            record.count("physical_lanes"),
            record.count("electrical_lanes"),
            record.count("pcie_gen"),
            record.text("root"),
            record.flag("open_ended"),
            record.number("max_slots"),
            record.number("max_card_power_w"),
            record.flag("full_height"),
            record.texts("bifurcation"),
        )

    @property
    def cpu_index(self) -> int | None:
        """0 or 1 for a slot on a processor; None for one on a chipset or switch, or an unknown root."""
        return cpu_index(self.root)


def cpu_index(root: str | None) -> int | None:
    """The number in `cpu0`, `cpu1` …; None for any other root."""
    return int(root[3:]) if root and root.startswith("cpu") and root[3:].isdecimal() else None


@dataclass(frozen=True, slots=True)
class Seat:
    """A card in a slot.

    `lanes` and `gen` are what the link trains at (None: a fact is missing); `electrical_lanes` is what the slot has
    left after sharing and splitting; `covers` names the slots that the card's body takes besides its own; `riser` the
    device between slot and card; `narrowed_by` what took lanes from the slot.
    """

    device: str
    slot: Slot
    lanes: int | None
    gen: int | None
    electrical_lanes: int | None
    covers: tuple[str, ...] = ()
    riser: str | None = None
    narrowed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PortSeat:
    """A drive (or M.2 card) on a port."""

    device: str
    port: str
    type: str
    lanes: int | None
    gen: int | None
    root: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """An irreducible set of devices that can't all be seated, and the constraint that bars them."""

    kind: ConflictKind
    devices: tuple[str, ...]
    slots: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class RootUse:
    """PCIe lanes of one root: what occupied slots and ports take, and what the root has."""

    root: str
    used: int
    available: int | None


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """Cards in slots, drives on ports."""

    status: Status
    seats: tuple[Seat, ...] = ()
    ports: tuple[PortSeat, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    roots: tuple[RootUse, ...] = ()
    missing: tuple[Missing, ...] = ()
    steps: int = 0

    def seat(self, device: str) -> Seat | None:
        return next((seat for seat in self.seats if seat.device == device), None)

    def port(self, device: str) -> PortSeat | None:
        return next((port for port in self.ports if port.device == device), None)


@dataclass(frozen=True, slots=True)
class Feed:
    """One power connector of a device and what feeds it.

    `output` is the plug on the supply's cable, `adapter` what stands between (None: plugged directly), `adapter_from`
    how it comes: `box` (with the card), an item of the build, or `buy` (the placement needs one that nobody listed).
    """

    device: str
    connector: str
    psu: str
    output: str
    outputs_used: int
    adapter: str | None = None
    adapter_from: str | None = None
    rating_w: float | None = None


@dataclass(frozen=True, slots=True)
class PsuLoad:
    """Watts on one supply and what it is rated for at the site's voltage (None: unknown)."""

    psu: str
    watts: float
    rating_w: float | None

    @property
    def share(self) -> float | None:
        return self.watts / self.rating_w if self.rating_w else None


PowerConflictKind = Literal["type", "count", "rating", "weak-plug", "shared-cable", "no-output", "board-input"]


@dataclass(frozen=True, slots=True)
class PowerConflict:
    """A connector that nothing feeds as it must be fed; watts are set where ratings decide."""

    kind: PowerConflictKind
    devices: tuple[str, ...]
    connector: str
    needed: float
    offered: float
    detail: str


@dataclass(frozen=True, slots=True)
class NeededCable:
    """An adapter or cable that the placement needs and the build doesn't list."""

    name: str
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True)
class CablePlan:
    """Power connectors on supply outputs, and watts on supplies.

    `mode` is the redundancy as (active, spare), e.g. (2, 2); `volts` the mains voltage judged (None: no circuit said);
    `rating_w` one module's watts there (None: unknown or differing); `usable_w` active × rating, or the sum of
    independent supplies' ratings.  `independent` is true for supplies that don't share one 12 V bus (ATX pairs).
    """

    status: Status
    feeds: tuple[Feed, ...] = ()
    psu_loads: tuple[PsuLoad, ...] = ()
    conflicts: tuple[PowerConflict, ...] = ()
    needed: tuple[NeededCable, ...] = ()
    missing: tuple[Missing, ...] = ()
    system_psu: str | None = None
    independent: bool = True
    mode: tuple[int, int] = (0, 0)
    volts: float | None = None
    rating_w: float | None = None
    usable_w: float | None = None
    steps: int = 0

    def feeds_of(self, device: str) -> tuple[Feed, ...]:
        return tuple(feed for feed in self.feeds if feed.device == device)


@dataclass(frozen=True, slots=True)
class CircuitLoad:
    """Current on one circuit.  `limit_a` is 80 % of the breaker; `failover_amps` after the loss of the other feed."""

    index: int
    circuit: Circuit
    psus: tuple[str, ...]
    wall_w: float
    amps: float
    failover_amps: float | None
    breaker_a: float | None
    limit_a: float | None


@dataclass(frozen=True, slots=True)
class CircuitPlan:
    """Supplies on circuits.  `wall_w` and `efficiency` hold even when no circuit was said (at `volts` assumed None)."""

    status: Status
    loads: tuple[CircuitLoad, ...] = ()
    wall_w: float | None = None
    efficiency: float | None = None
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Hookup:
    """A supply's way to its circuit: an outlet of a PDU or UPS, a PDU behind a UPS, or (no feeder) the wall itself.

    `outlet` is None where the feeder's outlets are unknown; `circuit` counts from 0, None when no circuit was said;
    `watts` are those at the wall.
    """

    psu: str
    circuit: int | None
    watts: float
    feeder: str | None = None
    outlet: str | None = None
    behind: str | None = None


@dataclass(frozen=True, slots=True)
class OutletPlan:
    """Supplies in outlets.  `unplugged` ones found none; `missing` names inlets and outlets that decide."""

    status: Status
    hookups: tuple[Hookup, ...] = ()
    unplugged: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

    def watts_on(self) -> dict[str, float]:
        """Watts at the wall through each PDU and UPS, those of a PDU behind a UPS in both."""
        found: dict[str, float] = {}
        for hookup in self.hookups:
            for feeder in (hookup.feeder, hookup.behind):
                if feeder is not None:
                    found[feeder] = found.get(feeder, 0.0) + hookup.watts
        return found


@dataclass(frozen=True, slots=True)
class ModuleSeat:
    """A memory module on a channel: `module` counts within the device's kit, `place` along the channel from 1."""

    device: str
    module: int
    cpu: int
    channel: str
    place: int
    gib: float | None


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """Modules on channels.  `channels` are those of one processor; `unplaced` modules found no slot."""

    status: Status
    seats: tuple[ModuleSeat, ...] = ()
    channels: int | None = None
    unplaced: int = 0
    missing: tuple[Missing, ...] = ()

    def filled(self, cpu: int) -> int:
        """Channels of a processor with at least one module."""
        return len({seat.channel for seat in self.seats if seat.cpu == cpu})

    @property
    def most_per_channel(self) -> int:
        return max((seat.place for seat in self.seats), default=0)

    def gib_by_channel(self) -> dict[tuple[int, str], float | None]:
        """Size of every filled channel; None where a module's size is unknown."""
        found: dict[tuple[int, str], float | None] = {}
        for seat in self.seats:
            before = found.get((seat.cpu, seat.channel), 0.0)
            found[seat.cpu, seat.channel] = None if before is None or seat.gib is None else before + seat.gib
        return found


@dataclass(frozen=True, slots=True)
class LoopPlan:
    """The coolant loop: what it must carry and what its radiators can.

    `heat_w` is the heat of everything on the loop; `area` radiator area in 120 mm fan units; `w_per_k` watts per kelvin
    of all radiators; `rise_k` coolant above room air; `coolant_c` the coolant chosen by the builder or reached;
    `target_c` what the builder asked for.
    """

    status: Status
    devices: tuple[str, ...] = ()
    heat_w: float | None = None
    area: float | None = None
    w_per_k: float | None = None
    rise_k: float | None = None
    coolant_c: float | None = None
    target_c: float | None = None
    flow_lpm: float | None = None
    chilled: bool = False
    missing: tuple[Missing, ...] = ()
