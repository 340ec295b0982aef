"""Motherboards.

Left out, because the data doesn't bear it: M.2 slots (most boards list each of them twice), power inputs (often only
one of two), the most memory (held against the catalog's own boards, every fourth differs), and electrical lanes, which
the database doesn't have.
"""

from __future__ import annotations

import re
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
LONG, DESKTOP_CHANNELS, MOST_LONG_ON_DESKTOP = 16, 2, 4
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
    _count_impossible(record)
    return {
        "socket": socket,
        "socket_count": (2 if written.startswith("2 x ") else 1) if socket else None,
        "socket_mount": "narrow" if written.endswith("Narrow") else None,
        "chipset": _chipset(record),
        "form_factor": form_factor,
        "dimm_slots": record.count("memory", "slots"),
        "memory_generation": _memory(record, socket),
        "flash_without_cpu": record.flag("bios_features", "flashback") or None,  # no may mean that nobody looked
        "slots": _slots(record, socket, form_factor),
    }


def _chipset(record: Record) -> str | None:
    words = (record.text("chipset") or "").lower().split()
    if len(words) != len(("maker", "chipset")) or words[0] not in ("intel", "amd"):
        return None
    if record.says(rf"\b{re.escape(words[1])}E\b"):
        record.doubt("chipset that the name contradicts")
        return None
    return words[1]


def _memory(record: Record, socket: str | None) -> str | None:
    generation = memory_generation(record.text("memory", "ram_type"))
    platform = PLATFORMS.get(socket or "")
    if generation and platform and generation not in platform.memory:
        record.doubt("memory that the socket can't have")
        return None
    return generation


def _count_impossible(record: Record) -> None:
    """Count what can't be in fields that are not taken over anyway."""
    if len(list(record.records("m2_slots"))) > MOST_M2:
        record.doubt("more M.2 slots than boards have")
    most = record.number("memory", "max")
    if most is not None and (most < LEAST_MEMORY_MAX_GIB or most in TERABYTES_AS_GB):
        record.doubt("most memory of 1, 2 or 1000")


def _slots(record: Record, socket: str | None, form_factor: str | None) -> list[dict[str, Any]] | None:
    """The expansion slots; one that says “16 lanes” is x16 long, of any other the length is not certain."""
    groups = [(group, group.count("lanes"), group.count("quantity")) for group in record.records("pcie_slots")]
    known = [(group, lanes, quantity) for group, lanes, quantity in groups if lanes and quantity]
    if len(known) < len(groups):
        return None
    if sum(quantity for _, _, quantity in known) > MOST_SLOTS.get(form_factor or "", max(MOST_SLOTS.values())):
        record.doubt("more slots than the board has room for")
        return None
    desktop = socket in PLATFORMS and PLATFORMS[socket].channels == DESKTOP_CHANNELS
    if desktop and sum(quantity for _, lanes, quantity in known if lanes == LONG) > MOST_LONG_ON_DESKTOP:
        record.doubt("more x16 slots than boards of the socket have")
        return None
    slots: list[dict[str, Any]] = []
    for group, lanes, quantity in known:
        length, gen = (LONG if lanes == LONG else None), _gen(group, socket)
        for _ in range(quantity):
            slots.append({"id": f"x{lanes} slot {len(slots) + 1}", "physical_lanes": length, "pcie_gen": gen})
    return slots or None


def _gen(slot: Record, socket: str | None) -> int | None:
    written = slot.text("gen") or ""
    gen = int(written[0]) if written[:1].isdigit() else None
    platform = PLATFORMS.get(socket or "")
    if gen is not None and platform is not None and gen > platform.pcie_gen:
        slot.doubt("PCIe generation that the socket can't have")
        return None
    return gen if gen != DEFAULT_GEN and platform is not None else None
