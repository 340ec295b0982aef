"""A report as people read it: verdict, gauges, findings with their arithmetic and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.build import Build
from app.core.parts import Catalog, Source
from app.core.report import SEVERITY_RANK, Area, Cited, Finding, Missing, Report, Severity, Verdict
from app.web import formats
from app.web.views.devices import Chip, Devices
from app.web.views.placement import PlacementTable, tables
from app.web.views.totals import TotalLine, main_lines, more_lines
from app.web.views.words import (
    AREA_WORDS,
    BASIS_WORDS,
    GAUGE_AREAS,
    IDLE_CUE,
    PASS_CUE,
    SEVERITY_CUES,
    VERDICT_CUES,
    Cue,
)

SO_FAR = "Nothing speaks against it so far."
"""What a build that isn't complete can be told when nothing is wrong with what it has."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that a finding rests on."""

    part: str
    label: str
    value: str
    basis: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that is missing.  `field` is the name of the form field that states it, "" when no item lacks it."""

    field: str
    label: str
    part: str
    where: str
    index: int | None
    fact: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, finished."""

    anchor: str
    cue: Cue
    severity: Severity
    rule: str
    title: str
    message: str
    area: str
    chips: tuple[Chip, ...]
    facts: tuple[FactLine, ...]
    sources: tuple[Source, ...]
    hint: str
    gaps: tuple[Gap, ...]
    could_be: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """One of the five gauges: the worst finding of its areas, and how many things were found fine."""

    name: str
    cue: Cue
    text: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that a page shows of a report."""

    cue: Cue
    headline: str
    counts: tuple[tuple[Cue, int], ...]
    complete: bool
    missing: tuple[str, ...]
    gauges: tuple[Gauge, ...]
    totals: tuple[TotalLine, ...]
    more_totals: tuple[TotalLine, ...]
    arithmetic: str
    findings: tuple[FindingView, ...]
    passed: tuple[tuple[str, str, str], ...]
    waiting: tuple[str, ...]
    tables: tuple[PlacementTable, ...]

    @property
    def sentence(self) -> str:
        """The verdict in one sentence, for screen readers and link previews."""
        counted = ", ".join(formats.plural(count, cue.word.lower()) for cue, count in self.counts if count)
        return f"Verdict: {self.cue.word}. {counted or 'No findings'}."

    def of(self, *tones: str) -> tuple[FindingView, ...]:
        """The findings of these tones."""
        return tuple(finding for finding in self.findings if finding.cue.tone in tones)


def view_report(report: Report, build: Build, catalog: Catalog) -> ReportView:
    """Prepare a report for the page."""
    devices = Devices(build, catalog)
    cue = VERDICT_CUES[report.verdict]
    findings = tuple(_finding(number, finding, devices, catalog) for number, finding in enumerate(report.findings, 1))
    counts = {severity: sum(f.severity is severity for f in report.findings) for severity in Severity}
    categories = catalog.vocabulary.categories
    return ReportView(
        cue=cue,
        headline=cue.sentence if report.complete or report.verdict is not Verdict.PASS else SO_FAR,
        counts=tuple((SEVERITY_CUES[severity], counts[severity]) for severity in SEVERITY_CUES),
        complete=report.complete,
        missing=tuple(categories[name].title for name in report.missing if name in categories),
        gauges=tuple(_gauge(name, areas, report) for name, areas in GAUGE_AREAS.items()),
        totals=tuple(main_lines(report.totals, build)),
        more_totals=tuple(more_lines(report.totals)),
        arithmetic=_arithmetic(report.totals),
        findings=findings,
        passed=tuple((entry.rule, entry.title, entry.message) for entry in report.passed),
        waiting=report.waiting,
        tables=tables(report.placement, devices),
    )


def _finding(number: int, finding: Finding, devices: Devices, catalog: Catalog) -> FindingView:
    could_be = finding.could_be
    return FindingView(
        anchor=f"finding-{number}",
        cue=SEVERITY_CUES[finding.severity],
        severity=finding.severity,
        rule=finding.rule,
        title=finding.title,
        message=finding.message,
        area=AREA_WORDS[finding.area] if finding.area else "",
        chips=devices.chips(finding.parts),
        facts=_facts(finding.cited, devices, catalog),
        sources=finding.sources,
        hint=finding.hint,
        gaps=tuple(_gap(missing, devices) for missing in finding.missing),
        could_be=SEVERITY_CUES[could_be].word.lower() if could_be else "",
        confidence=BASIS_WORDS[finding.confidence],
    )


def _facts(cited: Iterable[Cited], devices: Devices, catalog: Catalog) -> tuple[FactLine, ...]:
    """Each fact of a part once, however many devices share it."""
    lines: dict[tuple[str, str], FactLine] = {}
    for entry in cited:
        place = devices.place(entry.item)
        word = catalog.vocabulary.word(place.category, entry.fact) if place else None
        lines.setdefault(
            (entry.part, entry.fact),
            FactLine(
                place.label if place else entry.item,
                word.label if word else entry.fact.replace("_", " "),
                formats.fact(entry.value, word),
                BASIS_WORDS[entry.basis],
                entry.source,
            ),
        )
    return tuple(lines.values())


def _gap(missing: Missing, devices: Devices) -> Gap:
    place = devices.place(missing.item)
    label = missing.label or missing.fact.replace("_", " ")
    if place is None:  # the site or the builder's choices lack it
        return Gap("", label, "", missing.where, None, missing.fact)
    fact = stated_name(missing.fact, missing.category)
    return Gap(
        f"/items/{place.index}/facts/{fact}", label, _part_name(missing, devices), missing.where, place.index, fact
    )


def _part_name(missing: Missing, devices: Devices) -> str:
    inner = devices.place(f"{missing.item}.{missing.category}")
    place = inner or devices.place(missing.item)
    return place.label if place else missing.item


def stated_name(fact: str, category: str) -> str:
    """The name under which a fact is stated: a field of a record is stated with its whole record."""
    if fact.startswith(f"{category}."):
        head = fact.removeprefix(f"{category}.").partition(".")[0]
        return f"{category}.{head}"
    return fact.partition(".")[0]


def _gauge(name: str, areas: tuple[Area, ...], report: Report) -> Gauge:
    found = [finding for finding in report.findings if finding.area in areas]
    worst = max(found, key=lambda finding: SEVERITY_RANK[finding.severity], default=None)
    if worst is None or worst.severity is Severity.INFO:
        fine = bool(report.passed)
        return Gauge(name, PASS_CUE if fine else IDLE_CUE, "no trouble found" if fine else "nothing judged yet")
    counted = []
    for severity, cue in SEVERITY_CUES.items():
        count = sum(finding.severity is severity for finding in found)
        if count and severity is not Severity.INFO:
            counted.append(formats.plural(count, cue.word.lower()))
    return Gauge(name, SEVERITY_CUES[worst.severity], ", ".join(counted))


def _arithmetic(totals: Mapping[str, Any]) -> str:
    """How the watts add up, from the parts to the wall."""
    sums = str(totals.get("arithmetic") or "")
    efficiency, wall_w = totals.get("efficiency_pct"), totals.get("wall_w")
    if not sums or efficiency is None or wall_w is None:
        return sums
    return f"{sums}; supplies {efficiency:.4g} % efficient at that load: {formats.figure(wall_w, 'W')} at the wall."
