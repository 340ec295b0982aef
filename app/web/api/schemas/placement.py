"""Which device sits in which slot, which cable feeds it from which supply, on which circuit and loop."""

from __future__ import annotations

from app.core.placement.plans import Status
from app.web.api.schemas.answer import Told


class StageStatus(Told):
    """How far each stage of the placement came."""

    slots: Status
    memory: Status
    cables: Status
    circuits: Status


class SlotPlace(Told):
    """A card or drive with its slot or port, and what its link trains at."""

    device: str
    slot: str
    lanes: int | None
    gen: int | None
    root: str | None
    covers: list[str]
    riser: str | None


class MemoryPlace(Told):
    """A memory module on its channel; `place` counts along the channel from 1."""

    device: str
    module: int
    cpu: int
    channel: str
    place: int
    gib: float | None


class CablePlace(Told):
    """A power connector and what feeds it; `adapter` stands between it and the supply's own plug."""

    device: str
    connector: str
    psu: str
    output: str
    outputs_used: int
    adapter: str | None
    adapter_from: str | None
    rating_w: float | None


class NeededCable(Told):
    """An adapter or cable that the placement needs and the build doesn't list."""

    name: str
    quantity: int
    reason: str


class CircuitPlace(Told):
    """The supplies on one circuit, counted from 1."""

    circuit: int
    volts: float
    psus: list[str]
    amps: float


class OutletPlace(Told):
    """A supply's way to its circuit: the outlet of a PDU or UPS, or the wall."""

    psu: str
    outlet: str | None
    feeder: str | None
    behind: str | None
    circuit: int | None


class LoopPlace(Told):
    """What the coolant loop leads through."""

    devices: list[str]
    heat_w: float | None


class Placement(Told):
    """The placement that the findings rest on."""

    status: StageStatus
    slots: list[SlotPlace]
    memory: list[MemoryPlace]
    cables: list[CablePlace]
    needed: list[NeededCable]
    circuits: list[CircuitPlace]
    outlets: list[OutletPlace]
    loops: list[LoopPlace]
