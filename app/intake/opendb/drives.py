"""Drives."""

from __future__ import annotations

import re
from typing import Any

from app.intake.opendb.record import Record

M2_FORMS = {f"M.2-{size}": f"m2-{size}" for size in (2230, 2242, 2280, 22110)}
BAY_FORMS = {
    ('2.5"', "sata"): "sata25",
    ('2.5"', "sas"): "sas25",
    ('2.5"', "nvme"): "u2",
    ('3.5"', "sata"): "hdd35",
    ('3.5"', "sas"): "sas35",
    ("PCIe", "nvme"): "aic",
}
LINK = re.compile(r"M\.2 PCIe (?:(\d)\.0 )?x(\d+)")
MOST_M2_LANES = 4


def read_drive(record: Record) -> dict[str, Any]:
    """The facts of a drive."""
    written = record.text("form_factor") or ""
    protocol = _protocol(record)
    spinning = record.text("storage_type")
    return {
        "form": M2_FORMS.get(written) or BAY_FORMS.get((written, protocol or "")),
        "protocol": protocol,
        "rotating": None if spinning is None else spinning in ("HDD", "SSHD"),
        "capacity_gb": record.number("capacity"),
        **_link(record, written),
    }


def _protocol(record: Record) -> str | None:
    """The protocol, where the connector and the flag for NVMe agree."""
    interface, nvme = record.text("interface") or "", record.flag("nvme")
    protocol = None
    if interface.startswith(("SATA", "M.2 SATA")):
        protocol = "sata"
    elif interface.startswith("SAS"):
        protocol = "sas"
    elif interface == "U.2" or LINK.fullmatch(interface):
        protocol = "nvme"
    if protocol is not None and nvme is not None and (protocol == "nvme") != nvme:
        record.doubt("drive whose protocol contradicts its connector")
        return None
    return protocol


def _link(record: Record, form: str) -> dict[str, Any]:
    match = LINK.fullmatch(record.text("interface") or "")
    if match is None:
        return {}
    lanes = int(match.group(2))
    if form in M2_FORMS and lanes > MOST_M2_LANES:
        record.doubt("M.2 drive with more than four lanes")
        return {}
    return {"pcie_gen": int(match.group(1)) if match.group(1) else None, "pcie_lanes": lanes}
