"""Memory modules onto processors and channels, balanced: first their number on each channel, then their size.

Channels are lettered here from A on for each processor; the board's manual says which slot is which.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.placement.plans import MemoryPlan, ModuleSeat
from app.core.report import Missing
from app.core.rig import Device, Rig, distinct

MOST_PLACED = 96  # modules; no board has more slots


@dataclass(frozen=True, slots=True)
class Modules:
    """The modules of one item; `count` None means that nobody counted them."""

    device: Device
    count: int | None
    total_gib: float | None


def modules_of(rig: Rig) -> tuple[Modules, ...]:
    """One entry for each memory item."""
    found = []
    for device in distinct(rig.all("memory")):
        units = sum(other.item.id == device.item.id for other in rig.all("memory"))
        size, total = device.number("capacity_gib"), device.number("total_gib")
        if size is None and total is not None:
            kit = device.count("kit_modules")
            found.append(Modules(device, None if kit is None else kit * units, total * units))
            continue
        # A module whose kit says nothing is sold singly: one unit, one module.
        count = units * (device.count("kit_modules") or 1)
        found.append(Modules(device, count, None if size is None else size * count))
    return tuple(found)


def module_count(rig: Rig) -> int | None:
    """All modules together, or None when some were not counted."""
    counts = [modules.count for modules in modules_of(rig)]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def count_gaps(rig: Rig) -> tuple[Missing, ...]:
    """Items whose modules nobody counted."""
    return tuple(modules.device.missing("kit_modules") for modules in modules_of(rig) if modules.count is None)


def channels_per_cpu(rig: Rig) -> int | None:
    """Channels that count: the processor's, or fewer where the board wires fewer.

    A board for another socket says nothing of this processor's channels.
    """
    cpu, board = (rig.cpus[0] if rig.cpus else None), rig.board
    own = cpu.count("memory_channels") if cpu else None
    wired = board.count("channels_per_cpu") if board else None
    if own is None or wired is None:
        return own if wired is None else wired
    same = cpu is not None and board is not None and cpu.text("socket") == board.text("socket")
    return min(own, wired) if same else own


def place_memory(rig: Rig) -> MemoryPlan:
    """Every module on a channel; unknown while modules or channels weren't counted."""
    if not rig.has("memory") or not rig.cpus:
        return MemoryPlan("waiting")
    channels, modules = channels_per_cpu(rig), module_count(rig)
    if channels is None or modules is None:
        gaps = rig.cpus[0].lacks("memory_channels") if channels is None else ()
        return MemoryPlan("unknown", channels=channels, missing=(*gaps, *count_gaps(rig)))
    singles = _largest_first(rig)[:MOST_PLACED]
    # Each module goes to the emptiest processor: no more of them than modules are ever reached.
    processors = [_Processor() for _ in rig.cpus[: len(singles)]]
    banks = [_Channel(cpu, of, index) for cpu, of in enumerate(processors) for index in range(channels)]
    depth = _slots_per_channel(rig, channels)
    seats: list[ModuleSeat] = []
    for device, number, gib in singles:
        free = [bank for bank in banks if depth is None or bank.modules < depth]
        if free:
            bank = min(free, key=_fill)
            bank.add(gib)
            seats.append(ModuleSeat(device.name, number, bank.cpu, bank.letter, bank.modules, gib))
    unplaced = modules - len(seats)
    return MemoryPlan("impossible" if unplaced else "placed", tuple(seats), channels, unplaced)


def table_mts(board: Device, cpu: Device | None, per_channel: int) -> float | None:
    """The board's speed for that many modules per channel; rows for one family hold for it alone."""
    family = cpu.text("family") if cpu else None
    for record in board.records("memory_speed") or ():
        wanted = record.text("family")
        if record.count("modules_per_channel") == per_channel and wanted in (None, family):
            return record.number("mts")
    return None


def reached_mts(rig: Rig, plan: MemoryPlan) -> float | None:
    """MT/s that the memory runs at: the slowest of modules, processor and wiring; None when one of them is unknown."""
    speeds = [device.number("speed_mts") for device in rig.all("memory")]
    speeds += [cpu.number("memory_mts") for cpu in rig.cpus]
    wired = table_mts(rig.board, rig.cpus[0], plan.most_per_channel) if rig.board and rig.cpus else None
    if wired is not None or plan.most_per_channel > 1:
        speeds.append(wired)
    known = [speed for speed in speeds if speed is not None]
    return min(known) if known and len(known) == len(speeds) else None


@dataclass(slots=True)
class _Processor:
    modules: int = 0
    gib: float = 0.0


@dataclass(slots=True)
class _Channel:
    cpu: int
    processor: _Processor
    index: int
    gib: float = 0.0
    modules: int = 0

    @property
    def letter(self) -> str:
        return chr(ord("A") + self.index)

    def add(self, gib: float | None) -> None:
        """One more module; one of unknown size counts by number alone."""
        size = gib if gib is not None else 0.0
        self.modules, self.gib = self.modules + 1, self.gib + size
        self.processor.modules, self.processor.gib = self.processor.modules + 1, self.processor.gib + size


def _fill(bank: _Channel) -> tuple[int, int, float, float, int]:
    """How full a channel is: modules on it, on its processor, and both by size; the first of equals wins."""
    return bank.modules, bank.processor.modules, bank.processor.gib, bank.gib, bank.index


def _largest_first(rig: Rig) -> list[tuple[Device, int, float | None]]:
    """Every single module with its number within its unit."""
    single = []
    for device in rig.all("memory"):
        kit, size, total = device.count("kit_modules"), device.number("capacity_gib"), device.number("total_gib")
        if size is None and total is not None and kit:
            size = total / kit
        single += [(device, number, size) for number in range(1, (1 if kit is None else kit) + 1)]
    return sorted(single, key=lambda one: -(one[2] if one[2] is not None else 0.0))


def _slots_per_channel(rig: Rig, channels: int) -> int | None:
    """Slots on each channel; None where the board's slots don't divide so, or weren't counted."""
    board = rig.board
    slots, sockets = (board.count("dimm_slots"), board.count("socket_count")) if board else (None, None)
    if not slots or not sockets:
        return None
    depth, rest = divmod(slots, channels * sockets)
    return depth if depth and not rest else None
