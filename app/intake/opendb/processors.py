"""Processors.

The most memory is left out: held against the catalog's own processors, every eighth differs.
"""

from __future__ import annotations

import re
from typing import Any

from app.intake.opendb.platforms import PLATFORMS, Platform, memory_generation, socket_of
from app.intake.opendb.record import Record

# Two generations of one socket's shape that fit neither each other's boards nor each other's memory.
OLD_2011, NEW_2011 = re.compile(r"Sandy|Ivy"), re.compile(r"Haswell|Broadwell")

# Lines of processors that share a socket and need chipsets of their own, by what their names say, the narrower first.
LINES = {
    "sTR5": ((r"Threadripper PRO", "workstation"), (r"Threadripper", "hedt")),
    "LGA2066": ((r"Xeon W", "workstation"), (r"Core", "hedt")),
    "LGA4677": ((r"Xeon W", "workstation"), (r"Xeon (Bronze|Silver|Gold|Platinum|Max)", "server")),
}


def read_cpu(record: Record) -> dict[str, Any]:
    """The facts of a processor."""
    core = f"{record.text('coreFamily') or ''} {record.text('microarchitecture') or ''}"
    socket = _socket(record, core)
    platform = PLATFORMS.get(socket or "")
    tdp_w = record.number("specifications", "tdp")
    return {
        "socket": socket,
        "platform": next((line for name, line in LINES.get(socket or "", ()) if record.says(name)), None),
        "cores": _cores(record),
        "tdp_w": tdp_w,
        "max_power_w": _max_power(record, tdp_w),
        "memory_channels": _channels(record, platform),
        "memory_generations": _memory(record, platform),
        "integrated_graphics": _graphics(record),
    }


def _socket(record: Record, core: str) -> str | None:
    socket = socket_of(record, core)
    wrong = {"LGA2011": NEW_2011, "LGA2011-3": OLD_2011}.get(socket or "")
    if wrong is not None and wrong.search(core):
        record.doubt("socket that the core contradicts")
        return None
    return socket


def _cores(record: Record) -> int | None:
    cores, threads = record.count("cores", "total"), record.count("cores", "threads")
    if cores is not None and threads is not None and threads < cores:
        record.doubt("fewer threads than cores")
        return None
    return cores


def _max_power(record: Record, tdp_w: float | None) -> float | None:
    most_w = record.number("specifications", "ppt")
    if most_w is not None and tdp_w is not None and most_w < tdp_w:
        record.doubt("highest power below the TDP")
        return None
    return most_w


def _channels(record: Record, platform: Platform | None) -> int | None:
    channels = record.count("specifications", "memory", "channels")
    if channels is not None and platform is not None and channels > platform.channels:
        record.doubt("more memory channels than the socket has")
        return None
    return channels


def _memory(record: Record, platform: Platform | None) -> list[str] | None:
    written = record.texts("specifications", "memory", "types")
    known = [word for text in written if (word := memory_generation(text))]
    if platform and any(word not in platform.memory for word in known):
        record.doubt("memory that the socket can't have")
        return None
    return sorted(set(known)) if known and len(known) == len(written) else None


def _graphics(record: Record) -> bool | None:
    """Yes where one is named; “None” may mean that nobody looked."""
    model = record.text("specifications", "integratedGraphics", "model")
    return True if model and model != "None" else None
