"""Whatever people paste or upload: a machine's own words, or a parts list."""

from __future__ import annotations

from app.core.parts import Catalog
from app.intake.bbcode import without_bbcode
from app.intake.machine import is_machine_text, read_machine
from app.intake.partslist import Imported, read_parts_list


def read_pasted(text: str, catalog: Catalog) -> Imported:
    """Read a text.  Raises ValueError, with a sentence, for one that is too long or not whole."""
    if is_machine_text(text):
        return read_machine(text, catalog)
    return read_parts_list(without_bbcode(text), catalog)
