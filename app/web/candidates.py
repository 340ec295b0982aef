"""What each part of a category would make of a build: the chooser's question, asked of the same engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.parts import Part
from app.core.report import Finding, Report, Severity
from app.web.forms.apply import add_part
from app.web.problems import ProblemError
from app.web.services import Services


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part with the report that the build would have; `own` are the findings against the part itself."""

    part: Part
    report: Report | None
    own: tuple[Finding, ...]
    refusal: str = ""

    @property
    def errors(self) -> int:
        """All errors that the build would have."""
        return _count(self.report.findings, Severity.ERROR) if self.report else 0

    @property
    def fits(self) -> bool | None:
        """Whether nothing speaks against the part; None when a missing fact could."""
        if self.report is None or _count(self.own, Severity.ERROR):
            return False
        return None if any(finding.could_be is Severity.ERROR for finding in self.own) else True

    @property
    def reason(self) -> str:
        """The first thing that speaks against the part."""
        return self.own[0].message if self.own else self.refusal


def judge_candidates(
    mapping: Mapping[str, Any], replaces: int | None, parts: Iterable[Part], services: Services
) -> tuple[Candidate, ...]:
    """Every part judged in its place, those that fit first.  The caller bounds how many there are."""
    judged = [_judge(mapping, replaces, part, services) for part in parts]
    rank = {True: 0, None: 1, False: 2}
    return tuple(sorted(judged, key=lambda one: (rank[one.fits], one.errors)))


def _judge(mapping: Mapping[str, Any], replaces: int | None, part: Part, services: Services) -> Candidate:
    changed = add_part(mapping, part, replaces)
    item = changed["items"][-1 if replaces is None else replaces]["id"]
    try:
        report = services.judge.report(services.read(changed))
    except ProblemError as error:
        return Candidate(part, None, (), str(error.detail))
    against = (finding for finding in report.findings if finding.severity is not Severity.INFO)
    own = tuple(finding for finding in against if any(_is_of(name, item) for name in finding.parts))
    return Candidate(part, report, own)


def _is_of(device: str, item: str) -> bool:
    return device == item or device.startswith((f"{item}#", f"{item}."))


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)
