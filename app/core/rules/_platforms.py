"""What every board of a socket can do, where that is firmly known: facts that board pages rarely state.

General knowledge: Resizable BAR, which needs Above 4G decoding, came to these platforms with their first firmware or,
for LGA1200, with the 2020-21 updates of all board makers; server and workstation platforms map large BARs for
accelerators; and every board that postdates NVMe drives boots from them.
"""

from __future__ import annotations

from app.core.rig import Device

LARGE_BAR_SOCKETS = frozenset(
    [
        "AM5",
        "LGA1200",
        "LGA1700",
        "LGA1851",
        "SP3",
        "SP5",
        "SP6",
        "sTRX4",
        "sWRX8",
        "sTR5",
        "LGA3647",
        "LGA4189",
        "LGA4677",
        "LGA4710",
        "LGA7529",
    ]
)
# AMD's own list for Smart Access Memory on AM4: the 500 series.
LARGE_BAR_CHIPSETS = frozenset({"x570", "x570s", "b550", "a520"})
RESIZABLE_BAR_SOCKETS = frozenset(["AM5", "LGA1700", "LGA1851", "sTR5"])
NVME_BOOT_SOCKETS = LARGE_BAR_SOCKETS | frozenset(["AM4", "TR4", "LGA1151", "LGA1151-2", "LGA2066"])


def maps_large_bars(board: Device) -> bool | None:
    """Whether the board maps BARs above 4 GiB: its own fact, else what is known of its platform."""
    said = board.flag("above_4g")
    if said is not None:
        return said
    known = board.text("socket") in LARGE_BAR_SOCKETS or board.text("chipset") in LARGE_BAR_CHIPSETS
    return True if known else None


def resizes_bars(board: Device) -> bool | None:
    """Whether the board offers Resizable BAR: its own fact, else what is known of its platform."""
    said = board.flag("resizable_bar")
    if said is not None:
        return said
    known = board.text("socket") in RESIZABLE_BAR_SOCKETS or board.text("chipset") in LARGE_BAR_CHIPSETS
    return True if known else None


def boots_nvme(board: Device) -> bool | None:
    """Whether the board boots from NVMe drives: its own fact, else what is known of its platform."""
    said = board.flag("nvme_boot")
    if said is not None:
        return said
    return True if board.text("socket") in NVME_BOOT_SOCKETS else None
