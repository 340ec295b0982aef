"""The chooser: candidates with the verdict that each would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.parts import Catalog
from app.core.report import Report, Severity
from app.core.vocabulary import Category
from app.web import formats
from app.web.candidates import Candidate
from app.web.held import Held
from app.web.views.facets import ListingView
from app.web.views.parts import PartLine
from app.web.views.words import PASS_CUE, SEVERITY_CUES, VERDICT_CUES, Cue

PAGE_SIZE = 25
"""Candidates a page, each of them one evaluation: what bounds a request's work."""


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One candidate."""

    part: PartLine
    cue: Cue
    verdict: Cue | None
    change: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChooserView:
    """The chooser page."""

    listing: ListingView
    held: Held
    category: str
    title: str
    replaces: int | None
    replaced: str
    now: Cue
    errors_now: int
    groups: tuple[tuple[str, tuple[CandidateLine, ...]], ...]

    @property
    def page_title(self) -> str:
        return f"Choose: {self.title}"

    @property
    def announcement(self) -> str:
        listing = self.listing
        return f"{formats.plural(listing.found, 'part')} found, page {listing.page} of {listing.pages}."


def view_chooser(
    catalog: Catalog,
    listing: ListingView,
    category: Category,
    held: Held,
    mapping: Mapping[str, Any],
    replaces: int | None,
    now: Report,
    candidates: Iterable[Candidate],
) -> ChooserView:
    """Group the candidates of one page by whether they fit."""
    errors_now = _errors(now)
    listed = [(candidate.fits, _line(candidate, errors_now, catalog)) for candidate in candidates]
    headings = {True: "These fit", None: "These may fit: a fact is missing", False: "These don’t fit"}
    groups = tuple(
        (heading, mine)
        for fits, heading in headings.items()
        if (mine := tuple(line for line_fits, line in listed if line_fits is fits))
    )
    return ChooserView(
        listing=listing,
        held=held,
        category=category.name,
        title=category.title,
        replaces=replaces,
        replaced=_name_of(mapping, replaces, catalog),
        now=VERDICT_CUES[now.verdict],
        errors_now=errors_now,
        groups=groups,
    )


def _errors(report: Report) -> int:
    return sum(finding.severity is Severity.ERROR for finding in report.findings)


def _line(candidate: Candidate, errors_now: int, catalog: Catalog) -> CandidateLine:
    cue = {True: PASS_CUE, None: SEVERITY_CUES[Severity.UNKNOWN], False: SEVERITY_CUES[Severity.ERROR]}[candidate.fits]
    verdict = VERDICT_CUES[candidate.report.verdict] if candidate.report else None
    change = f"errors {errors_now} → {candidate.errors}" if candidate.report else ""
    return CandidateLine(PartLine.of(candidate.part, catalog), cue, verdict, change, candidate.reason)


def _name_of(mapping: Mapping[str, Any], index: int | None, catalog: Catalog) -> str:
    if index is None:
        return ""
    item = mapping["items"][index]
    part = catalog.part(item.get("part") or "")
    return part.name if part else str(item["custom"]["name"])
