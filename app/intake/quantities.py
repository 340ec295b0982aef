"""How many of a thing a line says: "4x", "x4", "(4)", "qty 4", "two", "4 RTX 3090s"."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_PIECES = 256
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "dual": 2, "quad": 4, "pair of": 2, "a pair of": 2,
}  # fmt: skip
# "2x 8-pin to 12VHPWR" is one adapter: the number belongs to its plugs.
_PLUGS = r"(?!(?:pcie\s)?(?:\d(?:\+\d)?-?pin|molex|sata)\b.*\bto\b)"
# "x16 to x8 card", "x16 riser": the width of a slot.
_WIDTH_AFTER = r"(?!(?:to|slots?|risers?|pcie?|pci-e|gen|lanes?|electrical|bifurcat\w*)\b)"
# The number before these is no count: a size, a rating, a width.
_UNITS = (
    r"(?![-\s]?(?:gb|gib|tb|w|watts?|kw|va?|amps?|a|mm|cm|inch|in|u|slots?|ways?|ports?|pins?|cores?|bits?|gbe|gbps|g|"
    r"ghz|mhz|ft|m|th|nd|rd|st)\b|[-\s]?[\"″])"
)
# Thousands of them before an x are a model ("5950X", "7900XTX"), and more digits than that are nonsense to refuse.
_COUNT = r"\d{1,3}|\d{5,9}"
# After an x they are a chipset: "X99", "X399".
_MULTIPLE = r"[0-9]|[12]\d|3[0-2]|\d{5,9}"
_FRONT = (
    re.compile(r"^[(\[]?\s*(1)\s?[x×*]\s?[)\]]?\s+(?=\S)", re.IGNORECASE),
    re.compile(rf"^[(\[]?\s*({_COUNT})\s?(?:[x×*]|pcs\.?|pieces|units?|of)\s?[)\]]?\s+{_PLUGS}(?=\S)", re.IGNORECASE),
    re.compile(rf"^[(\[]?\s*[x×]\s?({_MULTIPLE})\s?[)\]]?\s+{_WIDTH_AFTER}(?=\S)", re.IGNORECASE),
    re.compile(rf"^({_COUNT})[x×*](?=[A-Za-z])", re.IGNORECASE),
    re.compile(r"^(\d{1,2})[x×](?=\d+(?:\.\d+)?\s?(?:tb|w)\b|\d+\s?gb\b(?!.*(?:ddr|\bram|dimm|kit)))", re.IGNORECASE),
    re.compile(r"^[(\[](\d{1,9})[)\]]\s+(?=\S)"),
    re.compile(r"^(\d{1,2})\s?[,;\t]\s?(?=[A-Za-z])"),
)
_SAID = (
    re.compile(r"[,;]?\s*[(\[]?\b(?:qty|quantity|count)\b\.?\s*[:=]?\s*(\d{1,9})\b\s*[)\]]?", re.IGNORECASE),
    re.compile(
        r"[,;]?\s*[(\[]\s*(?:(\d{1,2})|(\d{1,9})\s?(?:[x×]|pcs\.?|pieces|units)|[x×]\s?(\d{1,9}))\s*[)\]]\s*$",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<=\S)[,;]?\s+({_COUNT})\s?(?:[x×]|pcs\.?|pieces|units)\s*$", re.IGNORECASE),
    re.compile(r"\s?[,;\t]\s?(\d{1,2})\s*$"),
)
# "x8" at the end is a link width after words such as these, and a count after any others.
_WIDTH_BEFORE = re.compile(
    r"(?:\b(?:pci-?e?|express|gen\s?\d|\d\.\d|slot|link|at|in|an?|to|is|lanes?|electrical(?:ly)?|wired|mode|physical|and|"
    r"[x×]\d+)|[@/])\s*$",
    re.IGNORECASE,
)
# A remark in brackets may follow the count, unless it speaks of the link: "x4 (used)", but not "x8 (electrical)".
_BACK = re.compile(
    r"(?<=\S)\s+[x×*]\s?(\d{1,9})\s*(?=$|[(\[](?![^()\[\]]*\b(?:electrical|wired|lanes?|slots?|link|pcie|gen))[^()\[\]]*[)\]]$)",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"^(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:a )?pair of)\s+(?=\S)", re.IGNORECASE
)
# "Dual" and "quad" belong to many names ("dual-port", "quad M.2 card"): they count cards and processors only.
_DOUBLE = re.compile(
    r"^(dual|quad)\s+(?=(?:nvidia|amd|intel|geforce|radeon|instinct|tesla|quadro|rtx|gtx|rx|xeon|epyc|opteron|arc|"
    r"[ahlpvtm]\d{1,3}\b|mi\d{2,3}|e5-|\d{4}))",
    re.IGNORECASE,
)
_BARE = re.compile(rf"^(\d{{1,2}})\s+{_UNITS}(?=[A-Za-z]|\d{{4}}s?\b)", re.IGNORECASE)
SIXTEEN_LANES = 16


class QuantityError(ValueError):
    """A count that nobody means; `written` is how it stands in the text."""

    def __init__(self, count: int, written: str) -> None:
        super().__init__(f"{count:,} pieces are not a quantity that is read; 1 to {MOST_PIECES} are.")
        self.written = written


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many a text says (None: it does not), the text without that, and what it said, as it is written there."""

    count: int | None
    rest: str
    written: str = ""


def quantity_in(body: str) -> Quantity:
    """The count that the text states.  Raises QuantityError for one that nobody means: none, or more than 256."""
    text = body.strip()
    for pattern in (*_FRONT, *_SAID):
        match = pattern.search(text)
        if match:
            return _counted(next(group for group in match.groups() if group), text, match)
    match = _BACK.search(text)
    if match and not _WIDTH_BEFORE.search(text[: match.start()]) and not _is_width(match.group(1), text):
        return _counted(match.group(1), text, match)
    match = _SPELT.match(text) or _DOUBLE.match(text)
    if match:
        return Quantity(_NUMBER_WORDS[match.group(1).lower()], text[match.end() :])
    match = _BARE.match(text)
    return _counted(match.group(1), text, match) if match else Quantity(None, text)


def _is_width(number: str, text: str) -> bool:
    """Sixteen after a riser is its width."""
    return int(number) == SIXTEEN_LANES and re.search(r"riser|extender|pci-?e", text, re.IGNORECASE) is not None


def _counted(number: str, text: str, match: re.Match[str]) -> Quantity:
    count = int(number)
    if not 0 < count <= MOST_PIECES:
        raise QuantityError(count, match.group(0).strip())
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ,-–")
    return Quantity(count, rest, match.group(0).strip())
