"""What can't be true of any part: its name, its prices, the dates of its sources."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from app.core.parts import Catalog, Part

from .contradictions import check
from .hardware import TODAY

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WORDS = {"&": "and", "+": "plus"}


def folder_of(maker: str) -> str:
    """A maker's folder: its name in lower case with hyphens."""
    plain = unicodedata.normalize("NFKD", maker).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@check()
def id_is_lower_case_with_hyphens(part: Part, catalog: Catalog) -> list[str]:
    """Ids are permanent and stand in addresses: category, maker and name, each in lower case with hyphens."""
    whole, _, inner = part.id.partition("#")
    words = whole.split("/") + ([inner] if inner else [])
    found = [f"not lower case with hyphens: {word}" for word in words if not KEBAB.fullmatch(word)]
    return found + ([] if len(whole.split("/")) == 3 else ["an id has three words"])


@check()
def folder_agrees_with_maker(part: Part, catalog: Catalog) -> list[str]:
    """A part lies in its maker's folder; what has no one maker lies under `generic` and names none."""
    if "#" in part.id:
        return []
    folder = part.id.split("/")[1]
    if folder == "generic":
        return [] if part.generic or not part.maker else [f"made by {part.maker}, but under generic"]
    return [] if folder == folder_of(part.maker) else [f"made by {part.maker!r}, but under {folder}"]


# What a name tells: category, pattern with a number or a product of two, the fact, and how many of it a unit is.
TOLD_BY_NAME: tuple[tuple[str, str, str, int], ...] = (
    ("gpu", r"(?:(\d+)x)?(\d+) ?GB\b", "memory_gb", 1),
    ("ups", r"()(\d{3,5}) ?VA\b", "va", 1),
    ("storage", r"()([\d.]+) ?TB\b", "capacity_gb", 1000),
    ("storage", r"()([\d.]+) ?GB\b", "capacity_gb", 1),
    ("chassis", r"()(?<![\w-])(\d{1,2})U\b", "rack_units", 1),
    ("server", r"()(?<![\w-])(\d{1,2})U\b", "rack_units", 1),
    ("memory", r"()DDR\d-(\d{4})\b", "speed_mts", 1),
)


@check(*{category for category, *_ in TOLD_BY_NAME})
def name_tells_the_figure(part: Part, catalog: Catalog) -> list[str]:
    """A product's name states its size: a part that says otherwise mixes two products up."""
    found = []
    for category, pattern, fact, unit in TOLD_BY_NAME:
        match, known = re.search(pattern, part.name), part.facts.number(fact)
        if part.category != category or match is None or known is None:
            continue
        told = float(match.group(1) or 1) * float(match.group(2)) * unit
        if abs(known - told) > 0.05 * told:  # drives are sold as 1 TB with 960 or 1,024 GB
            found.append(f"{fact} is {known:g}, the name says {told:g}")
    return found


def _date_faults(written: str, what: str) -> list[str]:
    try:
        date.fromisoformat(written)
    except ValueError:
        return [f"{what} has no date: {written!r}"]
    return [f"{what} is dated {written}, in the future"] if written > TODAY else []


@check()
def prices_are_dated_and_positive(part: Part, catalog: Catalog) -> list[str]:
    """A price is an observation: somebody asked a sum above zero on a day that has passed."""
    found = []
    for price in part.prices:
        found += _date_faults(price.date, "a price")
        if price.amount <= 0:
            found.append(f"a price of {price.amount:g}")
        if not re.fullmatch(r"[A-Z]{3}", price.currency):
            found.append(f"no currency: {price.currency!r}")
        if not price.source.strip():
            found.append("a price without a source")
    return found


@check()
def sources_were_read_before_today(part: Part, catalog: Catalog) -> list[str]:
    """Nobody has read tomorrow's document."""
    dates = sorted({source.read for source in part.sources.values() if source.read})
    return [fault for read in dates for fault in _date_faults(read, "a source")]


@check()
def unknown_facts_are_not_known(part: Part, catalog: Catalog) -> list[str]:
    """A fact was either found or looked for in vain."""
    return [f"{name} is known and unknown" for name in sorted(part.unknown) if name in part.facts]
