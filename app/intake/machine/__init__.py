"""What a machine says of itself, as items: lspci, dmidecode, nvidia-smi and lshw, one after the other or all at once.

Each tool has a reader of its own, which answers what it saw (`Sighting`); `combine` makes one list of what several
tools saw of the same machine, and `Resolver` finds the parts of the catalog.  Bridges, USB, audio and whatever else
sits on the board is passed over; a GPU never is.
"""

from __future__ import annotations

import re

from app.core.parts import Catalog
from app.intake.machine import dmidecode, lshw, lspci, nvidia_smi
from app.intake.machine.combining import combine
from app.intake.machine.resolving import Resolver
from app.intake.machine.sightings import MachineTextError
from app.intake.partslist import Imported, ImportedItem, Unmatched, read_parts_list

__all__ = ["MachineTextError", "is_machine_text", "read_machine"]

MOST_LINES = 40_000  # eight cards under `lspci -vvv` are 10,000
MOST_CHARACTERS = 2_000_000
MOST_SIGHTINGS = 1_000
LONGEST_LINE = 1_000  # read of each line of lspci, dmidecode and nvidia-smi
_SIGNS = (*lspci.SIGNS, *dmidecode.SIGNS, *nvidia_smi.SIGNS)
_TOOLS = re.compile(r"\b(?:lspci|dmidecode|nvidia-smi|lshw)\b")


def is_machine_text(text: str) -> bool:
    """Whether one of the tools wrote some of the text."""
    return any(_is_sign(line) for line in _lines_of(text)) or lshw.start_of(text) is not None


def read_machine(text: str, catalog: Catalog) -> Imported:
    """The machine's parts, and what was seen and not found.  Lines before the tools' are read as a parts list.

    Raises MachineTextError, with a sentence, for a text that is too long or whose JSON is not whole.
    """
    lines = _lines_of(text)
    if len(lines) > MOST_LINES or len(text) > MOST_CHARACTERS:
        raise MachineTextError(
            f"The text has {len(lines):,} lines; {MOST_LINES:,} are read at most. Paste one machine at a time."
        )
    sightings = [*nvidia_smi.read(lines), *lspci.read(lines), *dmidecode.read(lines), *lshw.read(text)]
    if len(sightings) > MOST_SIGHTINGS:
        raise MachineTextError(
            f"The text tells of {len(sightings):,} devices; {MOST_SIGHTINGS:,} are read at most. "
            "Paste one machine at a time."
        )
    resolver = Resolver(catalog)
    found = [resolver.resolve(sighting) for sighting in combine(sightings)]
    typed = _typed_before(lines, catalog)
    items = [*typed.items, *(one for one in found if isinstance(one, ImportedItem))]
    unmatched = [*typed.unmatched, *(one for one in found if isinstance(one, Unmatched))]
    return Imported(
        tuple(sorted(items, key=lambda item: item.line)), tuple(sorted(unmatched, key=lambda line: line.line))
    )


def _typed_before(lines: list[str], catalog: Catalog) -> Imported:
    """What somebody typed before the first tool's text; prompts and headings that name a tool are not parts."""
    first = next((place for place, line in enumerate(lines) if _is_sign(line) or _opens_json(line)), 0)
    typed = ("" if _TOOLS.search(line) else line for line in lines[:first])
    return read_parts_list("\n".join(typed), catalog)


def _lines_of(text: str) -> list[str]:
    return [line[:LONGEST_LINE] for line in text.splitlines()]


def _is_sign(line: str) -> bool:
    return any(sign.match(line) for sign in _SIGNS)


def _opens_json(line: str) -> bool:
    return line.lstrip()[:1] in ("{", "[")
