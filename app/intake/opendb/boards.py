"""Motherboards.

Left out, because the data doesn't bear it: M.2 slots (most boards list each of them twice), power inputs (often only
one of two), and electrical lanes, which the database doesn't have.
"""

from __future__ import annotations

from typing import Any

from app.intake.opendb.platforms import PLATFORMS, memory_generation, socket_of
from app.intake.opendb.record import Record

FORM_FACTORS = {
    "ATX": "atx",
    "Micro ATX": "micro-atx",
    "Mini-ITX": "mini-itx",
    "Thin Mini-ITX": "mini-itx",
    "EATX": "e-atx",
    "XL ATX": "xl-atx",
    "SSI CEB": "ceb",
    "SSI EEB": "eeb",
}
MOST_SLOTS = {"mini-itx": 1, "micro-atx": 4, "atx": 7, "ceb": 7, "eeb": 7, "e-atx": 8, "xl-atx": 10}
MOST_M2 = 7
# What the database writes when nobody wrote anything: boards of 2009 have it too.
DEFAULT_GEN = 4
LEAST_MEMORY_MAX_GIB = 4
TERABYTES_AS_GB = (1000, 2000)


def read_board(record: Record) -> dict[str, Any]:
    """The facts of a board."""
    socket = socket_of(record, record.text("chipset"))
    form_factor = FORM_FACTORS.get(record.text("form_factor") or "")
    written = record.text("socket") or ""
    chipset = (record.text("chipset") or "").lower().split()
    if len(list(record.records("m2_slots"))) > MOST_M2:
        record.doubt("more M.2 slots than boards have")
    return {
        "socket": socket,
        "socket_count": (2 if written.startswith("2 x ") else 1) if socket else None,
        "socket_mount": "narrow" if written.endswith("Narrow") else None,
        "chipset": chipset[1] if len(chipset) == 2 and chipset[0] in ("intel", "amd") else None,
        "form_factor": form_factor,
        "dimm_slots": record.count("memory", "slots"),
        "memory_generation": _memory(record, socket),
        "memory_max_gib": _memory_max(record),
        "flash_without_cpu": record.flag("bios_features", "flashback") or None,  # no may mean that nobody looked
        "slots": _slots(record, socket, form_factor),
    }


def _memory(record: Record, socket: str | None) -> str | None:
    generation = memory_generation(record.text("memory", "ram_type"))
    platform = PLATFORMS.get(socket or "")
    if generation and platform and generation not in platform.memory:
        record.doubt("memory that the socket can't have")
        return None
    return generation


def _memory_max(record: Record) -> float | None:
    most = record.number("memory", "max")
    if most is not None and (most < LEAST_MEMORY_MAX_GIB or most in TERABYTES_AS_GB):
        record.doubt("most memory of 1, 2 or 1000")
        return None
    return most


def _slots(record: Record, socket: str | None, form_factor: str | None) -> list[dict[str, Any]] | None:
    """The expansion slots; one that says “16 lanes” is x16 long, of any other the length is not certain."""
    slots: list[dict[str, Any]] = []
    for group in record.records("pcie_slots"):
        lanes, quantity = group.count("lanes"), group.count("quantity")
        if lanes is None or quantity is None:
            return None
        if len(slots) + quantity > MOST_SLOTS.get(form_factor or "", max(MOST_SLOTS.values())):
            record.doubt("more slots than the board has room for")
            return None
        gen = _gen(group, socket)
        slots += [
            {
                "id": f"x{lanes} slot {len(slots) + number}",
                "physical_lanes": 16 if lanes == 16 else None,
                "pcie_gen": gen,
            }
            for number in range(1, quantity + 1)
        ]
    return slots or None


def _gen(slot: Record, socket: str | None) -> int | None:
    written = slot.text("gen") or ""
    gen = int(written[0]) if written[:1].isdigit() else None
    platform = PLATFORMS.get(socket or "")
    if gen is not None and platform is not None and gen > platform.pcie_gen:
        slot.doubt("PCIe generation that the socket can't have")
        return None
    return gen if gen != DEFAULT_GEN and platform is not None else None
