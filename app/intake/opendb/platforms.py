"""What is firmly known of sockets: their names here, and what no board or processor of them can have."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.intake.opendb.record import Record

# “LGA 1151” is two sockets of one shape that take different processors: `is_second_1151` tells them apart.
SOCKETS = {
    "AM3+": "AM3+",
    "AM4": "AM4",
    "AM5": "AM5",
    "TR4": "TR4",
    "sTR4": "TR4",
    "sTRX4": "sTRX4",
    "sWRX8": "sWRX8",
    "sTR5": "sTR5",
    "SP3": "SP3",
    "SP5": "SP5",
    "SP6": "SP6",
    "LGA 1150": "LGA1150",
    "LGA 1151v2": "LGA1151-2",
    "LGA 1155": "LGA1155",
    "LGA 1156": "LGA1156",
    "LGA 1200": "LGA1200",
    "LGA 1356": "LGA1356",
    "LGA 1366": "LGA1366",
    "LGA 1700": "LGA1700",
    "LGA 1851": "LGA1851",
    "LGA 2011": "LGA2011",
    "LGA 2011-3": "LGA2011-3",
    "LGA 2011-3 Narrow": "LGA2011-3",
    "LGA 2066": "LGA2066",
    "LGA 3647": "LGA3647",
    "LGA 4189": "LGA4189",
    "LGA 4677": "LGA4677",
    "LGA 4710": "LGA4710",
    "LGA 7529": "LGA7529",
}
FIRST_1151 = re.compile(r"\b([ZHBQ][12][1-7]0|C23[26]|Skylake|Kaby Lake)", re.IGNORECASE)
SECOND_1151 = re.compile(r"\b([ZHBQ]3[1-9][05]|C24[26]|Coffee Lake)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Platform:
    """The newest PCIe generation, the most memory channels, and the memory generations of a socket."""

    pcie_gen: int
    channels: int
    memory: tuple[str, ...]


PLATFORMS = {
    "AM3+": Platform(2, 2, ("ddr3",)),
    "AM4": Platform(4, 2, ("ddr4",)),
    "AM5": Platform(5, 2, ("ddr5",)),
    "TR4": Platform(3, 4, ("ddr4",)),
    "sTRX4": Platform(4, 4, ("ddr4",)),
    "sTR5": Platform(5, 8, ("ddr5",)),
    "LGA1150": Platform(3, 2, ("ddr3",)),
    "LGA1151": Platform(3, 2, ("ddr3", "ddr4")),
    "LGA1151-2": Platform(3, 2, ("ddr3", "ddr4")),
    "LGA1155": Platform(3, 2, ("ddr3",)),
    "LGA1156": Platform(2, 2, ("ddr3",)),
    "LGA1200": Platform(4, 2, ("ddr4",)),
    "LGA1366": Platform(2, 3, ("ddr3",)),
    "LGA1700": Platform(5, 2, ("ddr4", "ddr5")),
    "LGA1851": Platform(5, 2, ("ddr5",)),
    "LGA2011": Platform(3, 4, ("ddr3",)),
    "LGA2011-3": Platform(3, 4, ("ddr3", "ddr4")),
    "LGA2066": Platform(3, 4, ("ddr4",)),
    "LGA3647": Platform(3, 6, ("ddr4",)),
}


def socket_of(record: Record, tells_1151: str | None) -> str | None:
    """The record's socket; `tells_1151` is the chipset or core family that tells the two LGA 1151 apart."""
    written = (record.text("socket") or "").removeprefix("2 x ")
    if written != "LGA 1151":
        return SOCKETS.get(written)
    first, second = (pattern.search(tells_1151 or "") for pattern in (FIRST_1151, SECOND_1151))
    if bool(first) == bool(second):
        return None
    return "LGA1151" if first else "LGA1151-2"


def memory_generation(text: str | None) -> str | None:
    """The generation's word, for those that the catalog has."""
    word = (text or "").lower()
    return word if word in ("ddr3", "ddr4", "ddr5") else None
