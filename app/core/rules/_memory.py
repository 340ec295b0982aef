"""Memory of a rig: totals, families that don't mix, sizes that every board takes."""

from __future__ import annotations

import math

from app.core.placement.memory import modules_of
from app.core.report import Missing
from app.core.rig import Rig

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
