"""Graphics cards: memory, cooling, the power limit and the link that a line states for them."""

from __future__ import annotations

import re
from typing import Any

from app.intake.described.patterns import bytes_in, first_that_fits, pcie_generation_in, said
from app.intake.phrase import is_of_some

_MAKERS = (
    ("nvidia", r"\bnvidia\b|\bgeforce\b|\bquadro\b|\btesla\b|\brtx|\bgtx|\btitan\b"),
    ("amd", r"\bradeon\b|\binstinct\b|\bamd\b|\brx ?\d{3,4}\b"),
    ("intel", r"\barc\b|\bintel\b"),
)
_COOLING = (
    ("blower", r"\bblower\b"),
    ("axial", r"\bopen[- ]air\b|\baxial\b"),
    ("passive", r"\bpassive(?:ly)?\b"),
    ("hybrid", r"\bhybrid\b"),
)
# Of these there are modules too: "PCIe" behind the name says which form, unless it speaks of the slot.
_CARD_OF_TWO_FORMS = re.compile(r"\b[ahpv][12]00s?\b.*\bpci-?e\b(?!\s*(?:gen|v?\d|x\d|slot|riser))")
_WIDTH = re.compile(
    r"(?<![\w.,])([1-4](?:[.,]\d{1,2})?|single|dual|double|triple|two|three|four)[- ]slots?\b"
    r"(?!\s*(?:apart|nvlink|bridge|spac))"
)
_NAMES_A_SLOT = re.compile(r"(?:pcie|pci-e|express|gen|in|via|spans?|bridge)\s*$")
_SLOTS = {"single": 1.0, "dual": 2.0, "double": 2.0, "two": 2.0, "triple": 3.0, "three": 3.0, "four": 4.0}
_WORD_BEFORE = r"(?:power[- ]?limit(?:ed)?|limit(?:ed)?|capped|cap|throttled|undervolted|restricted|set|-pl|\bpl)"
_LIMITS = (
    re.compile(
        rf"{_WORD_BEFORE}(?:\s+(?:down\s+)?(?:to|at|of))?\s*[:=]?\s*(\d{{2,4}})\s?(?:w\b|watts?\b)", re.IGNORECASE
    ),
    re.compile(r"(?:@|\bat)\s*(\d{2,4})\s?(?:w\b|watts?\b)", re.IGNORECASE),
    re.compile(r"\b(\d{2,4})\s?(?:w|watts?)(?:\s+each)?\s+(?:power[- ]?)?(?:limit|cap)\b", re.IGNORECASE),
    re.compile(r"@\s*(\d{3})\b(?!\s?(?:mhz|gb|mm|k\b|[.,]\d|\$|€|usd|eur))|-pl\s*(\d{3})\b", re.IGNORECASE),
)
LEAST_LIMIT_W, MOST_LIMIT_W = 30, 1500
# The lanes that the link has: said of the wires outright, or of a slot that is narrower than the card.
_WIRED = re.compile(
    r"\b[x×](16|8|4|2|1)\s*(?:electrical(?:ly)?|wired)|"
    r"\b(?:electrical(?:ly)?|wired)\s*(?:as|for|at|to)?\s*(?:an? )?[x×](16|8|4|2|1)\b|"
    r"\b(?:runs?|running|negotiat\w+|linked|works?)\s+(?:only\s+)?(?:at|as|on|in)\s+"
    r"(?:pcie\s?(?:gen\s?)?\d?(?:\.0)?\s*)?[x×](16|8|4|2|1)\b|"
    r"\blink(?:ed)?\s+(?:is|at|width)\s+[x×](16|8|4|2|1)\b",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"\b[x×](8|4|2|1)\s+slot\b|\bslot\s+(?:is|has|only|with)?\s*\(?(?:only\s+)?[x×](8|4|2|1)\b|"
    r"\b(?:in|on|at|via|through)\s+(?:an?\s+|the\s+)?(?:chipset\s+)?(?:pci\S*\s?)?(?:gen\s?)?(?:\d(?:\.0)?\s*)?[x×](8|4|2|1)\b",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"water[- ]?(?:cooled|blocks?)|liquid[- ]cooled|custom loop|on (?:the|a) (?:custom )?loop", re.IGNORECASE
)
_NOT_ALL = re.compile(r"\b(?:only|not)\b|\bair[- ]cooled|\bstock\b", re.IGNORECASE)


def gpu(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a card."""
    lowered = text.lower()
    module = re.search(r"\bsxm([2-6])\b", lowered)
    sizes = [float(size) for size in re.findall(r"\b(\d{1,3})\s?(?:gb?|gib)\b", lowered)] and bytes_in(text, 1000)
    facts = {
        "vendor": first_that_fits(lowered, _MAKERS),
        "memory_gb": sizes[0] if len(set(sizes)) == 1 else None,
        "form_factor": module.group(0) if module else "pcie" if _CARD_OF_TWO_FORMS.search(lowered) else None,
        "cooling": None if is_of_some(lowered) else first_that_fits(lowered, _COOLING),
        "slot_width": _slots_in(lowered),
    }
    return said(facts), quantity or 1


def _slots_in(lowered: str) -> float | None:
    """How wide the cards are: "2-slot", "dual slot", but not "in a PCIe 3 slot"."""
    found = {match.group(1) for match in _WIDTH.finditer(lowered) if not _NAMES_A_SLOT.search(lowered[: match.start()])}
    if len(found) != 1:
        return None
    said_as = found.pop()
    return _SLOTS.get(said_as) or float(said_as.replace(",", "."))


def power_limit_w(text: str) -> float | None:
    """Watts that the line caps a card at.  A card's rating alone ("350 W") is no limit."""
    for pattern in _LIMITS:
        match = pattern.search(text)
        if match and not is_of_some(text):
            watts = float(next(group for group in match.groups() if group))
            return watts if LEAST_LIMIT_W <= watts <= MOST_LIMIT_W else None
    return None


def on_loop(text: str) -> bool:
    """Whether the line says that all of its cards are water-cooled."""
    return _BLOCK.search(text) is not None and _NOT_ALL.search(text) is None and not is_of_some(text)


def stated_link(text: str) -> dict[str, Any]:
    """The link that the line states: its lanes, and its generation where it says that too."""
    match = _WIRED.search(text) or _SLOT.search(text)
    if match is None or is_of_some(text):
        return {}
    lanes = int(next(group for group in match.groups() if group))
    return said({"link_lanes": lanes, "link_gen": pcie_generation_in(text)})
