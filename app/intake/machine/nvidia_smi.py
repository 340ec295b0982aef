"""`nvidia-smi -L` and `nvidia-smi -q`."""

from __future__ import annotations

import re
from typing import Any

from app.intake.machine.sightings import Sighting, full_address, said

_LISTED = re.compile(r"^\s*GPU \d{1,3}: (\S.*?) \(UUID: (GPU-[0-9A-Fa-f-]+)\)?\s*$")
_HEAD = re.compile(r"^GPU ([0-9A-Fa-f]{4,8}:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}\.[0-7])\s*$")
SIGNS = (re.compile(r"^=+NVSMI LOG=+"), _LISTED, _HEAD)
_FIELD = re.compile(r"^\s+(\S[^:]*?)\s*:\s*(.*)$")
_ID = re.compile(r"^0x([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})$")
_WATTS = re.compile(r"^(\d+(?:\.\d+)?) W$")


def read(lines: list[str]) -> list[Sighting]:
    """The GPUs, one for each line of `-L` and for each block of `-q`; a MIG slice is no card."""
    found: list[Sighting] = []
    for place, line in enumerate(lines):
        if listed := _LISTED.match(line):
            name, uuid = listed.groups()
            found.append(Sighting(place + 1, line.strip()[:300], ("gpu",), said(name), "nvidia-smi", uuid=uuid))
        elif head := _HEAD.match(line):
            found.append(_of_block(place, full_address(head[1]), lines))
    return found


def _of_block(start: int, address: str, lines: list[str]) -> Sighting:
    fields = _fields(start, lines)
    name, device = said(fields.get("Product Name", "")), _ID.match(fields.get("Device Id", ""))
    return Sighting(
        line=start + 1,
        text=f"{lines[start].strip()} {name}",
        categories=("gpu",),
        name=name,
        tool="nvidia-smi",
        address=address,
        pci_id=f"{device[2]}:{device[1]}".lower() if device else "",
        uuid=fields.get("GPU UUID", ""),
        facts=_link_facts(fields),
        power_limit_w=_power_limit_w(fields),
    )


def _fields(start: int, lines: list[str]) -> dict[str, str]:
    """The block's fields; those of the link, which have the same names, by what stands above them."""
    fields: dict[str, str] = {}
    above = ""
    for line in lines[start + 1 :]:
        if line.strip() and not line[0].isspace():
            break
        field = _FIELD.match(line)
        if field is None:
            above = line.strip() or above
            continue
        key, value = field.groups()
        key = f"{above} {key}" if above in ("PCIe Generation", "Link Width") else key
        fields.setdefault(key, value.strip())
    return fields


def _link_facts(fields: dict[str, str]) -> dict[str, Any]:
    """Lanes as they are; the generation only where it is the highest, as an idle link slows down."""
    facts: dict[str, Any] = {}
    lanes = fields.get("Link Width Current", "").removesuffix("x")
    if lanes.isdecimal() and len(lanes) <= 2:
        facts["link_lanes"] = int(lanes)
    current, highest = fields.get("PCIe Generation Current", ""), fields.get("PCIe Generation Max", "")
    if current == highest and current.isdecimal() and len(current) == 1:
        facts["link_gen"] = int(current)
    return facts


def _power_limit_w(fields: dict[str, str]) -> float | None:
    """The limit that somebody set; None where it is the card's own."""
    current = fields.get("Current Power Limit") or fields.get("Power Limit", "")
    limit, default = _WATTS.match(current), _WATTS.match(fields.get("Default Power Limit", ""))
    if limit is None or default is None or float(limit[1]) >= float(default[1]):
        return None
    return float(limit[1])
