"""Cases, racks' cases and servers that are described rather than named."""

from __future__ import annotations

import re
from typing import Any

from app.intake.described.patterns import said

_RACK_UNITS = re.compile(r"(?<![\d.])(\d{1,2})\s?(?:u|ru|he)\b", re.IGNORECASE)
TALLEST_U = 12


def chassis(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a case."""
    lowered = text.lower()
    units = _RACK_UNITS.search(lowered)
    facts: dict[str, Any] = {"kind": _kind(lowered)}
    if units and 0 < int(units.group(1)) <= TALLEST_U:
        facts["rack_units"] = float(units.group(1))
        facts["kind"] = "server" if re.search(r"\bserver\b", lowered) else "rack"
    if re.search(r"front[- ]to[- ]back|\bfan wall\b|engineered airflow", lowered):
        facts["fan_wall"] = True
    if re.search(r"\bno psu bay|\bpicopsu\b|\bdc[- ]input", lowered):
        facts["psu_bays"] = 0
    if re.search(r"\bsas/sata[- ]only", lowered):
        facts["drive_bays"] = [{"type": "sas25", "protocols": ["sas", "sata"]}]
    return said(facts), quantity or 1


def _kind(lowered: str) -> str | None:
    if re.search(
        r"open[- ](?:bench|frame|air)|mining (?:frame|rig frame)|alumini?um[- ](?:profile|extrusion)|test ?bench",
        lowered,
    ):
        return "open-frame"
    if re.search(r"\btower\b", lowered):
        return "tower"
    return "rack" if re.search(r"\brack-?mount(?:ed|able)?\b", lowered) else None
