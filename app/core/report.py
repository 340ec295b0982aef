"""What the checker says: outcomes that rules yield, and the report made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from app.core.parts import BASIS_RANK, Basis, Source


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    UNKNOWN = "unknown"


SEVERITY_RANK = {Severity.ERROR: 3, Severity.UNKNOWN: 2, Severity.WARNING: 1, Severity.INFO: 0}


class Area(StrEnum):
    """The closed list of what a finding can be about."""

    PCIE_GEN = "pcie-gen"
    PCIE_LANES = "pcie-lanes"
    SLOT_FIT = "slot-fit"
    SOCKET = "socket"
    MEMORY = "memory"
    POWER_CONNECTOR = "power-connector"
    PSU_WATTS = "psu-watts"
    PSU_REDUNDANCY = "psu-redundancy"
    CIRCUIT = "circuit"
    COOLING_INTERFACE = "cooling-interface"
    COOLING_CAPACITY = "cooling-capacity"
    CHASSIS_FIT = "chassis-fit"
    NVLINK = "nvlink"
    NETWORK = "network"
    FIRMWARE_DRIVER = "firmware-driver"
    STORAGE = "storage"


# What a builder looks at first: does it go together, does it get power, does it stay cool, does it run.
AREA_ORDER = (
    *(Area.SOCKET, Area.MEMORY, Area.CHASSIS_FIT, Area.SLOT_FIT, Area.PCIE_LANES, Area.PCIE_GEN),
    *(Area.POWER_CONNECTOR, Area.PSU_WATTS, Area.PSU_REDUNDANCY, Area.CIRCUIT),
    *(Area.COOLING_INTERFACE, Area.COOLING_CAPACITY, Area.NVLINK, Area.NETWORK, Area.STORAGE, Area.FIRMWARE_DRIVER),
)


class Verdict(StrEnum):
    """The first that holds: any error, an unknown that could be one, any warning, none of them."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    WARN = "warn"
    PASS = "pass"  # noqa: S105 -- a verdict, not a password


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact that an outcome rests on."""

    item: str
    part: str
    fact: str
    value: Any
    basis: Basis
    source: Source | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that nobody has given: whose it is, and where a person can find it."""

    item: str
    part: str
    category: str
    fact: str
    label: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says against a build, or can't say.

    Rules give severity, message, parts (device names) and cited facts; the engine adds rule, area, title and sources.
    `could_be` and `missing` belong to unknowns.  `area` is set by the few rules that take another's area.
    """

    severity: Severity
    message: str
    parts: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    could_be: Severity | None = None
    missing: tuple[Missing, ...] = ()
    area: Area | None = None
    rule: str = ""
    title: str = ""
    hint: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def confidence(self) -> Basis:
        """The weakest basis among the facts cited; a finding that cites none rests on its rule's own source."""
        return max((cited.basis for cited in self.cited), key=BASIS_RANK.__getitem__, default=Basis.VENDOR)


@dataclass(frozen=True, slots=True)
class Passed:
    """What a rule checked and found fine, with the numbers."""

    message: str
    parts: tuple[str, ...] = ()
    rule: str = ""
    title: str = ""


Outcome = Finding | Passed


def _finding(
    severity: Severity, message: str, parts: Iterable[str], uses: Iterable[Cited], figures: Mapping[str, Any]
) -> Finding:
    return Finding(severity, message, tuple(dict.fromkeys(parts)), tuple(uses), MappingProxyType(dict(figures)))


def error(message: str, parts: Iterable[str] = (), uses: Iterable[Cited] = (), **figures: Any) -> Finding:
    """It will not work, will not fit, is unsafe or against code."""
    return _finding(Severity.ERROR, message, parts, uses, figures)


def warning(message: str, parts: Iterable[str] = (), uses: Iterable[Cited] = (), **figures: Any) -> Finding:
    """It works, but slower, hotter or riskier."""
    return _finding(Severity.WARNING, message, parts, uses, figures)


def info(message: str, parts: Iterable[str] = (), uses: Iterable[Cited] = (), **figures: Any) -> Finding:
    """Worth knowing."""
    return _finding(Severity.INFO, message, parts, uses, figures)


def cannot_tell(
    message: str,
    missing: Iterable[Missing],
    could_be: Severity = Severity.ERROR,
    parts: Iterable[str] = (),
    uses: Iterable[Cited] = (),
) -> Finding:
    """A fact is missing; `could_be` is the worst that is still possible with the facts that are known."""
    gaps = tuple(dict.fromkeys(missing))
    names = tuple(dict.fromkeys([*parts, *(gap.item for gap in gaps)]))
    return Finding(Severity.UNKNOWN, message, names, tuple(uses), could_be=could_be, missing=gaps)


def passed(message: str, parts: Iterable[str] = ()) -> Passed:
    """Checked and fine."""
    return Passed(message, tuple(dict.fromkeys(parts)))


@dataclass(frozen=True, slots=True)
class Report:
    """Verdict, findings, what was checked and is fine, what waits, totals and placement (as plain mappings)."""

    verdict: Verdict
    complete: bool
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    passed: tuple[Passed, ...]
    waiting: tuple[str, ...]
    totals: Mapping[str, Any]
    placement: Mapping[str, Any]
    catalog_version: str


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The verdict that these findings add up to."""
    severities = set()
    for finding in findings:
        open_error = finding.severity is Severity.UNKNOWN and finding.could_be is Severity.ERROR
        severities.add("open" if open_error else finding.severity)
    if Severity.ERROR in severities:
        return Verdict.FAIL
    if "open" in severities:
        return Verdict.UNKNOWN
    return Verdict.WARN if Severity.WARNING in severities else Verdict.PASS
