"""Chassis.

Left out: drive bays, because a chassis that lists none of one kind would say that it takes none.
"""

from __future__ import annotations

import re
from typing import Any

from app.intake.opendb.boards import FORM_FACTORS as BOARDS
from app.intake.opendb.power import FORM_FACTORS as SUPPLIES
from app.intake.opendb.record import Record

KINDS = (("Tower", "tower"), ("Desktop", "desktop"), ("HTPC", "desktop"), ("Test Bench", "open-frame"))
# More than that is the sum of the slots behind the board and of those beside it, which no board reaches.
MOST_SLOTS = {"ATX": 8, "EATX": 8, "Micro ATX": 5, "Mini ITX": 3}
SIDES = ("width", "height", "depth")


def read_chassis(record: Record) -> dict[str, Any]:
    """The facts of a chassis."""
    written = record.text("form_factor") or ""
    kind = next((word for ending, word in KINDS if written.endswith(ending)), None)
    sides = _sides(record, kind)
    return {
        "kind": kind,
        **{f"{side}_mm": size for side, size in sides.items()},
        "board_form_factors": _boards(record, written),
        "expansion_slots": _slots(record, written),
        "gpu_max_length_mm": _card_length(record, sides),
        "cpu_cooler_max_mm": _cooler_height(record, kind, sides),
        "psu_form_factors": _supplies(record),
        "psu_max_length_mm": record.number("max_psu_length"),
    }


def _sides(record: Record, kind: str | None) -> dict[str, float]:
    """Width, height and depth, where all that the record says of them agrees."""
    sides = {side: size for side in SIDES if (size := record.number("dimensions_mm", side)) is not None}
    written = sorted(float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", record.text("dimensions") or ""))
    if len(sides) == len(written) == len(SIDES):
        agree = all(abs(one - other) < 1 for one, other in zip(sorted(sides.values()), written, strict=True))
        if not agree:
            record.doubt("two sizes of one chassis")
            return {}
    if kind == "tower" and sides.get("width", 0) > sides.get("height", float("inf")):
        record.doubt("tower wider than high")
        return {}
    return sides


def _boards(record: Record, written: str) -> list[str] | None:
    listed = record.texts("supported_motherboard_form_factors")
    known = sorted({BOARDS[text] for text in listed if text in BOARDS})
    own = {"ATX": "atx", "EATX": "e-atx", "Micro": "micro-atx", "Mini": "mini-itx"}.get(written.partition(" ")[0])
    if known and own is not None and own not in known:
        record.doubt("chassis that does not take the boards it is named for")
        return None
    return known or None


def _slots(record: Record, written: str) -> int | None:
    slots = record.count("expansion_slots")
    most = next((most for size, most in MOST_SLOTS.items() if written.startswith(f"{size} ")), None)
    if slots is not None and most is not None and slots > most:
        record.doubt("more slots than a chassis of its kind has")
        return None
    return slots


def _card_length(record: Record, sides: dict[str, float]) -> float | None:
    length_mm = record.number("max_video_card_length")
    if length_mm is not None and len(sides) == len(SIDES) and length_mm > max(sides.values()):
        record.doubt("card longer than the chassis")
        return None
    return length_mm


def _cooler_height(record: Record, kind: str | None, sides: dict[str, float]) -> float | None:
    height_mm = record.number("max_cpu_cooler_height")
    if height_mm is not None and kind == "tower" and height_mm >= sides.get("width", float("inf")):
        record.doubt("cooler higher than the chassis is wide")
        return None
    return height_mm


def _supplies(record: Record) -> list[str] | None:
    listed = record.texts("supported_power_supply_form_factors")
    known = sorted({SUPPLIES[text] for text in listed if text in SUPPLIES})
    return known if known and all(text in SUPPLIES for text in listed) else None
