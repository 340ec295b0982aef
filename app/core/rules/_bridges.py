"""NVLink bridges and the cards that they could join."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.case import Case
from app.core.rig import Device, Rig


@dataclass(frozen=True, slots=True)
class BridgeSet:
    """All units of one bridge, the cards that surely take it (`matching`) and those that may (`doubtful`).

    `largest` are the matching cards of the commonest model, for a bridge joins cards of one model.
    """

    units: tuple[Device, ...]
    matching: tuple[Device, ...]
    doubtful: tuple[Device, ...]
    largest: tuple[Device, ...]

    @property
    def bridge(self) -> Device:
        return self.units[0]

    @property
    def joined(self) -> int | None:
        """Cards that one bridge joins."""
        return self.bridge.count("gpus_joined")

    @property
    def size(self) -> int:
        """Cards of one domain; two are the least that a bridge joins."""
        joined = self.joined
        return 2 if joined is None else joined

    @property
    def required(self) -> int | None:
        """Bridges that one domain takes: the card's number for a pair, one for a bridge that joins more."""
        if self.size > 2:
            return 1
        return self.largest[0].count("nvlink_bridges_required") if self.largest else None

    @property
    def domains(self) -> int:
        """Groups of cards that the bridges join: no more than there are cards for."""
        whole = len(self.units) // self.required if self.required else 1
        return max(1, min(whole, len(self.largest) // self.size))


def bridge_sets(rig: Rig) -> Iterator[BridgeSet]:
    """One set for each item and part of bridge in the rig."""
    kinds: dict[tuple[str, str], list[Device]] = {}
    for device in rig.all("nvlink-bridge"):
        kinds.setdefault((device.item.id, device.part.id), []).append(device)
    for units in kinds.values():
        types = units[0].texts("nvlink_types")
        matching = tuple(gpu for gpu in rig.gpus if types is not None and gpu.text("nvlink_type") in types)
        doubtful = tuple(gpu for gpu in rig.gpus if gpu not in matching and _may_match(gpu, types))
        yield BridgeSet(tuple(units), matching, doubtful, _commonest_model(matching))


def _may_match(gpu: Device, types: tuple[str, ...] | None) -> bool:
    kind = gpu.text("nvlink_type")
    return kind is None or (types is None and kind != "none")


def _commonest_model(gpus: tuple[Device, ...]) -> tuple[Device, ...]:
    """Cards of partners are one model when chip and memory agree; where those are unknown, the part decides."""
    models: dict[tuple[object, ...], list[Device]] = {}
    for gpu in gpus:
        chip, memory_gb = gpu.text("chip"), gpu.number("memory_gb")
        model = (gpu.part.id,) if chip is None or memory_gb is None else (chip, memory_gb)
        models.setdefault(model, []).append(gpu)
    commonest: list[Device] = max(models.values(), key=len, default=[])
    return tuple(commonest)


def is_free_standing(case: Case, gpu: Device) -> bool:
    """Whether the builder sets the card's distance: on a riser, or with a water block that makes it thin."""
    if gpu.item.cooling == "loop" or gpu.text("cooling") in ("water", "hybrid"):
        return True
    seat = case.slots.seat(gpu.name)
    return seat is not None and seat.riser is not None


def runs(positions: list[int], pitch: int, size: int) -> list[tuple[int, ...]]:
    """Disjoint runs of `size` positions, each `pitch` from the one before, taken from the top."""
    free = set(positions)
    found: list[tuple[int, ...]] = []
    for start in sorted(positions):
        run = tuple(start + step * pitch for step in range(size))
        if free.issuperset(run):
            free.difference_update(run)
            found.append(run)
    return found
