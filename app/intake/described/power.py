"""Power supplies, UPSes and power cables."""

from __future__ import annotations

import re
from typing import Any

from app.intake.described.patterns import first_that_fits, said, watts_in

LEAST_PSU_W, MOST_PSU_W = 100, 5000
# Retail supplies up to here give their watts at 100-240 V; what larger ones and servers' modules give below 200 V is
# on their labels alone.
LARGEST_FULL_RANGE_W = 1600
LARGEST_FULL_RANGE_MODULE_W = 800
_FORMS = (
    ("sfx-l", r"\bsfx-l\b"),
    ("sfx", r"\bsfx\b"),
    ("flex-atx", r"\bflex[- ]?atx\b"),
    ("tfx", r"\btfx\b"),
    ("m-crps", r"\bm-crps\b"),
    ("crps", r"\bcrps\b"),
    ("proprietary", r"\bproprietary\b|\bdell\b|\blenovo\b|\bhpe?\b|\bcommon[- ]slot\b"),
    ("atx", r"\batx\b"),
)
_GRADES = ("titanium", "platinum", "gold", "silver", "bronze")
_ATX_VERSIONS = (("3.1", r"\batx ?3\.1\b"), ("3.0", r"\batx ?3\.0\b"))
_MODULE = re.compile(
    r"\bredundant\b|\bhot[- ]?swap|\bcrps\b|\bserver\b|\bproprietary\b|"
    r"\bdell\b|\blenovo\b|\bhpe?\b|\bsupermicro\b|\bdps-\d"
)
# Supplies carry their watts in their model names: "GX-850", "RM1000x", "SuperNOVA 1300 G2".
_NAMED_WATTS = re.compile(r"(?<!\d)([3-9]50|[4-9]00|1[0-9][05]0|2[0-9][05]0|3000)(?!\d)")


def psu(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a power supply."""
    lowered = text.lower()
    module = _MODULE.search(lowered) is not None
    facts: dict[str, Any] = {
        "form_factor": first_that_fits(lowered, _FORMS),
        "efficiency": next((grade for grade in _GRADES if re.search(rf"\b{grade}\b", lowered)), None),
        "atx_version": first_that_fits(lowered, _ATX_VERSIONS),
        "redundant": True if re.search(r"\bredundant\b|\bhot[- ]?swap", lowered) else None,
        "outputs": _outputs(lowered),
    }
    watts = watts_in(text) or _watts_by_name(lowered)
    if watts is not None and LEAST_PSU_W <= watts <= MOST_PSU_W:
        full_range = watts <= (LARGEST_FULL_RANGE_MODULE_W if module else LARGEST_FULL_RANGE_W)
        facts["ratings"] = [{"volts_min": 100 if full_range else 200, "volts_max": 240, "watts": watts}]
    return said(facts), quantity or 1


def _watts_by_name(lowered: str) -> float | None:
    """Watts from the model's name, where one number in it can be nothing else."""
    bare = re.sub(r"\([^()]*\)|\b\d+(?:\.\d+)?\s?(?:mm|cm|v|va|a|mah|rpm)\b|\b20[12]\d\b", " ", lowered)
    found = set(_NAMED_WATTS.findall(bare))
    return float(found.pop()) if len(found) == 1 else None


def _outputs(lowered: str) -> list[dict[str, Any]] | None:
    """Connectors, when the line lists them all: "24-pin, 2x EPS, no PCIe"."""
    if not re.search(r"\bno pcie\b|\d\s?[x×]\s?(?:pcie|8-pin pcie)", lowered):
        return None
    outputs: list[dict[str, Any]] = [{"connector": "atx24", "count": 1}] if "24-pin" in lowered else []
    for name, words in (("eps8", r"eps"), ("pcie8", r"pcie(?: 8-pin)?|8-pin pcie")):
        match = re.search(rf"(?<!\d)([1-9]\d?)\s?[x×]\s?(?:{words})", lowered)
        if match:
            outputs.append({"connector": name, "count": int(match.group(1))})
    return outputs or None


def ups(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a UPS."""
    volt_amperes = re.search(r"(?<![\d.])(\d{3,5})\s?va\b", text, re.IGNORECASE)
    facts = {"watts": watts_in(text), "va": float(volt_amperes.group(1)) if volt_amperes else None}
    return said(facts), quantity or 1


def pdu(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a power strip for racks."""
    lowered = text.lower()
    amps, volts = re.search(r"(?<![\d.])(\d{2})\s?a\b", lowered), re.search(r"(?<![\d.])(\d{3})\s?v\b", lowered)
    facts = {
        "rated_a": float(amps.group(1)) if amps else None,
        "volts": float(volts.group(1)) if volts else None,
        "input_plug": next(iter(re.findall(r"\b(?:l?(?:5|6|14|15|21)-\d{2}p?|c14|c20)\b", lowered)), None),
    }
    return said(facts), quantity or 1


_SIXTEEN = r"(?:12vhpwr|12v-?2x6|16-pin)"
_MEDIA = (
    ("active-optical", r"\baoc\b|\bactive optical"),
    ("active-copper", r"\ba[ce]c\b|\bactive copper"),
    ("passive-copper", r"\bdac\b|\btwinax|\bpassive copper"),
)
_EIGHT = r"(?:pcie )?(?:8|6\+2)-pin(?: pcie)?"


def cable(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts of a power cable or adapter, or of a network cable; others say nothing that a rule reads."""
    lowered = text.lower()
    match = re.search(rf"(?<!\d)(\d|dual|triple|quad)\s?[x×]?\s?{_EIGHT} to (?:1\s?x\s?)?{_SIXTEEN}", lowered)
    if match:
        count = {"dual": 2, "triple": 3, "quad": 4}.get(match.group(1)) or int(match.group(1))
        return _adapter("pcie8", count, "pcie16") if count else {}, quantity or 1
    match = re.search(rf"(?<!\d)(2\s?[x×]\s?|dual |1\s?[x×]\s?)?{_EIGHT}.* to .*\b(?:eps|cpu)", lowered)
    if match:
        doubled = bool(match.group(1)) and match.group(1).strip()[0] in "2d"
        facts = {"kind": "power-adapter", "input": "pcie8", "output": "eps8"}
        return facts | ({"input_count": 2} if doubled else {}), quantity or 1
    if re.search(r"\badd2psu\b|\bpsu sync|\bdual psu\b", lowered):
        return {"kind": "sync"}, quantity or 1
    if re.search(r"\bpower extension|\bpin\b.*\bextension", lowered):
        return {"kind": "power-extension"}, quantity or 1
    if re.search(r"\b(?:mcio|slimsas|oculink|u\.[23]|sff-\d{4})\b", lowered):
        return {"kind": "data"}, quantity or 1
    network = re.search(r"\b(qsfp56|qsfp28|qsfp112|qsfp\+|sfp28|sfp\+|osfp)(?!\w)", lowered)
    if network:
        return _network_cable(lowered, network.group(1)), quantity or 1
    return {}, quantity or 1


def _network_cable(lowered: str, plug: str) -> dict[str, Any]:
    metres = re.search(r"(?<![\d.])(\d{1,3}(?:\.\d)?)\s?m(?:et(?:er|re)s?)?\b", lowered)
    length_mm = float(metres.group(1)) * 1000 if metres else None
    medium = first_that_fits(lowered, _MEDIA)
    return said({"kind": "network", "network_form": plug, "medium": medium, "length_mm": length_mm})


def _adapter(plug: str, count: int, output: str) -> dict[str, Any]:
    return {"kind": "power-adapter", "input": plug, "input_count": count, "output": output}
