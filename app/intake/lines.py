"""Lines of a pasted parts list: label, quantity and the text that names the part.

Reads plain lists with or without a label, PCPartPicker's text and Markdown, and CSV.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

MOST_LINES = 400
LONGEST_LINE = 500

# What people write before the colon, and the categories that may follow it, the likeliest first.
LABELS: dict[str, tuple[str, ...]] = {
    "gpu": ("gpu",),
    "gpus": ("gpu",),
    "video card": ("gpu",),
    "graphics card": ("gpu",),
    "graphics": ("gpu",),
    "cpu": ("cpu",),
    "cpus": ("cpu",),
    "processor": ("cpu",),
    "motherboard": ("motherboard", "server"),
    "mobo": ("motherboard", "server"),
    "mainboard": ("motherboard", "server"),
    "board": ("motherboard", "server"),
    "case": ("chassis", "server"),
    "chassis": ("chassis", "server"),
    "frame": ("chassis",),
    "server": ("server", "chassis"),
    "barebone": ("server",),
    "workstation": ("server", "chassis"),
    "system": ("server", "chassis"),
    "memory": ("memory",),
    "ram": ("memory",),
    "power supply": ("psu",),
    "psu": ("psu",),
    "power": ("psu",),
    "cpu cooler": ("cpu-cooler", "cpu-block"),
    "cooler": ("cpu-cooler", "cpu-block"),
    "heatsink": ("cpu-cooler",),
    "gpu cooler": ("gpu-block",),
    "gpu block": ("gpu-block",),
    "water block": ("gpu-block", "cpu-block"),
    "waterblock": ("gpu-block", "cpu-block"),
    "storage": ("storage",),
    "ssd": ("storage",),
    "hdd": ("storage",),
    "disk": ("storage",),
    "drive": ("storage",),
    "nvme": ("storage",),
    "network card": ("nic",),
    "networking": ("nic", "switch"),
    "network": ("nic", "switch"),
    "nic": ("nic",),
    "wired network adapter": ("nic",),
    "nvlink bridge": ("nvlink-bridge",),
    "nvlink": ("nvlink-bridge",),
    "riser": ("riser",),
    "risers": ("riser",),
    "adapter": ("riser", "cable", "carrier", "hba", "power-breakout"),
    "cable": ("cable", "riser"),
    "cables": ("cable", "riser"),
    "ups/pdu": ("ups", "pdu"),
    "ups": ("ups",),
    "pdu": ("pdu",),
    "radiator": ("radiator",),
    "pump": ("pump", "reservoir"),
    "reservoir": ("reservoir", "pump"),
    "fan": ("fan",),
    "fans": ("fan",),
    "case fan": ("fan",),
    "hba": ("hba",),
    "rack": ("rack",),
    "switch": ("switch",),
    "other": (),
    "custom": (),
    "misc": (),
}
_LABEL = re.compile(r"^\s*[-*•]?\s*\**([A-Za-z][A-Za-z /_-]{1,24}?)\**\s*[:：|\t]\s*(.*)$")
_BULLET = re.compile(r"^\s*(?:[-*•‣]|\d+[.)])\s+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_URL = re.compile(r"https?://\S+")
_PRICE = re.compile(
    r"[-–(]?\s*(?:[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:USD|EUR|GBP|€))\s*(?:@\s*[A-Za-z][\w .]*)?\s*\)?", re.IGNORECASE
)
_FRONT_COUNT = re.compile(r"^\s*(\d{1,3})\s*(?:[x×X*]|pcs\.?|pieces|units?|of)\s+(?=\S)|^\s*[x×](\d{1,3})\s+(?=\S)")
_GLUED_COUNT = re.compile(r"^\s*(\d{1,2})[x×](?=[A-Za-z])")
_BACK_COUNT = re.compile(r"\s*[(\[]?\s*(?:[x×]\s*(\d{1,3})|(\d{1,3})\s*(?:[x×]|pcs\.?|pieces|units))\s*[)\]]?\s*$")
_WORD_COUNT = re.compile(r"\b(?:qty|quantity)\.?\s*[:=]?\s*(\d{1,3})\b", re.IGNORECASE)
_NUMBER_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "dual": 2, "quad": 4}
_SPELT_COUNT = re.compile(r"^\s*(two|three|four|five|six|seven|eight|dual|quad)\s+(?=[A-Z0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that may name a part.

    `categories` are those that its label allows (empty: any); `quantity` is None when the line states none.
    """

    number: int
    text: str
    label: str
    categories: tuple[str, ...]
    quantity: int | None
    rest: str


def read_lines(text: str) -> list[Line]:
    """The lines with something on them.  Raises ValueError for a text that is longer than anybody's list."""
    raw = text.splitlines()
    if len(raw) > MOST_LINES:
        raise ValueError(
            f"The list has {len(raw):,} lines; {MOST_LINES} are read at most. Paste one machine at a time."
        )
    found = []
    for number, line in enumerate(raw, 1):
        if len(line) > LONGEST_LINE:
            raise ValueError(f"Line {number} has {len(line):,} characters; {LONGEST_LINE} are read at most.")
        if line.strip() and not _is_ornament(line):
            found.append(_read_line(number, line))
    return found


def _is_ornament(line: str) -> bool:
    """Markdown rules, table heads and headings carry no part."""
    bare = line.strip().strip("|").strip()
    if not re.search(r"[A-Za-z0-9]", bare):
        return True
    head = re.sub(r"[^a-z|,]", "", bare.lower())
    return head in {
        "type|item|price",
        "type|item|prices",
        "component|selection|prices",
        "category,name,quantity",
        "category,name,qty",
    }


def _read_line(number: int, line: str) -> Line:
    fields = _fields(line)
    label, body = _label(fields)
    body = _BULLET.sub("", body)
    body = _PRICE.sub(" ", _URL.sub(" ", _LINK.sub(r"\1", body))).replace("**", " ").strip(" |\t")
    quantity, body = _quantity(body)
    extra = [int(field) for field in fields[2:] if field.strip().isdigit() and 0 < int(field) <= 256]
    if quantity is None and extra:
        quantity = extra[0]
    return Line(number, line.strip(), label, LABELS.get(label, ()), quantity, re.sub(r"\s+", " ", body).strip())


def _fields(line: str) -> list[str]:
    """A Markdown table row or a CSV row as its fields; any other line as one field."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        return [field.strip().strip("*") for field in stripped.strip("|").split("|")]
    parts = next(csv.reader([stripped]), [stripped])
    if len(parts) >= 2 and _plain(parts[0]) in LABELS:
        return [field.strip() for field in parts]
    return [stripped]


def _label(fields: list[str]) -> tuple[str, str]:
    if len(fields) >= 2 and _plain(fields[0]) in LABELS:
        return _plain(fields[0]), fields[1]
    match = _LABEL.match(fields[0])
    if match and _plain(match.group(1)) in LABELS:
        return _plain(match.group(1)), match.group(2)
    return "", " ".join(fields)


def _plain(label: str) -> str:
    return re.sub(r"\s+", " ", label.strip(" *_-").lower())


def _quantity(body: str) -> tuple[int | None, str]:
    for pattern in (_FRONT_COUNT, _GLUED_COUNT, _BACK_COUNT, _WORD_COUNT):
        match = pattern.search(body)
        if match:
            count = int(next(group for group in match.groups() if group))
            if 0 < count <= 256:
                return count, (body[: match.start()] + " " + body[match.end() :]).strip(" -–,")
    match = _SPELT_COUNT.match(body)
    if match:
        return _NUMBER_WORDS[match.group(1).lower()], body[match.end() :]
    return None, body
