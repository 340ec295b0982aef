"""Power supplies.

The database doesn't say at which mains a supply's watts hold.  They are taken for what the parts-list reader takes
supplies of that size for, and pass as general knowledge.
"""

from __future__ import annotations

import re
from typing import Any

from app.intake.described.power import LARGEST_FULL_RANGE_W
from app.intake.opendb.record import Record

FORM_FACTORS = {"ATX": "atx", "ATX/EPS": "atx", "SFX": "sfx", "SFX-L": "sfx-l", "TFX": "tfx", "Flex ATX": "flex-atx"}
GRADES = {
    "80+": "white",
    "80+ White": "white",
    "80+ Standard": "white",
    "80+ Bronze": "bronze",
    "80+ Silver": "silver",
    "80+ Gold": "gold",
    "80+ Platinum": "platinum",
    "80+ Titanium": "titanium",
}
OUTPUTS = (
    ("atx_24_pin", "atx24"),
    ("eps_8_pin", "eps8"),
    ("pcie_6_plus_2_pin", "pcie8"),
    ("pcie_12vhpwr", "pcie16"),
    ("sata", "sata"),
    ("molex_4_pin", "molex"),
)
SHORTEST_ATX_MM, LONGEST_SFX_MM = 120, 110
NAMED_WATTS = re.compile(r"\b(\d{3,4}) ?W\b")
NAMED_GRADE = re.compile(r"\b(bronze|silver|gold|platinum|titanium)\b", re.IGNORECASE)
SIXTEEN_PIN = r"ATX ?3|12VHPWR|12V-?2x6|PCI-?e? ?(gen ?)?5|gen ?5"
BIG_W, FEWEST_BIG_PLUGS = 1000, 4  # one of 16 pins counts as two


def read_psu(record: Record) -> dict[str, Any]:
    """The facts of a supply."""
    watts = _watts(record)
    form_factor = _form_factor(record)
    version = re.search(r"ATX ?v?(3\.[01])\b", record.name, re.IGNORECASE)
    return {
        "form_factor": form_factor,
        "ratings": _ratings(watts),
        "efficiency": _grade(record),
        "atx_version": version.group(1) if version else None,
        "length_mm": _length(record, form_factor),
        "outputs": _outputs(record, watts),
    }


def _ratings(watts: float | None) -> list[dict[str, Any]] | None:
    if watts is None:
        return None
    return [{"volts_min": 100 if watts <= LARGEST_FULL_RANGE_W else 200, "volts_max": 240, "watts": watts}]


def _watts(record: Record) -> float | None:
    watts = record.number("wattage")
    named = {int(figure) for figure in NAMED_WATTS.findall(record.name)}
    if watts is not None and named and watts not in named:
        record.doubt("watts that the name contradicts")
        return None
    return watts


def _form_factor(record: Record) -> str | None:
    form_factor = FORM_FACTORS.get(record.text("form_factor") or "")
    if form_factor in ("atx", "sfx") and record.says(r"SFX-?L\b"):
        record.doubt("form factor that the name contradicts")
        return None
    length_mm = record.number("length")
    if form_factor == "sfx" and length_mm is not None and length_mm > LONGEST_SFX_MM:
        record.doubt("SFX supply longer than SFX is")
        return None
    return form_factor


def _grade(record: Record) -> str | None:
    grade = GRADES.get(record.text("efficiency_rating") or "")
    # "80+ White" is often the colour of a supply whose grade nobody wrote down.
    named = {word.lower() for word in re.findall(r"80\s?(?:\+|plus) (\w+)", record.name, re.IGNORECASE)}
    graded = {word for word in named if NAMED_GRADE.fullmatch(word)}
    if grade and graded and grade not in graded:
        record.doubt("80 PLUS grade that the name contradicts")
        return None
    return grade


def _length(record: Record, form_factor: str | None) -> float | None:
    length_mm = record.number("length")
    if length_mm is not None and form_factor == "atx" and length_mm < SHORTEST_ATX_MM:
        record.doubt("ATX supply shorter than its own plugs and fan")
        return None
    return length_mm


def _outputs(record: Record, watts: float | None) -> list[dict[str, Any]] | None:
    """The plugs, all or none: a list that lacks one kind would say that the supply doesn't have it."""
    counts = {connector: record.plugs("connectors", key) for key, connector in OUTPUTS}
    if not (counts["atx24"] and counts["eps8"] and counts["sata"] and (counts["pcie8"] or counts["pcie16"])):
        record.doubt("supply without EPS, PCIe or SATA plugs")
        return None
    few = counts["pcie8"] == 1 or counts["pcie8"] + 2 * counts["pcie16"] < FEWEST_BIG_PLUGS
    if few and watts is not None and watts >= BIG_W:
        record.doubt("fewer PCIe plugs than the watts ask for")
        return None
    if not counts["pcie16"] and record.says(SIXTEEN_PIN):
        record.doubt("16-pin plug that only the name tells of")
        return None
    return [{"connector": connector, "count": count} for connector, count in counts.items() if count]
