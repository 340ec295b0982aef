"""Memory of a rig, counted: modules by item, totals, families that don't mix."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.core.report import Missing
from app.core.rig import Device, Rig, distinct

# Module types that share one electrical interface.
FAMILY = {
    "udimm": "unbuffered",
    "ecc-udimm": "unbuffered",
    "cudimm": "unbuffered",
    "so-dimm": "SO-DIMM",
    "ecc-so-dimm": "SO-DIMM",
    "rdimm": "registered",
    "3ds-rdimm": "3DS registered",
    "lrdimm": "load-reduced",
    "mrdimm": "multiplexed-rank",
    "camm2": "CAMM2",
    "soldered": "soldered",
}
# The largest single module that every board of a kind takes (general knowledge: 8 Gbit chips on DDR4, 16 Gbit on DDR5).
SAFE_MODULE_GIB = {
    ("ddr3", "unbuffered"): 4.0,
    ("ddr3", "registered"): 8.0,
    ("ddr4", "unbuffered"): 16.0,
    ("ddr4", "SO-DIMM"): 16.0,
    ("ddr4", "registered"): 32.0,
    ("ddr5", "unbuffered"): 32.0,
    ("ddr5", "SO-DIMM"): 32.0,
    ("ddr5", "registered"): 64.0,
}
LARGEST_MODULE_GIB = 256.0


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


def fewest_modules(rig: Rig) -> int:
    """The least number of modules that the stated totals can come in."""
    least = 0
    for modules in modules_of(rig):
        least += (
            modules.count if modules.count is not None else math.ceil((modules.total_gib or 1) / LARGEST_MODULE_GIB)
        )
    return least


def total_gib(rig: Rig) -> float | None:
    """Memory of the rig, or None when a size is missing."""
    totals = [modules.total_gib for modules in modules_of(rig)]
    known = [total for total in totals if total is not None]
    return sum(known) if known and len(known) == len(totals) else None


def size_gaps(rig: Rig) -> tuple[Missing, ...]:
    """Sizes that are missing."""
    return tuple(m.device.missing("capacity_gib") for m in modules_of(rig) if m.total_gib is None)


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
