"""Memory: "8x 32 GB DDR4-3200 RDIMM" are modules, "256 GB DDR4" is a total whose modules nobody counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from app.core.parts import Part, Value
from app.intake.described.patterns import bytes_in, first_that_fits, said

LARGEST_MODULE_GIB = 256
MOST_MODULES = 96
# Registered DDR4 is made for JEDEC's speeds alone; others are overclocking profiles of plain unbuffered modules.
_REGISTERED_DDR4_MTS = (1600, 1866, 2133, 2400, 2666, 2933, 3200)
_DDR = re.compile(r"\b(lp)?ddr([345])x?(?:[- ]?(\d{3,5}))?", re.IGNORECASE)
_MTS = re.compile(r"\b(\d{3,5})\s?(?:mt/?s|mhz|mts)\b", re.IGNORECASE)
# The label of a module: "2Rx4 PC4-2400T-R", "PC4-21300R"; its number is MT/s, or eight times as much.
_PC = re.compile(r"\bpc([345])l?-?(\d{4,5})(?:(?:[a-z]?-)?([rulse])\b)?", re.IGNORECASE)
_PC_TYPES = {"r": "rdimm", "u": "udimm", "l": "lrdimm", "s": "so-dimm", "e": "ecc-udimm"}
_PC_MTS = {10600: 1333, 12800: 1600, 14900: 1866, 17000: 2133, 19200: 2400, 21300: 2666, 23400: 2933, 25600: 3200,
           38400: 4800, 44800: 5600, 51200: 6400}  # fmt: skip
_RANKS = re.compile(r"\b([1248])rx(?:4|8|16)\b", re.IGNORECASE)
_BARE_MTS = re.compile(
    r"\b(1333|1600|1866|2133|2400|2666|2933|3000|3200|3600|4800|5200|5600|6000|6400|6600|7200|8000)\b"
)
_MODULES = re.compile(r"(?<![\d.])(\d{1,2})\s?[x×]\s?(\d{1,4})\s?(gb|gib|g)?\b(?!\s?(?:mm|tb))", re.IGNORECASE)
_TYPES = (
    ("mrdimm", r"\bmrdimm|\bmcrdimm"),
    ("3ds-rdimm", r"\b3ds\b"),
    ("lrdimm", r"\blrdimm|load[- ]reduced"),
    ("udimm", r"non[- ]ecc,? (?:unbuffered|udimm)"),
    ("rdimm", r"\brdimm|(?<!un)\bregistered\b|\breg\b|\becc[- ]reg"),
    ("ecc-so-dimm", r"\becc so-?dimm"),
    ("so-dimm", r"\bso-?dimm|\blaptop memory"),
    ("cudimm", r"\bcudimm"),
    ("ecc-udimm", r"\becc[- ](?:udimm|unbuffered)|unbuffered ecc|\budimm ecc"),
    ("udimm", r"\budimm|\bunbuffered"),
    ("soldered", r"\bsoldered\b"),
    ("camm2", r"\bcamm2\b"),
)
_REGISTERED = ("rdimm", "lrdimm", "3ds-rdimm", "mrdimm")
# What a generic module is; whatever else its file says follows from these.
IDENTITY = ("generation", "module_type", "capacity_gib", "total_gib", "speed_mts", "kit_modules")


def memory(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of the modules, and how many modules, or kits, the line is for."""
    lowered = text.lower()
    facts: dict[str, Any] = {"generation": _generation(lowered), "speed_mts": _speed(lowered)}
    facts["module_type"] = first_that_fits(lowered, _TYPES) or _labelled_type(lowered)
    ranks = _RANKS.search(lowered)
    facts["ranks"] = int(ranks.group(1)) if ranks else None
    facts["ecc"] = _ecc(lowered, facts["module_type"])
    speed = facts["speed_mts"]
    overclocked = facts["generation"] == "ddr4" and speed is not None and speed not in _REGISTERED_DDR4_MTS
    if facts["module_type"] is None and overclocked and not facts["ecc"]:
        facts |= {"module_type": "udimm", "ecc": False}
    if facts["module_type"] == "udimm" and facts["ecc"]:
        facts["module_type"] = "ecc-udimm"
    sizes, count = _sizes(lowered, quantity)
    return said(facts | sizes), count


