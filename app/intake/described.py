"""Facts that a line states in words: "850 W", "2x 32GB DDR4-3600", "2U", "PCIe 4.0 riser".

Only what the words say, or what follows from them for every product of the kind, becomes a fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_WATTS = re.compile(r"(\d[\d,]{1,4})\s?(?:w|watts?)\b", re.IGNORECASE)
_KILOWATTS = re.compile(r"(\d(?:\.\d)?)\s?kw\b", re.IGNORECASE)
_GB = re.compile(r"(\d+(?:\.\d+)?)\s?(gb|gib|tb|tib)\b", re.IGNORECASE)
_DDR = re.compile(r"\b(?:lp)?ddr([345])x?(?:[- ]?(\d{3,5}))?", re.IGNORECASE)
_MTS = re.compile(r"\b(\d{4,5})\s?(?:mt/s|mhz|mts)\b", re.IGNORECASE)
_INNER_COUNT = re.compile(r"\b(\d{1,2})\s?[x×]\s?(\d+)\s?gb\b", re.IGNORECASE)
_RACK_UNITS = re.compile(r"\b(\d{1,2})\s?u\b", re.IGNORECASE)
_PCIE = re.compile(r"\b(?:pcie?|pci-e|gen)\s?(?:express\s)?(?:gen\s?)?([1-6])(?:\.0)?\b", re.IGNORECASE)
_LANES = re.compile(r"\b[x×](16|8|4|1)\b", re.IGNORECASE)
_LINK = re.compile(r"\b(?:in|on|at|is|runs?|slot|link|electrical(?:ly)?)\b[^,;]*?\b[x×](16|8|4|2|1)\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"(?:@|at|limit(?:ed)?(?: to)?|capped(?: (?:at|to))?|power[- ]limit(?:ed)?(?: to)?|-pl)"
    r"\s*:?\s*(\d{2,4})\s?(?:w|watts?)\b",
    re.IGNORECASE,
)
_GBE = re.compile(r"(\d{1,3})\s?(?:gbe|gbit/s|gbps|gb/s|g)\b", re.IGNORECASE)
_MM = re.compile(r"\b(80|92|120|140|180|200|240|280|360|420|480)\s?mm\b", re.IGNORECASE)
_REVISION = re.compile(r"\brev(?:ision)?\.?\s*(\d[\w.]*)", re.IGNORECASE)
_BIOS = re.compile(r"\bbios\s*(?:version\s*)?v?(\d[\w.]*)", re.IGNORECASE)
_GPU_MAKERS = (
    ("nvidia", r"nvidia|geforce|quadro|tesla|rtx|gtx|titan"),
    ("amd", r"radeon|instinct|amd"),
    ("intel", r"\barc\b|intel"),
)
LARGEST_MODULE_GIB = 256
LARGEST_ATX_FULL_RANGE_W = 1600
# A kit that is rated faster than any registered module of its generation was ever specified (JEDEC tables).
FASTEST_REGISTERED_MTS = {"ddr4": 3200}
MODULE_WORDS = (
    ("mrdimm", r"mrdimm"),
    ("lrdimm", r"lrdimm|load[- ]reduced"),
    ("rdimm", r"rdimm|registered|\breg\b"),
    ("ecc-so-dimm", r"ecc so-?dimm"),
    ("so-dimm", r"so-?dimm"),
    ("cudimm", r"cudimm"),
    ("ecc-udimm", r"ecc udimm|ecc unbuffered|unbuffered ecc"),
    ("udimm", r"udimm|unbuffered"),
)
CHIPSETS = (
    (r"\b(?:a320|b350|x370|b450|x470|a520|b550|x570s?)\b", {"socket": "AM4", "memory_generation": "ddr4"}),
    (r"\b(?:a620|b650e?|x670e?|b840|b850|x870e?)\b", {"socket": "AM5", "memory_generation": "ddr5"}),
    (r"\bx399\b", {"socket": "TR4", "memory_generation": "ddr4"}),
    (r"\btrx40\b", {"socket": "sTRX4", "memory_generation": "ddr4"}),
    (r"\bwrx80e?\b", {"socket": "sWRX8", "memory_generation": "ddr4"}),
    (r"\b(?:trx50|wrx90e?)\b", {"socket": "sTR5", "memory_generation": "ddr5"}),
    (r"\bx299\b", {"socket": "LGA2066", "memory_generation": "ddr4"}),
    (r"\bx99\b", {"socket": "LGA2011-3", "memory_generation": "ddr4"}),
    (r"\b(?:z790|z690|b760|b660|h770|h670|h610)\b", {"socket": "LGA1700"}),
    (r"\b(?:z890|b860|h810)\b", {"socket": "LGA1851", "memory_generation": "ddr5"}),
    (r"\b(?:z590|z490|b560|b460|h510)\b", {"socket": "LGA1200", "memory_generation": "ddr4"}),
    (r"\bw790\b", {"socket": "LGA4677", "memory_generation": "ddr5"}),
)


def describe(category: str, text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    """Facts that the text states for a part of the category, and the quantity that they hold for."""
    reader = _READERS.get(category)
    facts, count = reader(text, quantity) if reader else ({}, quantity or 1)
    return facts, count


def stated(category: str, text: str) -> dict[str, Any]:
    """Facts that a line adds to a part which the catalog already knows."""
    if category == "motherboard":
        found = {"revision": _first(_REVISION, text), "bios": _first(_BIOS, text)}
        return {name: value for name, value in found.items() if value}
    if category in ("gpu", "nic"):
        return _stated_link(text)
    return {}


def power_limit_w(text: str) -> float | None:
    """Watts that the line caps a card at."""
    match = _LIMIT.search(text)
    return float(match.group(1)) if match else None


def on_loop(text: str) -> bool:
    """Whether the line says that all of its cards are water-cooled."""
    return bool(
        re.search(r"water[- ]?(?:cooled|block)|custom loop|on (?:the|a) loop", text, re.IGNORECASE)
    ) and not re.search(r"\bone\b|\bair[- ]cooled", text, re.IGNORECASE)


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match.group(1) if match else None


def _stated_link(text: str) -> dict[str, Any]:
    if not re.search(r"slot|electrical|link|chipset", text, re.IGNORECASE):
        return {}
    lanes, gen = _LINK.search(text), _PCIE.search(text)
    facts: dict[str, Any] = {}
    if lanes:
        facts["link_lanes"] = int(lanes.group(1))
        if gen:
            facts["link_gen"] = int(gen.group(1))
    return facts


def _watts(text: str) -> float | None:
    match = _WATTS.search(text)
    if match:
        return float(match.group(1).replace(",", ""))
    match = _KILOWATTS.search(text)
    return float(match.group(1)) * 1000 if match else None


def _psu(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    facts: dict[str, Any] = {}
    forms = (
        ("sfx-l", r"sfx-l"),
        ("sfx", r"\bsfx\b"),
        ("crps", r"\bcrps\b"),
        ("proprietary", r"proprietary|dell|lenovo|\bhp"),
        ("atx", r"\batx\b"),
    )
    facts["form_factor"] = next((form for form, words in forms if re.search(words, lowered)), None)
    facts["efficiency"] = next((g for g in ("titanium", "platinum", "gold", "silver", "bronze") if g in lowered), None)
    if "redundant" in lowered or "hot-swap" in lowered:
        facts["redundant"] = True
    watts = _watts(text)
    if watts is not None and 100 <= watts <= 5000:
        low = 100 if watts <= LARGEST_ATX_FULL_RANGE_W and not facts.get("redundant") else 200
        facts["ratings"] = [{"volts_min": low, "volts_max": 240, "watts": watts}]
    facts["outputs"] = _stated_outputs(lowered)
    return _said(facts), quantity or 1


def _stated_outputs(lowered: str) -> list[dict[str, Any]] | None:
    """Connectors, when the line lists them: "24-pin, 2x EPS, no PCIe"."""
    if not re.search(r"24-pin|\beps\b|no pcie", lowered):
        return None
    outputs: list[dict[str, Any]] = [{"connector": "atx24", "count": 1}] if "24-pin" in lowered else []
    for name, words in (("eps8", r"eps"), ("pcie8", r"pcie(?: 8-pin)?|8-pin pcie")):
        match = re.search(rf"(\d+)\s?x\s?(?:{words})", lowered)
        if match:
            outputs.append({"connector": name, "count": int(match.group(1))})
    if not re.search(r"no pcie|\d\s?x\s?(?:pcie|8-pin pcie)", lowered):
        return None
    return outputs or None


def _memory(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    facts: dict[str, Any] = {}
    ddr = _DDR.search(lowered)
    if ddr:
        facts["generation"] = f"ddr{ddr.group(1)}"
    speed = (int(ddr.group(2)) if ddr and ddr.group(2) else None) or _speed(lowered)
    facts["speed_mts"] = speed if speed and speed >= 400 else None
    facts["module_type"] = next((kind for kind, words in MODULE_WORDS if re.search(words, lowered)), None)
    facts["ecc"] = False if "non-ecc" in lowered else True if re.search(r"\becc\b|rdimm|registered", lowered) else None
    if (
        facts["module_type"] is None
        and speed
        and speed > FASTEST_REGISTERED_MTS.get(facts.get("generation", ""), 10**6)
    ):
        facts["module_type"] = "udimm"
    if facts["module_type"] == "udimm" and facts["ecc"]:
        facts["module_type"] = "ecc-udimm"
    count = _memory_size(lowered, quantity, facts)
    return _said(facts), count


def _speed(lowered: str) -> int | None:
    match = _MTS.search(lowered)
    return int(match.group(1)) if match else None


def _memory_size(lowered: str, quantity: int | None, facts: dict[str, Any]) -> int:
    """Fill in module or total size; answers how many modules the line is for.

    "8x 32 GB" are modules.  "256 GB" alone, or a kit, is a total whose modules nobody counted.
    """
    inner = _INNER_COUNT.search(lowered)
    if inner and quantity is None:
        facts["capacity_gib"] = float(inner.group(2))
        return int(inner.group(1))
    size = _GB.search(lowered)
    if size is None:
        return quantity or 1
    gib = float(size.group(1)) * (1024 if size.group(2).startswith("t") else 1)
    if inner:
        facts["capacity_gib"] = float(inner.group(2))
        facts["kit_modules"] = int(inner.group(1))
        return quantity or 1
    if "kit" in lowered or ((quantity or 1) == 1 and not re.search(r"\bmodule|\bstick|\bsingle\b", lowered)):
        facts["total_gib"] = gib
    elif gib <= LARGEST_MODULE_GIB:
        facts["capacity_gib"] = gib
    return quantity or 1


def _storage(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    facts: dict[str, Any] = {}
    if re.search(r"\bu\.?3\b", lowered):
        facts["form"], facts["protocol"] = "u3", "nvme"
    elif re.search(r"\bu\.?2\b", lowered):
        facts["form"], facts["protocol"] = "u2", "nvme"
    elif re.search(r"m\.2|m2_|nvme", lowered):
        facts["protocol"] = "nvme"
        facts["form"] = "m2-2280" if re.search(r"m\.2|m2_|ssd", lowered) else None
    elif "sata" in lowered and "ssd" in lowered:
        facts["form"], facts["protocol"] = "sata25", "sata"
    elif re.search(r"\bhdd\b|hard (?:disk|drive)", lowered):
        facts["form"], facts["protocol"], facts["rotating"] = "hdd35", "sata", True
    elif re.search(r"\bsas\b", lowered):
        facts["protocol"] = "sas"
    gen = _PCIE.search(lowered) or re.search(r"\bgen\s?([345])\b", lowered)
    if gen and facts.get("protocol") == "nvme":
        facts["pcie_gen"] = int(gen.group(1))
    size = _GB.search(lowered)
    if size:
        facts["capacity_gb"] = float(size.group(1)) * (1000 if size.group(2).startswith("t") else 1)
    return _said(facts), quantity or 1


def _gpu(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    facts: dict[str, Any] = {"vendor": next((name for name, words in _GPU_MAKERS if re.search(words, lowered)), None)}
    size = _GB.search(lowered)
    if size and size.group(2).startswith("g"):
        facts["memory_gb"] = float(size.group(1))
    if re.search(r"\bsxm([2-6])\b", lowered):
        facts["form_factor"] = re.search(r"\bsxm([2-6])\b", lowered).group(0)  # type: ignore[union-attr]
    if "blower" in lowered:
        facts["cooling"] = "blower"
    elif re.search(r"open[- ]air|axial", lowered):
        facts["cooling"] = "axial"
    elif "passive" in lowered:
        facts["cooling"] = "passive"
    return _said(facts), quantity or 1


def _cpu(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    watts = _watts(text)
    return _said({"tdp_w": watts if watts and watts <= 1000 else None}), quantity or 1


def _motherboard(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    facts: dict[str, Any] = {}
    for pattern, known in CHIPSETS:
        if re.search(pattern, lowered):
            facts.update(known)
            break
    if "square ilm" in lowered or "narrow ilm" in lowered:
        facts["socket_mount"] = "square" if "square" in lowered else "narrow"
    ddr = _DDR.search(lowered)
    if ddr:
        facts["memory_generation"] = f"ddr{ddr.group(1)}"
    facts.update(stated("motherboard", text))
    return _said(facts), quantity or 1


def _chassis(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    facts: dict[str, Any] = {}
    units = _RACK_UNITS.search(lowered)
    if units and int(units.group(1)) <= 10:
        facts["rack_units"] = float(units.group(1))
        facts["kind"] = "server" if "server" in lowered else "rack"
    if re.search(r"open[- ](?:bench|frame|air)|mining frame|aluminium[- ]profile|test bench", lowered):
        facts["kind"] = "open-frame"
    elif "tower" in lowered:
        facts["kind"] = "tower"
    if re.search(r"front[- ]to[- ]back|fan wall|engineered airflow", lowered):
        facts["fan_wall"] = True
    if re.search(r"no psu bay|picopsu|dc[- ]input", lowered):
        facts["psu_bays"] = 0
    if re.search(r"sas/sata[- ]only", lowered):
        facts["drive_bays"] = [{"type": "sas25", "count": 1, "protocols": ["sas", "sata"]}]
    return _said(facts), quantity or 1


def _riser(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    gen = _PCIE.search(lowered)
    facts: dict[str, Any] = {"pcie_gen": int(gen.group(1)) if gen else None}
    if re.search(r"bifurcat|split", lowered):
        facts["kind"] = "bifurcation"
    elif re.search(r"usb riser|mining riser|x1 riser", lowered):
        facts["kind"] = "usb-riser"
        facts["host_lanes"] = 1
    elif re.search(r"riser|extension|extender|ribbon|vertical", lowered):
        facts["kind"] = "ribbon"
    return _said(facts), quantity or 1


def _cable(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    facts: dict[str, Any] = {}
    match = re.search(r"(\d)\s?x\s?(?:pcie )?8-pin(?: pcie)? to (?:12vhpwr|12v-?2x6|16-pin)", lowered)
    if match:
        facts = {"kind": "power-adapter", "input": "pcie8", "input_count": int(match.group(1)), "output": "pcie16"}
    elif re.search(r"8-pin.* to .*(?:eps|cpu)", lowered):
        facts = {"kind": "power-adapter", "input": "pcie8", "input_count": 2, "output": "eps8"}
    elif "add2psu" in lowered or "psu sync" in lowered:
        facts = {"kind": "sync"}
    elif re.search(r"power extension|pin.*extension", lowered):
        facts = {"kind": "power-extension"}
    return facts, quantity or 1


def _nic(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    facts: dict[str, Any] = {}
    if "m.2" in lowered:
        facts["form"] = "m2"
    if "infiniband" in lowered:
        facts["protocols"] = ["infiniband"]
    speed = _GBE.search(lowered)
    if speed:
        gbps = float(speed.group(1))
        form = {1: "rj45", 10: "sfp+", 25: "sfp28", 40: "qsfp+", 100: "qsfp28", 200: "qsfp56"}.get(int(gbps))
        if form:
            ports = 2 if re.search(r"dual|2[- ]?port|2 ?x", lowered) else 1
            facts["ports"] = [{"form": "rj45" if "base-t" in lowered else form, "gbps": gbps, "count": ports}]
    return facts, quantity or 1


def _fan(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    size = _MM.search(text)
    return ({"size_mm": int(size.group(1))} if size else {}), quantity or 1


def _radiator(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    facts = _metals(text)
    size = _MM.search(text)
    if size:
        total = int(size.group(1))
        fan = 140 if total % 140 == 0 else 120 if total % 120 == 0 else total
        facts |= {"fan_mm": fan, "fan_positions": total // fan}
    return facts, quantity or 1


def _gpu_block(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    facts = _metals(text)
    if re.search(r"water|cold ?plate|loop", lowered):
        facts["kind"] = "water"
    elif re.search(r"shroud|blower|duct|heatsink", lowered):
        facts["kind"] = "shroud"
    return facts, quantity or 1


def _metals(text: str) -> dict[str, Any]:
    lowered = text.lower()
    names = (("aluminium", r"alumin"), ("copper", r"copper"), ("nickel", r"nickel"), ("brass", r"brass"))
    found = [metal for metal, words in names if re.search(words, lowered)]
    return {"metals": found} if found else {}


def _wet(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    return _metals(text), quantity or 1


def _cooler(text: str, quantity: int | None) -> tuple[dict[str, Any], int]:
    lowered = text.lower()
    size = _MM.search(lowered)
    if re.search(r"aio|liquid|water", lowered) and size:
        total = int(size.group(1))
        fan = 140 if total % 140 == 0 else 120
        return {"kind": "aio", "radiator_fan_mm": fan, "radiator_fans": total // fan}, quantity or 1
    return {}, quantity or 1


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}


_Reader = Callable[[str, "int | None"], tuple[dict[str, Any], int]]
_READERS: dict[str, _Reader] = {
    "psu": _psu,
    "memory": _memory,
    "storage": _storage,
    "gpu": _gpu,
    "cpu": _cpu,
    "motherboard": _motherboard,
    "chassis": _chassis,
    "riser": _riser,
    "cable": _cable,
    "nic": _nic,
    "fan": _fan,
    "radiator": _radiator,
    "gpu-block": _gpu_block,
    "cpu-block": _wet,
    "pump": _wet,
    "cpu-cooler": _cooler,
}
