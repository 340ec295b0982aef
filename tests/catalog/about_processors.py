"""What can't be true of a processor."""

from __future__ import annotations

import re

from app.core.parts import Catalog, Part

from .contradictions import above, check, texts
from .hardware import FAMILIES, REGISTERED, SECOND_SOCKETS

SERVER_SOCKETS = {"SP3", "SP5", "SP6", "LGA3647", "LGA4189", "LGA4677", "LGA4710", "LGA7529", "sTR5"}
DESKTOP_SOCKETS = {"AM4", "AM5", "TR4", "sTRX4", "LGA1150", "LGA1151", "LGA1151-2", "LGA1200", "LGA1700", "LGA1851"}


@check("cpu")
def socket_agrees_with_family(part: Part, catalog: Catalog) -> list[str]:
    """A family is made for one socket; a second one is listed with its reason."""
    family, socket = part.facts.text("family"), part.facts.text("socket")
    if family is None or socket is None:
        return []
    if family not in FAMILIES:
        return [f"no such family: {family}"]
    homes = {FAMILIES[family].socket} | SECOND_SOCKETS.get(family, set())
    return [] if socket in homes else [f"{family} in {socket}"]


@check("cpu")
def memory_and_lanes_agree_with_family(part: Part, catalog: Catalog) -> list[str]:
    """Memory controller and PCIe root are the family's; where models differ, the table holds all counts."""
    facts = part.facts
    known = FAMILIES.get(facts.text("family") or "")
    if known is None or facts.text("socket") != known.socket:
        return []
    found = [f"memory {one}" for one in texts(facts, "memory_generations") if one not in known.memory]
    for fact, right in (("memory_channels", known.channels), ("pcie_gen", known.pcie_gen)):
        value = facts.count(fact)
        if value is not None and value != right:
            found.append(f"{fact} is {value}, the family's {right}")
    lanes = facts.count("pcie_lanes")
    if lanes is not None and lanes not in known.lanes:
        found.append(f"{lanes} lanes, the family has {sorted(known.lanes)}")
    return found


def _sockets_by_name(name: str) -> int | None:
    """How many sockets the maker's naming scheme allows, where it tells: P and U for one, the E5's first digit."""
    if re.search(r"\bEPYC \d+\w*P\b", name):
        return 1
    if re.search(r"\bEPYC [79]\w{2}[1-5][A-Z]?\b", name):
        return 2
    if re.search(r"\b(Bronze|Silver|Gold|Platinum) \d{4}U\b", name) or re.search(r"\b(Xeon W|Ryzen|Core)\b", name):
        return 1
    match = re.search(r"\bE5-([124])\d{3}", name)
    return int(match.group(1)) if match else None


@check("cpu")
def name_tells_the_sockets(part: Part, catalog: Catalog) -> list[str]:
    """AMD's P, Intel's U and the first digit of an E5 say how many sockets a model works in."""
    told, known = _sockets_by_name(part.name), part.facts.count("max_sockets")
    return [f"{known} sockets, the name says {told}"] if told and known and told != known else []


@check("cpu")
def tdp_is_within_the_highest_power(part: Part, catalog: Catalog) -> list[str]:
    """The configurable or turbo limit is never below the nominal one."""
    return above(part.facts.number("tdp_w"), part.facts.number("max_power_w"), "TDP above highest power")


@check("cpu")
def largest_module_is_within_the_most_memory(part: Part, catalog: Catalog) -> list[str]:
    """One module can't be larger than all of them."""
    return above(part.facts.number("module_max_gib"), part.facts.number("memory_max_gib"), "module above all memory")


@check("cpu")
def modules_suit_the_socket(part: Part, catalog: Catalog) -> list[str]:
    """Server controllers drive registered modules alone, desktop ones unbuffered alone."""
    socket, kinds = part.facts.text("socket"), set(texts(part.facts, "module_types"))
    if socket in SERVER_SOCKETS:
        return [f"unbuffered {kind} in {socket}" for kind in sorted(kinds & {"udimm", "ecc-udimm", "so-dimm"})]
    if socket in DESKTOP_SOCKETS:
        return [f"registered {kind} in {socket}" for kind in sorted(kinds & REGISTERED)]
    return []
