"""Whether a GPU moves its own air, and so whether it is a card for desktops with a display output."""

from __future__ import annotations

import re

from app.core.rig import Device
from app.core.rules._blocks import MODULES

# Product lines for desktops, as they stand in a card's name: all of them come with fans, or are made to do without
# (general knowledge).  Which kind of fan is another question, and a partner's choice.
_DESKTOP_LINES = re.compile(r"\b(geforce|gtx|radeon rx|rx \d{3,4}|arc [ab]\d{3}|titan (x|xp|rtx))\b", re.IGNORECASE)


def moves_own_air(gpu: Device) -> bool | None:
    """True for a card with fans or water of its own, False for a passive card or bare module, None when unknown."""
    if gpu.text("form_factor") in MODULES:
        return False
    cooling = gpu.text("cooling")
    if cooling is not None:
        return cooling != "passive"
    return True if _DESKTOP_LINES.search(gpu.label) else None
