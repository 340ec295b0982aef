"""Motherboards: what the chipset or the maker's naming says of every board that carries it."""

from __future__ import annotations

import re
from typing import Any

from app.intake.described.patterns import said

# Sockets, and the memory where every board with the chipset takes the same.
_CHIPSETS: tuple[tuple[str, dict[str, Any]], ...] = (
    (r"a320|b350|x370|a520|b450|x470|b550m?|x570s?", {"socket": "AM4", "memory_generation": "ddr4"}),
    (r"a620|b650e?m?|x670e?|b840|b850e?m?|x870e?", {"socket": "AM5", "memory_generation": "ddr5"}),
    (r"x399", {"socket": "TR4", "memory_generation": "ddr4"}),
    (r"trx40", {"socket": "sTRX4", "memory_generation": "ddr4"}),
    (r"wrx80e?", {"socket": "sWRX8", "memory_generation": "ddr4"}),
    (r"trx50|wrx90e?", {"socket": "sTR5", "memory_generation": "ddr5"}),
    (r"x58", {"socket": "LGA1366", "memory_generation": "ddr3"}),
    (r"h61m?|h67|p67|z68|b75m?|h77|z77", {"socket": "LGA1155", "memory_generation": "ddr3"}),
    (r"h81m?|b85m?|h87|z87|h97|z97", {"socket": "LGA1150", "memory_generation": "ddr3"}),
    (r"h110m?|b150m?|h170|z170|b250m?|h270|z270", {"socket": "LGA1151"}),
    (r"h310m?|b360m?|b365m?|h370|z370|z390", {"socket": "LGA1151-2", "memory_generation": "ddr4"}),
    (r"h410m?|b460m?|z490|h510m?|b560m?|h570|z590", {"socket": "LGA1200", "memory_generation": "ddr4"}),
    (r"h610m?|b660m?|h670|z690|b760m?|h770|z790|w680", {"socket": "LGA1700"}),
    (r"h810|b860m?|z890|w880", {"socket": "LGA1851", "memory_generation": "ddr5"}),
    (r"x79", {"socket": "LGA2011", "memory_generation": "ddr3"}),
    (r"x99|c612", {"socket": "LGA2011-3"}),  # some X99 boards of small makers take DDR3
    (r"x299|c422", {"socket": "LGA2066", "memory_generation": "ddr4"}),
    (r"c621", {"socket": "LGA3647", "memory_generation": "ddr4"}),
    (r"c621a", {"socket": "LGA4189", "memory_generation": "ddr4"}),
    (r"c741|w790e?", {"socket": "LGA4677", "memory_generation": "ddr5"}),
)
# Model series of server boards, by their makers' naming.
_SERIES: tuple[tuple[str, dict[str, Any]], ...] = (
    (r"h1[12](?:ss|ds)\w*", {"socket": "SP3", "memory_generation": "ddr4"}),
    (r"h13(?:ss|ds)\w*", {"socket": "SP5", "memory_generation": "ddr5"}),
    (r"x10[ds]r\w*", {"socket": "LGA2011-3", "memory_generation": "ddr4"}),
    (r"x11(?:dp|sp)\w*", {"socket": "LGA3647", "memory_generation": "ddr4"}),
    (r"x12(?:dp|sp)\w*", {"socket": "LGA4189", "memory_generation": "ddr4"}),
    (r"(?:romed|rome2d|epycd)\d*\w*", {"socket": "SP3", "memory_generation": "ddr4"}),
    (r"genoa\d?d\w*", {"socket": "SP5", "memory_generation": "ddr5"}),
    (r"sienad\w*", {"socket": "SP6", "memory_generation": "ddr5"}),
    (r"m[cz]?z[37][12]-\w+|mz01-\w+", {"socket": "SP3", "memory_generation": "ddr4"}),
    (r"mz[37]3-\w+", {"socket": "SP5", "memory_generation": "ddr5"}),
)
_SOCKETS = (
    *((name, rf"\b{name}\b") for name in ("SP3", "SP5", "SP6", "TR4", "AM4", "AM5")),
    ("sTRX4", r"\bs?trx4\b"),
    ("sWRX8", r"\bs?wrx8\b"),
    ("sTR5", r"\bs?tr5\b"),
    ("LGA2011-3", r"\blga[- ]?2011-?(?:v?3|3)\b|\b2011-3\b"),
    ("LGA2011", r"\blga[- ]?2011\b(?!-?v?3)"),
    *(
        (f"LGA{number}", rf"\b(?:lga|fclga)[- ]?{number}\b")
        for number in (1150, 1155, 1156, 1200, 1356, 1366, 1700, 1851, 2066, 3647, 4189, 4677, 4710, 4926, 7529)
    ),
)
_MOUNT = re.compile(r"\b(square|narrow)[- ]ilm\b", re.IGNORECASE)
_DDR = re.compile(r"\bddr([345])\b", re.IGNORECASE)
_REVISION = re.compile(r"\brev(?:ision)?\b\.?\s*([A-Za-z]?\d[\w.]{0,11})", re.IGNORECASE)
_BIOS = re.compile(
    r"\b(?:bios|uefi)\s*(?:version|ver\.?|rev\.?)?\s*:?\s*v?([A-Za-z]{0,2}\d[\w.]{0,15})\b", re.IGNORECASE
)


def motherboard(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a board."""
    facts: dict[str, Any] = {}
    for pattern, known in (*_CHIPSETS, *_SERIES):
        if re.search(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])", text, re.IGNORECASE):
            facts = dict(known)
    sockets = sockets_in(text)
    if len(sockets) == 1:
        facts["socket"] = sockets[0]
    mount, ddr = _MOUNT.search(text), set(_DDR.findall(text))
    facts["socket_mount"] = mount.group(1).lower() if mount else None
    if len(ddr) == 1:
        facts["memory_generation"] = f"ddr{ddr.pop()}"
    return said(facts | stated_board(text)), quantity or 1


def stated_board(text: str) -> dict[str, Any]:
    """What a line says of the very board that somebody has: its revision and its BIOS."""
    found = {"revision": _REVISION.search(text), "bios": _BIOS.search(text)}
    return {name: match.group(1).rstrip(".") for name, match in found.items() if match}


def sockets_in(text: str) -> list[str]:
    """The sockets that the text names."""
    return [name for name, pattern in _SOCKETS if re.search(pattern, text, re.IGNORECASE)]
