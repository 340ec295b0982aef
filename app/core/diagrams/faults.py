"""Where a picture has to show trouble: the worst of what the findings of some areas say about each device."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.core.diagrams.scene import TONE_RANK, Tone
from app.core.report import Area, Finding, Severity

SLOT_AREAS = frozenset({Area.SLOT_FIT, Area.PCIE_LANES, Area.PCIE_GEN, Area.CHASSIS_FIT, Area.NVLINK, Area.STORAGE})
POWER_AREAS = frozenset({Area.POWER_CONNECTOR, Area.PSU_WATTS, Area.PSU_REDUNDANCY, Area.CIRCUIT})
LOOP_AREAS = frozenset({Area.COOLING_INTERFACE, Area.COOLING_CAPACITY})

_TONES: Mapping[Severity, Tone] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.UNKNOWN: "unknown",
    Severity.INFO: "plain",
}


class Faults:
    """Findings by device; one about an item is about each of its devices."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._worst: dict[str, Tone] = {}
        for finding in findings:
            tone = _TONES[finding.severity]
            for name in finding.parts:
                if TONE_RANK[tone] > TONE_RANK[self._worst.get(name, "plain")]:
                    self._worst[name] = tone

    def tone(self, device: str) -> Tone:
        """The worst that is said of a device, or of the item that it is a unit of."""
        own, item = self._worst.get(device, "plain"), self._worst.get(device.partition("#")[0], "plain")
        return max(own, item, key=TONE_RANK.__getitem__)


def within(findings: Iterable[Finding], areas: frozenset[Area]) -> Faults:
    """The findings of some areas."""
    return Faults(finding for finding in findings if finding.area in areas)


def by_rule(findings: Iterable[Finding], rule: str) -> Faults:
    """The findings of one rule."""
    return Faults(finding for finding in findings if finding.rule == rule)
