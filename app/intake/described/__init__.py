"""Facts that a line states in words: "850 W", "2x 32GB DDR4-3600", "2U", "PCIe 4.0 riser".

Only what the words say, or what follows from them for every product of the kind, becomes a fact.  One module for each
group of categories; each reader answers the facts, and the quantity that they hold for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.intake.described.boards import motherboard, stated_board
from app.intake.described.chassis import chassis
from app.intake.described.cooling import cpu_cooler, fan, gpu_block, radiator, wet
from app.intake.described.graphics import gpu, on_loop, power_limit_w, stated_link
from app.intake.described.links import nic, nvlink_bridge, riser
from app.intake.described.memory import memory
from app.intake.described.power import cable, pdu, psu, ups
from app.intake.described.processors import cpu
from app.intake.described.storage import stated_port, storage

__all__ = ["describe", "on_loop", "power_limit_w", "stated"]

_Reader = Callable[[str, "int | None"], tuple[dict[str, Any], int]]
_READERS: dict[str, _Reader] = {
    "psu": psu,
    "memory": memory,
    "storage": storage,
    "gpu": gpu,
    "cpu": cpu,
    "motherboard": motherboard,
    "chassis": chassis,
    "riser": riser,
    "cable": cable,
    "nvlink-bridge": nvlink_bridge,
    "nic": nic,
    "fan": fan,
    "radiator": radiator,
    "gpu-block": gpu_block,
    "cpu-block": wet,
    "pump": wet,
    "cpu-cooler": cpu_cooler,
    "ups": ups,
    "pdu": pdu,
}


def describe(category: str, text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts that the text states for a part of the category, and the quantity that they hold for."""
    reader = _READERS.get(category)
    return reader(text, quantity) if reader else ({}, quantity or 1)


def stated(category: str, text: str) -> dict[str, Any]:
    """Facts that a line adds to a part which the catalog already knows."""
    if category == "motherboard":
        return stated_board(text)
    if category == "storage":
        return stated_port(text)
    return stated_link(text) if category in ("gpu", "nic") else {}
