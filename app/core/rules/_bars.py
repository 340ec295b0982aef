"""Which BARs a GPU asks for when the machine starts."""

from __future__ import annotations

from app.core.rig import Device
from app.core.rules._own_cooling import moves_own_air

LARGE_GIB = 4.0
START_GIB = 0.25


def start_bar_gib(gpu: Device) -> float | None:
    """GiB of the largest BAR at start; None when nobody knows.

    A resizable BAR starts at 256 MiB, and a card with fans of its own is made to drive a screen in any desktop: unless
    it says otherwise, its BAR starts so too (general knowledge).  Passive data-centre cards map all memory at once.
    """
    resizable = gpu.flag("resizable_bar")
    if resizable or (resizable is None and moves_own_air(gpu)):
        return START_GIB
    return gpu.number("bar1_gib")


def bar_gaps(gpu: Device) -> tuple[str, ...]:
    """The facts, any one of which would tell the size."""
    return ("bar1_gib", "cooling") if gpu.text("cooling") is None else ("bar1_gib",)
