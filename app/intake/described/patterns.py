"""Figures that lines state, as every reader of descriptions finds them."""

from __future__ import annotations

import re
from typing import Any

_WATTS = re.compile(r"(?<![\d.])(\d{1,2},\d{3}|\d{2,5})\s?(?:w|watts?)\b", re.IGNORECASE)
_KILOWATTS = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d{1,2})?)\s?kw\b", re.IGNORECASE)
_BYTES = re.compile(r"(?<![\d.])(\d{1,5}(?:[.,]\d{1,2})?)\s?(gb|gib|tb|tib)\b", re.IGNORECASE)
_MM = re.compile(r"(?<![\d.])(\d{2,4})\s?(mm|cm)\b", re.IGNORECASE)
_GENERATION = re.compile(
    r"\bpci[- ]?e?(?:xpress)?\s?(?:express\s?)?(?:gen(?:eration)?\s?|v)?([1-6])(?:\.0)?\b(?![-+.\d])(?!\s*pin)|"
    r"\bgen(?:eration)?[- ]?([1-6])(?:\.0)?\b",
    re.IGNORECASE,
)


def watts_in(text: str) -> float | None:
    """The first figure in watts."""
    match = _WATTS.search(text)
    if match:
        return float(match.group(1).replace(",", ""))
    match = _KILOWATTS.search(text)
    return float(match.group(1)) * 1000 if match else None


def bytes_in(text: str, thousand: int) -> list[float]:
    """All sizes in GB, with `thousand` of them to the TB: 1000 for drives, 1024 for memory."""
    found = []
    for figure, unit in _BYTES.findall(text):
        size = float(figure.replace(",", "."))
        found.append(size * thousand if unit.lower().startswith("t") else size)
    return found


def millimetres_in(text: str) -> float | None:
    """The first length."""
    match = _MM.search(text)
    return float(match.group(1)) * (10 if match.group(2).lower() == "cm" else 1) if match else None


def pcie_generation_in(text: str) -> int | None:
    """The PCIe generation that the text names first."""
    match = _GENERATION.search(text)
    return int(match.group(1) or match.group(2)) if match else None


def first_that_fits(text: str, words: tuple[tuple[str, str], ...]) -> str | None:
    """The first value whose pattern the text has."""
    return next((value for value, pattern in words if re.search(pattern, text)), None)


def said(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that are known."""
    return {name: value for name, value in facts.items() if value is not None}