def _generation(lowered: str) -> str | None:
    ddr = _DDR.search(lowered)
    if ddr is None:
        module = _PC.search(lowered)
        return f"ddr{module.group(1)}" if module else None
    if ddr.group(1):
        return "lpddr5" if ddr.group(2) == "5" else None
    return f"ddr{ddr.group(2)}"


def _labelled_type(lowered: str) -> str | None:
    label = _PC.search(lowered)
    return _PC_TYPES.get(label.group(3) or "") if label else None


def _speed(lowered: str) -> int | None:
    label = _PC.search(lowered)
    if label:
        figure = int(label.group(2))
        return _PC_MTS.get(figure, figure if figure < min(_PC_MTS) else None)
    ddr = _DDR.search(lowered)
    match = _MTS.search(lowered) or _BARE_MTS.search(lowered)
    found = ddr.group(3) if ddr and ddr.group(3) else match.group(1) if match else None
    return int(found) if found and int(found) >= 400 else None


def _ecc(lowered: str, module_type: str | None) -> bool | None:
    if re.search(r"\bnon[- ]?ecc\b|\bno ecc\b", lowered):
        return False
    return True if module_type in _REGISTERED or re.search(r"\becc\b", lowered) else None


def _sizes(lowered: str, quantity: int | None) -> tuple[dict[str, float | int], int]:
    """Module or total size, and the count that it holds for.

    - "8x32GB": eight modules.  "64 GB (2x32GB)": two.  "2x 64 GB (2x32GB)": two kits of two, four modules.
    - "256 GB", or one kit of it: a total.  "2x 32 GB": two modules.  "2x 32 GB kit": 64 GB in all, however counted.
    """
    plain = bytes_in(re.sub(_MODULES, " ", lowered), 1024)
    modules = _modules(lowered, plain)
    if modules is not None:
        count, size = modules
        kits = quantity if quantity and (plain or "kit" in lowered) else 1
        if quantity and not plain and "kit" not in lowered:
            return {"capacity_gib": size, "kit_modules": count}, quantity
        return {"capacity_gib": size}, count * kits
    if not plain:
        return {}, quantity or 1
    size, pieces = plain[0], quantity or 1
    single = re.search(r"\bmodule\b|\bstick\b|\bsingle\b|\bper (?:module|stick|dimm)\b|\beach\b", lowered)
    if size > LARGEST_MODULE_GIB or "kit" in lowered or (pieces == 1 and not single):
        return {"total_gib": size * pieces}, 1
    return {"capacity_gib": size}, pieces


def _modules(lowered: str, plain: list[float]) -> tuple[int, float] | None:
    """ "(4x48)" counts modules only where it comes to the total beside it; "4x48GB" says it itself."""
    for count, size, unit in _MODULES.findall(lowered):
        modules, gib = int(count), float(size)
        said_so = unit in ("gb", "gib", "g") or (plain and modules * gib == plain[0])
        if said_so and 0 < modules <= MOST_MODULES and 0 < gib <= LARGEST_MODULE_GIB:
            return modules, gib
    return None


class RatedMemory:
    """Generic memory of the catalog, found by what it is rather than by the words of its name."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._by_identity: dict[frozenset[tuple[str, Value]], list[Part]] = defaultdict(list)
        for part in sorted(parts, key=lambda part: part.id):
            self._by_identity[frozenset((name, part.facts[name]) for name in IDENTITY if name in part.facts)].append(
                part
            )

    def find(self, facts: dict[str, Any]) -> Part | None:
        """The part that says the most of what the line states, and nothing that it does not state."""
        known = [(name, facts[name]) for name in IDENTITY if name in facts]
        for size in range(len(known), 0, -1):
            for some in combinations(known, size):
                for part in self._by_identity.get(frozenset(some), ()):
                    if facts.get("ecc") is not False or not part.facts.flag("ecc"):
                        return part
        return None
