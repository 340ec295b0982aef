"""`dmidecode`: the system, its board, its processors and its memory modules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from app.intake.machine.sightings import Sighting, said

_SYSTEM, _BOARD, _PROCESSOR = "System Information", "Base Board Information", "Processor Information"
_MEMORY, _SLOT = "Memory Device", "System Slot Information"
_TITLE = re.compile(rf"^\s*({_SYSTEM}|{_BOARD}|{_PROCESSOR}|{_MEMORY}|{_SLOT})\s*$")
_HANDLE = re.compile(r"^\s*Handle 0x[0-9A-Fa-f]{4}, DMI type \d+")
SIGNS = (re.compile(r"^# dmidecode \d"), _HANDLE, _TITLE)
_SIZE = re.compile(r"^(\d{1,7}) ?([KMGT])i?B$", re.IGNORECASE)
_GIB = {"K": 2**-20, "M": 2**-10, "G": 1, "T": 2**10}
_SPEED = re.compile(r"^(\d{3,5}) (?:MT/s|MHz)$")
_BITS = re.compile(r"^(\d{2,3}) bits$")
_WIRED = re.compile(r"^x(\d{1,2}) PCI Express (\d)(?: x(\d{1,2}))?$")


@dataclass(frozen=True, slots=True)
class _Block:
    """One record: its title, the line that it stands on, and its fields."""

    title: str
    line: int
    fields: dict[str, str]

    def get(self, name: str) -> str:
        return said(self.fields.get(name, ""))


def read(lines: list[str]) -> list[Sighting]:
    """The parts that firmware tells of; what it says of the board's slots, sockets and modules goes with the board."""
    blocks = _blocks(lines)
    facts = _board_facts(blocks)
    found: list[Sighting] = []
    for block in blocks:
        if block.title == _SYSTEM:
            found += _product(block, ("server",), {})
        elif block.title == _BOARD:
            found += _product(block, ("motherboard", "server"), facts)
        elif block.title == _PROCESSOR:
            found += _processor(block)
        elif block.title == _MEMORY:
            found += _module(block)
    return found


def _blocks(lines: list[str]) -> list[_Block]:
    blocks: list[_Block] = []
    current: _Block | None = None
    for place, line in enumerate(lines):
        title = _TITLE.match(line)
        if title:
            current = _Block(title[1], place + 1, {})
            blocks.append(current)
        elif not line.strip() or _HANDLE.match(line):
            current = None
        elif current is not None:
            key, colon, value = line.strip().partition(":")
            if colon:
                current.fields.setdefault(key, value.strip())
    return blocks


def _product(block: _Block, categories: tuple[str, ...], facts: dict[str, Any]) -> list[Sighting]:
    """The machine or its board, by maker and name; none where nobody wrote the name."""
    product = block.get("Product Name")
    if not product:
        return []
    name = f"{block.get('Manufacturer')} {product}".strip()
    return [Sighting(block.line, f"{block.title}: {name}", categories, name, "dmidecode", facts=facts)]


def _processor(block: _Block) -> list[Sighting]:
    if "populated" not in block.get("Status").lower() or "unpopulated" in block.get("Status").lower():
        return []
    name = processor_name(block.get("Version") or block.get("Family"))
    return [Sighting(block.line, f"{block.title}: {name or 'not named'}", ("cpu",), name, "dmidecode")]


def processor_name(version: str) -> str:
    """ "Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz" without trademarks, cores and speed."""
    plain = re.sub(r"\((?:R|TM)\)|\bCPU\b|@.*$|\b\w+-Core Processor\b|\bProcessor\b|\bwith Radeon\b.*$", " ", version)
    return said(plain)


def _module(block: _Block) -> list[Sighting]:
    size = _SIZE.match(block.get("Size"))
    if size is None or block.get("Form Factor").lower() in ("row of chips", "chip"):
        return []
    gib = int(size[1]) * _GIB[size[2].upper()]
    facts = memory_facts(block.get("Type"), block.get("Type Detail"), block.get("Form Factor"), block.get("Speed"))
    facts["capacity_gib"] = int(gib) if gib == int(gib) else gib
    total, data = _BITS.match(block.get("Total Width")), _BITS.match(block.get("Data Width"))
    if facts.get("module_type") == "udimm" and total and data:
        wider = int(total[1]) > int(data[1])
        facts |= {"ecc": wider, "module_type": "ecc-udimm" if wider else "udimm"}
    number = block.get("Part Number").partition(" ")[0]
    detail = " ".join((block.get("Size"), block.get("Type"), block.get("Speed"), block.get("Type Detail")))
    text = f"{block.title}: {detail} {number} ({block.get('Locator')})"
    return [Sighting(block.line, text, ("memory",), number, "dmidecode", facts=facts)]


def memory_facts(generation: str, detail: str, form: str, speed: str) -> dict[str, Any]:
    """Facts of a module from firmware's words; what those leave open is left out."""
    words, small = detail.lower(), form.upper() == "SODIMM"
    facts: dict[str, Any] = {}
    if generation.lower() in ("ddr3", "ddr4", "ddr5"):
        facts["generation"] = generation.lower()
    if "lrdimm" in words:
        facts |= {"module_type": "lrdimm", "ecc": True}
    elif "unbuffered" in words or small:
        facts["module_type"] = "so-dimm" if small else "udimm"
    elif "registered" in words:
        facts |= {"module_type": "rdimm", "ecc": True}
    mts = _SPEED.match(speed)
    if mts:
        facts["speed_mts"] = int(mts[1])
    return facts


def _board_facts(blocks: list[_Block]) -> dict[str, Any]:
    """What the records tell of the board: its sockets, memory slots and expansion slots."""
    processors = [block for block in blocks if block.title == _PROCESSOR]
    modules = [block for block in blocks if block.title == _MEMORY]
    facts: dict[str, Any] = {}
    sockets = {block.get("Upgrade").removeprefix("Socket ") for block in processors} - {"", "Other"}
    if len(sockets) == 1:
        facts |= {"socket": sockets.pop(), "socket_count": len(processors)}
    generations = {block.get("Type").lower() for block in modules} - {""}
    if modules:
        facts["dimm_slots"] = len(modules)
    if len(generations) == 1:
        facts["memory_generation"] = generations.pop()
    slots = _slots([block for block in blocks if block.title == _SLOT])
    return facts | ({"slots": slots} if slots else {})


def _slots(blocks: list[_Block]) -> list[dict[str, Any]]:
    """The slots, where every record tells lanes and generation: firmware that guesses at one guesses at all."""
    slots: list[dict[str, Any]] = []
    for block in blocks:
        wired = _WIRED.match(block.get("Type"))
        name = block.get("Designation")
        if wired is None or not name or any(slot["id"] == name for slot in slots):
            return []
        lanes, generation, length = wired.groups()
        slot = {"id": name, "electrical_lanes": int(lanes), "pcie_gen": int(generation)}
        slots.append(slot | ({"physical_lanes": int(length)} if length else {}))
    return slots
