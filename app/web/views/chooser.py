"""The chooser: candidates with the verdict that each would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from app.core.parts import Catalog
from app.core.report import Report, Severity
from app.web import formats
from app.web.candidates import Candidate
from app.web.held import Held
from app.web.views.catalog import PartLine
from app.web.views.words import PASS_CUE, SEVERITY_CUES, VERDICT_CUES, Cue

PAGE_SIZE = 25
"""Candidates a page, each of them one evaluation: what bounds a request's work."""

MOST_SORTS = 6


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

    held: Held
    category: str
    title: str
    replaces: int | None
    replaced: str
    query: str
    sort: str
    sorts: tuple[tuple[str, str], ...]
    now: Cue
    errors_now: int
    groups: tuple[tuple[str, tuple[CandidateLine, ...]], ...]
    found: int
    page: int
    pages: int

    @property
    def page_title(self) -> str:
        return f"Choose: {self.title}"

    @property
    def announcement(self) -> str:
        return f"{formats.plural(self.found, 'part')} found, page {self.page} of {self.pages}."

    def page_url(self, number: int) -> str:
        """The address of another page of this list."""
        query = {"q": self.query, "sort": self.sort, "page": str(number)}
        if self.replaces is not None:
            query["replaces"] = str(self.replaces)
        return f"/build/choose/{self.category}?{self.held.query}&{urlencode(query)}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the chooser was asked to show."""

    query: str
    sort: str
    page: int
    found: int


def view_chooser(
    catalog: Catalog,
    category: str,
    held: Held,
    mapping: Mapping[str, Any],
    replaces: int | None,
    now: Report,
    candidates: Iterable[Candidate],
    asked: Asked,
) -> ChooserView:
    """Group the candidates of one page by whether they fit."""
    words = catalog.vocabulary.categories[category]
    errors_now = _errors(now)
    listed = [(candidate.fits, _line(candidate, errors_now, catalog)) for candidate in candidates]
    headings = {True: "These fit", None: "These may fit: a fact is missing", False: "These don’t fit"}
    groups = tuple(
        (heading, mine)
        for fits, heading in headings.items()
        if (mine := tuple(line for line_fits, line in listed if line_fits is fits))
    )
    figures = [word for word in words.facts.values() if word.type in ("number", "integer")][:MOST_SORTS]
    return ChooserView(
        held=held,
        category=category,
        title=words.title,
        replaces=replaces,
        replaced=_name_of(mapping, replaces, catalog),
        query=asked.query,
        sort=asked.sort,
        sorts=(("name", "name"), ("price", "price"), *((word.name, word.label) for word in figures)),
        now=VERDICT_CUES[now.verdict],
        errors_now=errors_now,
        groups=groups,
        found=asked.found,
        page=asked.page,
        pages=max(1, -(-asked.found // PAGE_SIZE)),
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
