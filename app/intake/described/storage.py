"""Drives: form, protocol and size."""

from __future__ import annotations

import re
from typing import Any

from app.intake.described.patterns import bytes_in, pcie_generation_in, said

_INNER = re.compile(r"(?<![\d.])(\d{1,2})\s?[x×]\s?(\d+(?:\.\d+)?)\s?(gb|tb)\b", re.IGNORECASE)
_PORT = re.compile(r"\b(?:in|slot|port)\s+(M\.?2[_ -]?[1-9A-E])\b", re.IGNORECASE)
_M2_LENGTH = re.compile(r"\b(2230|2242|2280|22110)\b")


def storage(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a drive, and how many."""
    lowered = text.lower()
    facts = _kind(lowered)
    if facts.get("protocol") == "nvme":
        facts["pcie_gen"] = pcie_generation_in(lowered)
    inner = _INNER.search(lowered)
    sizes = bytes_in(f"{inner.group(2)} {inner.group(3)}" if inner else lowered, 1000)
    facts["capacity_gb"] = sizes[0] if sizes else None
    return said(facts), (int(inner.group(1)) if inner and quantity is None else quantity) or 1


def stated_port(text: str) -> dict[str, Any]:
    """The port that a line puts its drive into: "in M2_2"."""
    port = _PORT.search(text)
    return {"port": port.group(1)} if port else {}


def _kind(lowered: str) -> dict[str, Any]:
    length = _M2_LENGTH.search(lowered)
    if re.search(r"\bu\.?[23]\b", lowered):
        return {"form": "u3" if re.search(r"\bu\.?3\b", lowered) else "u2", "protocol": "nvme", "rotating": False}
    if re.search(r"\be1\.s\b", lowered):
        return {"form": "e1s", "protocol": "nvme", "rotating": False}
    if re.search(r"\bm\.?2(?:\b|_)|\bnvme\b", lowered):
        sata = "sata" in lowered and "nvme" not in lowered
        named = re.search(r"\bm\.?2(?:\b|_)", lowered) is not None or length is not None
        form = f"m2-{length.group(1)}" if length else "m2-2280" if named else None
        return {"form": form, "protocol": "sata" if sata else "nvme", "rotating": False}
    if re.search(r"\bhdds?\b|hard (?:disk|drive)|\b(?:5400|5900|7200) ?rpm|\bspinning\b", lowered):
        sas = re.search(r"\bsas\b", lowered) is not None
        small = re.search(r"\b2\.5\b", lowered) is not None
        form = ("sas25" if small else "sas35") if sas else None if small else "hdd35"
        return {"form": form, "protocol": "sas" if sas else "sata", "rotating": True}
    if re.search(r"\bsas\b", lowered) and "sata" not in lowered:
        return {"protocol": "sas"}
    if "sata" in lowered and "ssd" in lowered:
        return {"form": "sata25", "protocol": "sata", "rotating": False}
    return {}
