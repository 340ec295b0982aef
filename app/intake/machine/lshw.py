"""`lshw -json`: the machine as a tree of nodes.

Versions differ in what stands around the tree: one object, a list with one, or several objects one after another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.intake.machine.dmidecode import memory_facts, processor_name
from app.intake.machine.pci import categories_of, sighted
from app.intake.machine.sightings import MachineTextError, Sighting, said

_NODE = re.compile(r'"class"\s*:\s*"(?:system|bus|bridge|processor|memory|display|network|storage|disk|volume)"')
_START = re.compile(r"(?m)^[ \t]*[\[{]")
_ID_LINE = re.compile(r'(?m)^.*?"id"\s*:\s*"')
_ADDRESS = re.compile(r"^pci@([0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])$")
_IDS = re.compile(r"\[([0-9A-Fa-f]{4}:[0-9A-Fa-f]{4})\]")
_CLASSES = {"display": "VGA", "network": "Ethernet"}
_MHZ = re.compile(r"\b(\d{3,5}) (?:MHz|MT/s)")
_GENERATION = re.compile(r"\bDDR[345]\b", re.IGNORECASE)
DEEPEST = 60


def start_of(text: str) -> int | None:
    """Where lshw's tree begins in a text; None where there is none."""
    if not _NODE.search(text):
        return None
    start = _START.search(text)
    return start.start() if start else None


def read(text: str) -> list[Sighting]:
    """The parts in the tree.  Raises MachineTextError where it is not whole."""
    start = start_of(text)
    if start is None:
        return []
    nodes = list(_nodes(_trees(text, start), DEEPEST))
    lines = [text.count("\n", 0, match.end()) + 1 for match in _ID_LINE.finditer(text, start)]
    numbers = lines if len(lines) == len(nodes) else list(range(1, len(nodes) + 1))
    sightings = (_of_node(line, node) for line, node in zip(numbers, nodes, strict=True))
    return [sighting for sighting in sightings if sighting is not None]


def _trees(text: str, start: int) -> list[Any]:
    decoder = json.JSONDecoder()
    trees: list[Any] = []
    while (opening := _START.search(text, start)) is not None:
        try:
            tree, start = decoder.raw_decode(text, opening.end() - 1)
        except (ValueError, RecursionError):
            if trees:  # what follows the tree is not lshw's
                break
            line = text.count("\n", 0, opening.end()) + 1
            raise MachineTextError(
                f"The lshw text that begins in line {line} is not whole JSON: paste all that `lshw -json` printed."
            ) from None
        trees.append(tree)
    return trees


def _nodes(found: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(found, list):
        for one in found:
            yield from _nodes(one, depth)
    elif isinstance(found, dict) and depth > 0 and isinstance(found.get("id"), str):
        yield found
        yield from _nodes(found.get("children", []), depth - 1)


def _of_node(line: int, node: dict[str, Any]) -> Sighting | None:
    kind, name = node.get("class"), f"{said(node.get('vendor'))} {said(node.get('product'))}".strip()
    if kind == "system" and said(node.get("product")):
        return Sighting(line, f"system: {name}", ("server",), _IDS.sub("", name), "lshw")
    if kind == "bus" and node.get("id") == "core" and said(node.get("product")):
        return Sighting(line, f"board: {name}", ("motherboard", "server"), name, "lshw")
    if kind == "processor" and not node.get("disabled") and said(node.get("product") or node.get("version")):
        product = processor_name(said(node.get("product") or node.get("version")))
        return Sighting(line, f"processor: {product}", ("cpu",), product, "lshw")
    if kind == "memory":
        return _module(line, node)
    address = _ADDRESS.match(said(node.get("businfo")))
    return _device(line, node, address[1], name) if address else None


def _module(line: int, node: dict[str, Any]) -> Sighting | None:
    """One bank with a module in it."""
    size, description = node.get("size"), said(node.get("description"))
    if not str(node.get("id")).startswith("bank") or not isinstance(size, int) or size <= 0:
        return None
    generation, speed = _GENERATION.search(description), _MHZ.search(description)
    form = "SODIMM" if description.upper().startswith("SODIMM") else ""
    mts = f"{speed[1]} MT/s" if speed else ""
    facts = memory_facts(generation[0] if generation else "", description, form, mts)
    gib = size / 2**30
    facts["capacity_gib"] = int(gib) if gib == int(gib) else gib
    number = said(node.get("product")).partition(" ")[0]
    return Sighting(line, f"memory: {gib:g} GiB {description} {number}", ("memory",), number, "lshw", facts=facts)


def _device(line: int, node: dict[str, Any], address: str, name: str) -> Sighting | None:
    """A PCI device; drives are named in full here, size and all."""
    kind, product = str(node.get("class")), said(node.get("product"))
    is_drive = kind == "storage" and "nvme" in f"{node.get('description')} {node.get('configuration')}".lower()
    categories = ("storage",) if is_drive else categories_of("", _CLASSES.get(kind, ""))
    if not categories or not product:
        return None
    ids = _IDS.search(product)
    plain = _IDS.sub("", name).strip()
    sighting = sighted(line, f"{kind}: {plain}", "lshw", address, categories, plain, ids[1].lower() if ids else "")
    return replace(sighting, name=product, is_certain=True) if sighting and is_drive else sighting
