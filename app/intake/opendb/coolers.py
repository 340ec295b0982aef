"""Processor coolers and chassis fans."""

from __future__ import annotations

import re
from typing import Any

from app.intake.opendb.platforms import SOCKETS
from app.intake.opendb.record import Record

# A radiator's length in fans of one size; 360 is three of 120, for nobody sells one for two of 180.
RADIATORS = {120: (120, 1), 240: (120, 2), 360: (120, 3), 140: (140, 1), 280: (140, 2), 420: (140, 3)}
NAMED_HEIGHT = re.compile(r"\bAir (\d+(?:\.\d+)?) ?mm\b")
NAMED_SOCKETS = re.compile(r"\b(SP[356]|s?TR[45X]+4?|AM[45])\b")
LARGEST_FAN_MM = 230
FRAME_OF_SEVERAL_MM = (240, 280)


def read_cooler(record: Record) -> dict[str, Any]:
    """The facts of a processor cooler; the height is an air cooler's alone."""
    kind = _kind(record)
    radiator = RADIATORS.get(record.count("radiator_size") or 0) if kind == "aio" else None
    return {
        "kind": kind,
        "sockets": _sockets(record),
        "height_mm": _height(record) if kind in ("air", "passive") else None,
        "fan_count": record.count("fan_quantity"),
        "radiator_fan_mm": radiator[0] if radiator else None,
        "radiator_fans": radiator[1] if radiator else None,
    }


def _kind(record: Record) -> str | None:
    """What it is; water without a radiator may be a block for a loop, which is another thing."""
    water, radiator = record.flag("water_cooled"), record.count("radiator_size")
    if water is None:
        return None
    if water:
        if radiator is None:
            record.doubt("water cooler without a radiator")
        return "aio" if radiator is not None else None
    if radiator is not None:
        record.doubt("air cooler with a radiator")
        return None
    return "passive" if record.flag("fanless") else "air"


def _sockets(record: Record) -> list[str] | None:
    listed = set(record.texts("cpu_sockets"))
    known = {SOCKETS[name] for name in listed if name in SOCKETS}
    if "LGA 1151" in listed:
        known |= {"LGA1151", "LGA1151-2"}  # one hole pattern
    missing = {SOCKETS[name] for name in NAMED_SOCKETS.findall(record.name) if name in SOCKETS} - known
    if missing:
        record.doubt("socket that only the name tells of")
        return None
    return sorted(known) or None


def _height(record: Record) -> float | None:
    height_mm = record.number("height")
    named = NAMED_HEIGHT.search(record.name)
    if height_mm is not None and named and abs(float(named.group(1)) - height_mm) >= 1:
        record.doubt("height that the name contradicts")
        return None
    return height_mm


def read_fan(record: Record) -> dict[str, Any]:
    """The facts of a chassis fan; a constant flow is written as the least one alone."""
    size_mm = record.count("size")
    if size_mm is not None and (size_mm > LARGEST_FAN_MM or size_mm in FRAME_OF_SEVERAL_MM):
        record.doubt("frame of several fans as one fan")
        return {}
    most, least = record.number("max_airflow"), record.number("min_airflow")
    if most is not None and least is not None and most < least:
        record.doubt("most air below least air")
        most = least = None
    return {"size_mm": size_mm, "cfm": most if most is not None else least}
