"""Memory modules onto processors and channels, balanced: first their number on each channel, then their size.

Channels are lettered here from A on for each processor; the board's manual says which slot is which.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
    banks = [_Channel(cpu, index) for cpu in range(len(rig.cpus)) for index in range(channels)]
    depth = _slots_per_channel(rig, channels)
    seats: list[ModuleSeat] = []
    for device, number, gib in _largest_first(rig)[:MOST_PLACED]:
        free = [bank for bank in banks if depth is None or len(bank.sizes) < depth]
        if free:
            bank = min(free, key=lambda bank: _fill(bank, banks))
            bank.sizes.append(gib)
            seats.append(ModuleSeat(device.name, number, bank.cpu, bank.letter, len(bank.sizes), gib))
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


@dataclass
class _Channel:
    cpu: int
    index: int
    sizes: list[float | None] = field(default_factory=list)

    @property
    def letter(self) -> str:
        return chr(ord("A") + self.index)


def _fill(bank: _Channel, banks: list[_Channel]) -> tuple[int, int, float, float, int]:
    """How full a channel is: modules on it, on its processor, and both by size; the first of equals wins."""
    of_cpu = [size for other in banks if other.cpu == bank.cpu for size in other.sizes]
    return len(bank.sizes), len(of_cpu), _gib(of_cpu), _gib(bank.sizes), bank.index


def _gib(sizes: list[float | None]) -> float:
    return sum(size for size in sizes if size is not None)


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
