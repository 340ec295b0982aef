"""The words and second cues that go with every colour: nothing on a page is said by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.parts import Basis
from app.core.report import Area, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Cue:
    """A state as the page shows it: CSS class, sign, word, a sentence, and how a finding stands to its rule's title."""

    tone: str
    sign: str
    word: str
    sentence: str = ""
    relation: str = ""


SEVERITY_CUES: Mapping[Severity, Cue] = {
    Severity.ERROR: Cue("error", "✕", "Error", relation="not met"),
    Severity.WARNING: Cue("warning", "!", "Warning", relation="not fully met"),
    Severity.UNKNOWN: Cue("unknown", "?", "Unknown", relation="can't tell"),
    Severity.INFO: Cue("info", "i", "Note", relation="about"),
}

VERDICT_CUES: Mapping[Verdict, Cue] = {
    Verdict.FAIL: Cue("error", "✕", "fail", "This rig will not work as listed."),
    Verdict.UNKNOWN: Cue("unknown", "?", "unknown", "A missing fact could still be an error."),
    Verdict.WARN: Cue("warning", "!", "warn", "It works, with the warnings below."),
    Verdict.PASS: Cue("pass", "✓", "pass", "Everything that was checked is fine."),
}

PASS_CUE = Cue("pass", "✓", "Fine")
IDLE_CUE = Cue("idle", "·", "Nothing judged yet")

BASIS_WORDS: Mapping[Basis, str] = {
    Basis.VENDOR: "the maker says so",
    Basis.THIRD_PARTY: "a third party says so",
    Basis.GENERAL: "general knowledge",
    Basis.USER: "you said so",
}

AREA_WORDS: Mapping[Area, str] = {
    Area.PCIE_GEN: "PCIe generation",
    Area.PCIE_LANES: "PCIe lanes",
    Area.SLOT_FIT: "slot fit",
    Area.SOCKET: "socket",
    Area.MEMORY: "memory",
    Area.POWER_CONNECTOR: "power connector",
    Area.PSU_WATTS: "PSU watts",
    Area.PSU_REDUNDANCY: "PSU redundancy",
    Area.CIRCUIT: "circuit",
    Area.COOLING_INTERFACE: "cooling interface",
    Area.COOLING_CAPACITY: "cooling capacity",
    Area.CHASSIS_FIT: "chassis fit",
    Area.NVLINK: "NVLink",
    Area.NETWORK: "network",
    Area.FIRMWARE_DRIVER: "firmware and drivers",
    Area.STORAGE: "storage",
}

GAUGE_AREAS: Mapping[str, tuple[Area, ...]] = {
    "Fit": (Area.SLOT_FIT, Area.CHASSIS_FIT, Area.SOCKET, Area.MEMORY, Area.STORAGE),
    "PCIe": (Area.PCIE_GEN, Area.PCIE_LANES, Area.NVLINK, Area.NETWORK),
    "Power": (Area.POWER_CONNECTOR, Area.PSU_WATTS, Area.PSU_REDUNDANCY, Area.CIRCUIT),
    "Cooling": (Area.COOLING_INTERFACE, Area.COOLING_CAPACITY),
    "Firmware": (Area.FIRMWARE_DRIVER,),
}
