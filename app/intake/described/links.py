"""Risers, NVLink bridges and network cards."""

from __future__ import annotations

import re
from typing import Any

from app.intake.described.graphics import stated_link
from app.intake.described.patterns import millimetres_in, pcie_generation_in, said

_GBPS = re.compile(r"(?<![\d.])(\d{1,3}(?:\.5)?)\s?(?:gbe|gbit/s|gbps|gb/s|gbit|g)\b(?!\s?b\b)", re.IGNORECASE)
# Cages that go without saying at these speeds.  At 10 Gbit/s a card may have RJ45 or SFP+: the line has to say.
_CAGES = {25: "sfp28", 40: "qsfp+", 100: "qsfp28", 200: "qsfp56"}
_HOSTS = (("mcio-8i", r"\bmcio\b.*\b(?:8i|x8)\b|\b8i\b.*\bmcio"), ("mcio-4i", r"\bmcio\b.*\b(?:4i|x4)\b"),
          ("slimsas-8i", r"\bslimsas\b.*\b(?:8i|x8)\b"), ("slimsas-4i", r"\bslimsas\b.*\b(?:4i|x4)\b"),
          ("oculink", r"\boculink\b"))  # fmt: skip
_KINDS = (
    ("usb-riser", r"\busb[- ]?(?:cable )?riser|\bmining riser|\bx1 riser|\bx1 to x16"),
    ("m2-adapter", r"\bm\.?2 to (?:pcie|x\d)|\bm\.?2 riser|\bnvme to pcie"),
    ("switch", r"\bplx\b|\bpex\d|\bswitch\b"),
    ("cabled", r"\bmcio\b|\bslimsas\b|\boculink\b"),
    ("bifurcation", r"\bbifurcat|\bsplit"),
    ("ribbon", r"\briser\b|\bextension\b|\bextender\b|\bribbon\b|\bvertical (?:gpu )?mount"),
)


def riser(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a riser, splitter or adapter."""
    lowered = text.lower()
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, lowered)), None)
    facts: dict[str, Any] = {"kind": kind, "pcie_gen": pcie_generation_in(lowered)}
    if kind == "cabled":
        facts["host_connector"] = next((host for host, pattern in _HOSTS if re.search(pattern, lowered)), None)
    if kind == "usb-riser":
        facts["host_lanes"] = 1
    if kind == "ribbon":
        facts["length_mm"] = millimetres_in(lowered)
    return said(facts), quantity or 1


def nvlink_bridge(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """How far apart the cards sit that a bridge joins."""
    slots = re.search(r"\b([2-4])[- ]slot\b", text.lower())
    return {"pitch_slots": int(slots.group(1))} if slots else {}, quantity or 1


def nic(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a network card."""
    lowered = text.lower()
    facts: dict[str, Any] = stated_link(text)
    if re.search(r"\bm\.2\b", lowered):
        facts["form"] = "m2"
    if re.search(r"\binfiniband\b", lowered):
        facts["protocols"] = ["infiniband"]
    ports = _ports(lowered)
    return facts | ({"ports": ports} if ports else {}), quantity or 1


def _ports(lowered: str) -> list[dict[str, Any]]:
    speed = _GBPS.search(lowered)
    if speed is None:
        return []
    gbps = float(speed.group(1))
    copper = re.search(r"base-?t\b|\brj-?45\b", lowered) is not None or gbps in (1, 2.5, 5)
    form = "rj45" if copper else "sfp+" if gbps == 10 and re.search(r"\bsfp", lowered) else _CAGES.get(int(gbps))
    if form is None:
        return []
    count = 4 if re.search(r"\bquad|\b4[- ]?port", lowered) else 2 if re.search(r"\bdual|\b2[- ]?port", lowered) else 1
    return [{"form": form, "gbps": gbps, "count": count}]
