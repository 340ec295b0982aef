"""What a tool saw: one device, in the tool's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_NAME = 200
# What firmware says where its maker wrote nothing.
_NOTHING = re.compile(
    r"^(?:|-+|none|n/?a|unknown|undefined|not (?:specified|available|provided|present)|no dimm|default string|"
    r"to be filled by o\.?e\.?m\.?|o\.?e\.?m\.?|system (?:manufacturer|product name|version)|empty|0+x?0*|\[empty\])$",
    re.IGNORECASE,
)


class MachineTextError(ValueError):
    """A tool's text that can't be read; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One device; `categories` are those that it can be of, `name` the words that may name a part of the catalog.

    `address` is a PCI device's ("0000:01:00.0"), `pci_id` its vendor and device ("10de:2204"), `uuid` an NVIDIA GPU's
    own.  `maker` made the board, where the tool tells that apart from the chip's.  `is_certain` is False for what may
    as well be soldered to the board, or for a name that tells the controller and not the product.
    """

    line: int
    text: str
    categories: tuple[str, ...]
    name: str
    tool: str
    address: str = ""
    pci_id: str = ""
    uuid: str = ""
    maker: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    power_limit_w: float | None = None
    quantity: int = 1
    is_certain: bool = True

    @property
    def category(self) -> str:
        """The likeliest category."""
        return self.categories[0]


def said(value: object) -> str:
    """What a field says, "" where it says nothing."""
    text = " ".join(str(value).split())[:LONGEST_NAME] if isinstance(value, str | int) else ""
    return "" if _NOTHING.match(text) else text


def full_address(written: str) -> str:
    """ "1:00.0" is not written by any tool, but "01:00.0" and "00000000:01:00.0" both mean "0000:01:00.0"."""
    domain, _, rest = written.lower().rpartition(":")
    head, _, bus = domain.rpartition(":")
    return f"{int(head or '0', 16):04x}:{bus}:{rest}"
