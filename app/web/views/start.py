"""The start page: every ready-made build with the verdict that it has today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.report import Severity
from app.intake.templates import Template, TemplateKind
from app.web import formats
from app.web.services import Services
from app.web.views.words import VERDICT_CUES, Cue

KIND_TITLES: Mapping[TemplateKind, str] = {
    "published": "The published list",
    "corrected": "Corrected builds",
    "used-parts": "Built from used parts",
    "empty": "From nothing",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A ready-made build."""

    title: str
    summary: str
    claim: str
    url: str
    cue: Cue | None
    counts: str
    figures: str
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartView:
    """The start page."""

    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    parts: int
    rules: int
    text: str = ""

    @property
    def page_title(self) -> str:
        return "Will this GPU rig work?"

    @property
    def announcement(self) -> str:
        return "Check a rig of many graphics cards before it is bought: slots, lanes, cables, power, heat and cost."


def view_start(services: Services) -> StartView:
    """Judge the ready-made builds and show them by kind."""
    groups = []
    for kind, title in KIND_TITLES.items():
        cards = tuple(_card(template, services) for template in services.templates if template.kind == kind)
        if cards:
            groups.append((title, cards))
    return StartView(tuple(groups), len(services.catalog.parts), len(services.rules))


MOST_SHOWN = 8


def _card(template: Template, services: Services) -> Card:
    url = services.address("/build", template.build)
    if not template.build.items:
        return Card(template.title, template.summary, template.claim, url, None, "", "", ())
    report = services.judge.report(template.build)
    counted = []
    for severity, word in ((Severity.ERROR, "error"), (Severity.UNKNOWN, "unknown"), (Severity.WARNING, "warning")):
        count = sum(finding.severity is severity for finding in report.findings)
        if count:
            counted.append(formats.plural(count, word))
    errors = [finding.message for finding in report.findings if finding.severity is Severity.ERROR]
    totals = report.totals
    figures = f"{formats.figure(totals.get('dc_w'), 'W')} DC, {formats.figure(totals.get('wall_w'), 'W')} at the wall"
    return Card(
        title=template.title,
        summary=template.summary,
        claim=template.claim,
        url=url,
        cue=VERDICT_CUES[report.verdict],
        counts=", ".join(counted) or "no findings against it",
        figures=figures,
        first=tuple(dict.fromkeys(errors))[:MOST_SHOWN],
    )
