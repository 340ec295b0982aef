"""Power plugs: their names for people, and which a device has."""

from __future__ import annotations

from app.core.report import Missing
from app.core.rig import Device

NAMES = {
    "atx24": "24-pin ATX",
    "atx10": "10-pin ATX",
    "eps8": "EPS 8-pin",
    "eps4": "EPS 4-pin",
    "pcie6": "PCIe 6-pin",
    "pcie8": "PCIe 8-pin",
    "pcie12": "12-pin",
    "pcie16": "16-pin",
    "sata": "SATA power",
    "molex": "Molex",
    "slot75": "slot",
    "proprietary": "maker's own plug",
    "48vhpwr": "48VHPWR",
}


def plug_name(connector: str) -> str:
    """The connector's name for people."""
    return NAMES.get(connector, connector)


def plugs_of(device: Device, fact: str = "aux_power") -> dict[str, int] | None:
    """Connectors of a device and how many of each; None when nobody stated them all, empty when it has none."""
    records = device.records(fact)
    if records is None:
        return None
    found: dict[str, int] = {}
    for record in records:
        name, count = record.text("connector"), record.count("count")
        if name is None or count is None:
            return None
        found[name] = found.get(name, 0) + count
    return found


def plug_gaps(device: Device, fact: str = "aux_power") -> tuple[Missing, ...]:
    """What is missing for `plugs_of`."""
    return device.lacks(fact) or device.lacks(f"{fact}.connector", f"{fact}.count")


def adapter_words(name: str) -> str:
    """An adapter's name with its connectors as people call them: `2× PCIe 8-pin to 12-pin`."""
    return " ".join(NAMES.get(word, word) for word in name.split(" "))
