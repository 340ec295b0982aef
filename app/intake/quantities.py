"""How many of a thing a line says: "4x", "x4", "(4)", "qty 4", "two", "4 RTX 3090s"."""

from __future__ import annotations

import re

MOST_PIECES = 256
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "dual": 2, "quad": 4, "pair of": 2, "a pair of": 2,
}  # fmt: skip
# "2x 8-pin to 12VHPWR" is one adapter: the number belongs to its plugs.
_PLUGS = r"(?!(?:pcie\s)?(?:\d(?:\+\d)?-?pin|molex|sata)\b.*\bto\b)"
# The number before these is no count: a size, a rating, a width.
_UNITS = (
    r"(?![-\s]?(?:gb|gib|tb|w|watts?|kw|va?|amps?|a|mm|cm|inch|in|u|slots?|ways?|ports?|pins?|cores?|bits?|gbe|gbps|g|"
    r"ghz|mhz|ft|m|th|nd|rd|st)\b|[-\s]?[\"″])"
)
# Thousands of them before an x are a model ("5950X", "7900XTX"), and more digits than that are nonsense to refuse.
_COUNT = r"\d{1,3}|\d{5,9}"
_FRONT = (
    re.compile(rf"^[(\[]?\s*({_COUNT})\s?(?:[x×*]|pcs\.?|pieces|units?|of)\s?[)\]]?\s+{_PLUGS}(?=\S)", re.IGNORECASE),
    re.compile(r"^[(\[]?\s*[x×]\s?(\d{1,9})\s?[)\]]?\s+(?=\S)", re.IGNORECASE),
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
_BACK = re.compile(r"(?<=\S)\s+[x×*]\s?(\d{1,9})\s*$", re.IGNORECASE)
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


def quantity_in(body: str) -> tuple[int | None, str]:
    """The count that the text states, None when it states none, and the text without it.

    Raises ValueError for a count that nobody means: none, or more than 256.
    """
    text = body.strip()
    for pattern in (*_FRONT, *_SAID):
        match = pattern.search(text)
        if match:
            return _count(next(group for group in match.groups() if group)), _without(text, match)
    match = _BACK.search(text)
    if match and not _WIDTH_BEFORE.search(text[: match.start()]) and not _is_width(match.group(1), text):
        return _count(match.group(1)), _without(text, match)
    match = _SPELT.match(text) or _DOUBLE.match(text)
    if match:
        return _NUMBER_WORDS[match.group(1).lower()], text[match.end() :]
    match = _BARE.match(text)
    if match:
        return _count(match.group(1)), text[match.end() :]
    return None, text


def _is_width(number: str, text: str) -> bool:
    """Sixteen after a riser is its width."""
    return int(number) == SIXTEEN_LANES and re.search(r"riser|extender|pci-?e", text, re.IGNORECASE) is not None


def _count(number: str) -> int:
    count = int(number)
    if not 0 < count <= MOST_PIECES:
        raise ValueError(f"{count:,} pieces are not a quantity that is read; 1 to {MOST_PIECES} are.")
    return count


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}".strip(" ,-–")
