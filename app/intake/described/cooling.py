"""Fans, radiators, blocks, pumps and processor coolers."""

from __future__ import annotations

import re
from typing import Any

from app.intake.described.boards import sockets_in
from app.intake.described.patterns import millimetres_in, said

FAN_SIZES_MM = (40, 60, 80, 92, 120, 140, 150, 180, 200)
LARGEST_RADIATOR_MM = 1260
_METALS = (
    ("aluminium", r"\balumini?um\b"),
    ("copper", r"\bcopper\b"),
    ("nickel", r"\bnickel"),
    ("brass", r"\bbrass\b"),
)
_RADIATOR = re.compile(
    r"(?<![\d.])(120|140|240|280|360|420|480|560)(?:\s?mm)?\b(?!\s?(?:w|gb|tb|mhz|rpm))", re.IGNORECASE
)


def fan(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a fan."""
    size = millimetres_in(text)
    return said({"size_mm": int(size) if size in FAN_SIZES_MM else None}), quantity or 1


def radiator(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a radiator: its length says how many fans of which size it takes."""
    match = _RADIATOR.search(text)
    return metals(text) | (_fans(int(match.group(1)), "fan_mm", "fan_positions") if match else {}), quantity or 1


def cpu_cooler(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a processor's cooler."""
    lowered = text.lower()
    facts: dict[str, Any] = {"sockets": sockets_in(text) or None}
    if re.search(r"\baio\b|\bliquid\b|\bwater[- ]?cool", lowered):
        match = _RADIATOR.search(lowered)
        facts |= {"kind": "aio"} | (_fans(int(match.group(1)), "radiator_fan_mm", "radiator_fans") if match else {})
    elif re.search(r"\bpassive\b", lowered):
        facts["kind"] = "passive"
    elif re.search(r"\bair cooler\b|\btower cooler\b|\bair[- ]cooled\b", lowered):
        facts["kind"] = "air"
    return said(facts), quantity or 1


def gpu_block(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of what replaces a card's own cooler."""
    lowered = text.lower()
    facts = metals(text)
    if re.search(r"\bwater|\bcold ?plate\b|\bloop\b", lowered):
        facts["kind"] = "water"
    elif re.search(r"\bshroud\b|\bblower\b|\bduct\b|\bheatsink\b", lowered):
        facts["kind"] = "shroud"
    return facts, quantity or 1


def wet(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of anything else that the coolant touches."""
    return metals(text), quantity or 1


def metals(text: str) -> dict[str, Any]:
    """The metals that the text names."""
    lowered = text.lower()
    found = [metal for metal, words in _METALS if re.search(words, lowered)]
    return {"metals": found} if found else {}


def _fans(total_mm: int, size: str, count: str) -> dict[str, int]:
    """Radiators are as long as their fans are wide: multiples of 140 mm, else of 120 mm."""
    fan_mm = 140 if total_mm % 140 == 0 else 120
    return {size: fan_mm, count: total_mm // fan_mm}
