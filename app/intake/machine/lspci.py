"""`lspci`: plain, `-nn`, `-n`, with `-v` to `-vvv`, and `-vmm`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from app.intake.machine.pci import categories_of, sighted
from app.intake.machine.sightings import Sighting

_ADDRESS = r"(?:[0-9a-fA-F]{4,8}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\.[0-7]"
_HEAD = re.compile(rf"^\s*({_ADDRESS})\s+([A-Za-z0-9][^:\[\]]{{2,60}}?)(?:\s\[([0-9a-f]{{4}})\])?:\s+(\S.*)$")
_RECORD = re.compile(rf"^\s*(?:Slot|Device):\s+({_ADDRESS})\s*$")
SIGNS = (_HEAD, _RECORD)
_IDS = re.compile(r"\[([0-9a-f]{4}:[0-9a-f]{4})\]")
_BARE_IDS = re.compile(r"^([0-9a-f]{4}:[0-9a-f]{4})\b")
_AFTER_NAME = re.compile(r"\s*(?:\[[0-9a-f]{4}:[0-9a-f]{4}\]|\((?:rev|prog-if)\b).*$")
_NUMBER = re.compile(r"\s*\[([0-9a-f]{4})\]\s*$")
_LINK = re.compile(r"^\s*Lnk(Cap|Sta):.*?Speed ([\d.]+)GT/s[^,]*,\s*Width x(\d+)")
_PART_NUMBER = re.compile(r"^\s*\[PN\] Part number:\s*(\S.*)$", re.IGNORECASE)
_GENERATIONS = {"2.5": 1, "5": 2, "5.0": 2, "8": 3, "8.0": 3, "16": 4, "16.0": 4, "32": 5, "32.0": 5, "64": 6}


def read(lines: list[str]) -> list[Sighting]:
    """The devices that are parts."""
    found: list[Sighting] = []
    for start, end in _blocks(lines):
        head = _HEAD.match(lines[start])
        sighting = _of_block(head, lines, start, end) if head else _of_record(lines, start, end)
        if sighting is not None:
            found.append(sighting)
    return found


def _blocks(lines: list[str]) -> list[tuple[int, int]]:
    """Where each device begins and ends; an empty line ends it, and so does the next device."""
    blocks: list[tuple[int, int]] = []
    start: int | None = None
    for place, line in enumerate([*lines, ""]):
        begins = _HEAD.match(line) is not None or _RECORD.match(line) is not None
        if start is not None and (begins or not line.strip()):
            blocks.append((start, place))
            start = None
        if begins:
            start = place
    return blocks


def _of_block(head: re.Match[str], lines: list[str], start: int, end: int) -> Sighting | None:
    address, kind, code, rest = head.groups()
    if re.fullmatch(r"[0-9a-f]{4}", kind):  # -n
        kind, code = "", kind
    categories = categories_of(code or "", kind)
    if not categories:
        return None
    ids = _BARE_IDS.match(rest) or _IDS.search(rest)
    name = "" if _BARE_IDS.match(rest) else _AFTER_NAME.sub("", rest)
    sighting = sighted(start + 1, lines[start].strip(), "lspci", address, categories, name, ids[1] if ids else "")
    return _with_details(sighting, lines[start + 1 : end]) if sighting else None


def _with_details(sighting: Sighting, details: list[str]) -> Sighting | None:
    """The device with what `-v` says of it; None where that says that it sits on the board."""
    links: dict[str, tuple[str, str]] = {}
    for line in details:
        key, _, value = line.strip().partition(":")
        if key == "DeviceName" and "onboard" in value.lower().replace(" ", "") and sighting.category != "gpu":
            return None
        if key == "Subsystem" and not sighting.maker:
            sighting = replace(sighting, maker=_AFTER_NAME.sub("", value).strip()[:100])
        if number := _PART_NUMBER.match(line):
            sighting = replace(sighting, name=number[1].strip()[:100], is_certain=True)
        if link := _LINK.match(line):
            links.setdefault(link[1], (link[2], link[3]))
    return replace(sighting, facts=_link_facts(sighting.pci_id, links))


def _link_facts(pci_id: str, links: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """The link that an NVIDIA GPU has.

    Cards of AMD and Intel have a switch of their own, and their GPU tells of its link to that.  An idle link slows
    down, so that a speed is only taken where it is the fastest that the card has.
    """
    if "Sta" not in links or not pci_id.startswith("10de:"):
        return {}
    speed, lanes = links["Sta"]
    facts: dict[str, Any] = {"link_lanes": int(lanes)}
    if speed in _GENERATIONS and links.get("Cap", ("",))[0] == speed:
        facts["link_gen"] = _GENERATIONS[speed]
    return facts


def _of_record(lines: list[str], start: int, end: int) -> Sighting | None:
    """One record of `-vmm`: a key and a value on each line."""
    fields: dict[str, str] = {}
    for line in lines[start:end]:
        key, _, value = line.strip().partition(":")
        fields[key] = value.strip() if key not in fields or key == "Device" else fields[key]
    kind, code = _numbered(fields.get("Class", ""))
    categories = categories_of(code, kind)
    if not categories:
        return None
    vendor, vendor_id = _numbered(fields.get("Vendor", ""))
    device, device_id = _numbered(fields.get("Device", ""))
    address = fields.get("Slot", "") or lines[start].split()[-1]
    pci_id = f"{vendor_id}:{device_id}" if vendor_id and device_id else ""
    text = f"{address} {kind}: {vendor} {device}"
    sighting = sighted(start + 1, text, "lspci", address, categories, f"{vendor} {device}", pci_id)
    return replace(sighting, maker=_numbered(fields.get("SVendor", ""))[0][:100]) if sighting else None


def _numbered(value: str) -> tuple[str, str]:
    """ "NVIDIA Corporation [10de]" as its name and its number."""
    number = _NUMBER.search(value)
    return (value[: number.start()].strip(), number[1]) if number else (value, "")
