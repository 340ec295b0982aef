"""Memory kits.

Nearly every record says “unbuffered, without ECC”, registered modules for servers too: the type is taken only where
name, size and number of modules don't speak against it.
"""

from __future__ import annotations

from typing import Any

from app.intake.opendb.platforms import memory_generation
from app.intake.opendb.record import Record

PINS = {
    "240-pin DIMM": ("ddr3",),
    "288-pin DIMM": ("ddr4", "ddr5"),
    "204-pin SO-DIMM": ("ddr3",),
    "260-pin SO-DIMM": ("ddr4",),
    "262-pin SO-DIMM": ("ddr5",),
}
SPEEDS = {"ddr3": (800, 3200), "ddr4": (1600, 5400), "ddr5": (3600, 10000)}
SERVER_NAMES = r"ECC|R-?DIMM|Regist|Server|KSM|KTH|KTD|KCP|Zeta|WS\b|Workstation|CUDIMM|CU-DIMM|MRDIMM"
LARGEST_UDIMM_GB = {"ddr3": 16, "ddr4": 32, "ddr5": 64}
MOST_UDIMMS = 4


def read_memory(record: Record) -> dict[str, Any]:
    """The facts of a kit."""
    generation = memory_generation(record.text("ram_type"))
    form = record.text("form_factor") or ""
    if generation and form in PINS and generation not in PINS[form]:
        record.doubt("module whose pins are another generation's")
        generation = None
    size, modules = _modules(record)
    return {
        "generation": generation,
        "module_type": _type(record, generation, form, size, modules),
        "capacity_gib": size,
        "kit_modules": modules,
        "speed_mts": _speed(record, generation),
    }


def _modules(record: Record) -> tuple[float | None, int | None]:
    size, modules = record.number("modules", "capacity_gb"), record.count("modules", "quantity")
    total = record.number("capacity")
    if size is not None and modules is not None and total is not None and size * modules != total:
        record.doubt("kit whose modules don't add up")
        return None, None
    return size, modules


def _type(record: Record, generation: str | None, form: str, size: float | None, modules: int | None) -> str | None:
    if generation is None or size is None or modules is None or form not in PINS:
        return None
    if record.text("registered") != "Unbuffered" or record.text("ecc") != "Non-ECC":
        return None
    if record.says(SERVER_NAMES) or size > LARGEST_UDIMM_GB[generation] or modules > MOST_UDIMMS:
        record.doubt("server memory as unbuffered without ECC")
        return None
    return "so-dimm" if form.endswith("SO-DIMM") else "udimm"


def _speed(record: Record, generation: str | None) -> int | None:
    speed_mts = record.count("speed")
    if speed_mts is None or generation is None:
        return None
    least, most = SPEEDS[generation]
    if not least <= speed_mts <= most:
        record.doubt("memory speed of another generation")
        return None
    return speed_mts
