"""Graphics cards."""

from __future__ import annotations

import re
from typing import Any

from app.intake.opendb.record import Record

SLOT_W = 75
PLUGS = (
    ("pcie_6_pin", "pcie6", 75),
    ("pcie_8_pin", "pcie8", 150),
    ("pcie_12VHPWR", "pcie16", 600),
    ("pcie_12V_2x6", "pcie16", 600),
)
# "1 Fan" is left out: it may be a blower or not.
COOLING = {
    "Passive": "passive",
    "Blower": "blower",
    "2 Fans": "axial",
    "3 Fans": "axial",
    "4 Fans": "axial",
    "Hybrid": "hybrid",
    "Water Cooled": "water",
}
INTERFACE = re.compile(r"PCIe (?:(\d)\.\d )?x(\d+)")
# The database's own schema lets two 8-pin plugs stand for one of 16 pins, which these cards have.
SIXTEEN_PIN_SERIES = re.compile(r"GeForce RTX [45]0\d\d")


def read_gpu(record: Record) -> dict[str, Any]:
    """The facts of a card."""
    power_w = record.number("tdp")
    maker = (record.text("chipset_manufacturer") or "").lower()
    return {
        "vendor": maker if maker in ("nvidia", "amd", "intel") else None,
        "memory_gb": record.number("memory"),
        "memory_type": record.text("memory_type"),
        "board_power_w": power_w,
        "length_mm": record.number("length"),
        "slot_width": _slot_width(record),
        "cooling": COOLING.get(record.text("cooling") or ""),
        "aux_power": _aux_power(record, power_w),
        **_interface(record),
    }


def _slot_width(record: Record) -> float | None:
    total, bracket = record.number("total_slot_width"), record.number("case_expansion_slot_width")
    if total is not None and bracket is not None and bracket > total:
        record.doubt("card thinner than its bracket")
        return None
    return total


def _aux_power(record: Record, power_w: float | None) -> list[dict[str, Any]] | None:
    """The plugs, where they carry the card's power and can't be an adapter's."""
    plugs: dict[str, int] = {}
    watts = SLOT_W
    for key, connector, each_w in PLUGS:
        count = record.plugs("power_connectors", key)
        if count:
            plugs[connector] = plugs.get(connector, 0) + count
            watts += count * each_w
    if not plugs:
        if power_w is not None and power_w > SLOT_W:
            record.doubt("card above 75 W without a plug")
        return None  # a card of 75 W or less may have a plug that nobody wrote down
    if power_w is not None and power_w > watts:
        record.doubt("plugs that carry less than the card takes")
        return None
    if _may_be_adapter(record, plugs):
        record.doubt("8-pin plugs that may be an adapter's")
        return None
    return [{"connector": connector, "count": count} for connector, count in plugs.items()]


def _may_be_adapter(record: Record, plugs: dict[str, int]) -> bool:
    eights = plugs.get("pcie8", 0)
    chipset = record.text("chipset") or ""
    if eights and "pcie16" in plugs:
        return True
    if eights > 1 and SIXTEEN_PIN_SERIES.match(chipset):
        return True
    return bool(eights) and record.says("founders") and chipset.startswith("GeForce RTX 30")


def _interface(record: Record) -> dict[str, Any]:
    """Generation and lanes.  “x16” may be the length of the edge alone: many such cards have eight lanes."""
    match = INTERFACE.fullmatch(record.text("interface") or "")
    if match is None:
        return {}
    gen, lanes = match.group(1), int(match.group(2))
    return {
        "form_factor": "pcie",
        "pcie_gen": int(gen) if gen else None,
        "connector_lanes": lanes if lanes == 16 else None,
        "pcie_lanes": lanes if gen and lanes < 16 else None,
    }
