"""What each part of a category would make of a build: the chooser's question, asked of the same engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.parts import Part
from app.core.report import Finding, Report, Severity
from app.core.rig import RigError
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


MOST_KINDS = 400
"""Kinds of parts that are tried for the order of a whole category, by the rules that place nothing."""

_RANK = {True: 0, None: 1, False: 2}


def most_promising_first(
    mapping: Mapping[str, Any], replaces: int | None, parts: Sequence[Part], services: Services
) -> list[Part]:
    """The parts in the given order, but kinds of parts that fit before kinds that don't.

    A kind is what shares all its listed choices (socket, form factor, generation …): one part of each is judged for
    all, by the rules that place nothing.  It only decides the order; every part that is shown is judged by itself.
    """
    kinds: dict[Hashable, list[Part]] = defaultdict(list)
    for part in parts:
        kinds[_kind(part, services)].append(part)
    samples = [members[0] for members in kinds.values()][:MOST_KINDS]
    ranks = {_kind(sample, services): _prospect(mapping, replaces, sample, services) for sample in samples}
    return sorted(parts, key=lambda part: ranks.get(_kind(part, services), (_RANK[False], 0)))


def _prospect(mapping: Mapping[str, Any], replaces: int | None, part: Part, services: Services) -> tuple[int, int]:
    """How well a part may fit: its rank, and the errors that it would leave."""
    changed = add_part(mapping, part, replaces)
    item = changed["items"][-1 if replaces is None else replaces]["id"]
    try:
        findings = services.judge.against(services.read(changed), part.category)
    except (ProblemError, RigError):
        return _RANK[False], 0
    own = [finding for finding in findings if any(_is_of(name, item) for name in finding.parts)]
    errors = _count(findings, Severity.ERROR)
    if _count(own, Severity.ERROR):
        return _RANK[False], errors
    return _RANK[None if any(one.could_be is Severity.ERROR for one in own) else True], errors


def _kind(part: Part, services: Services) -> Hashable:
    category = services.catalog.vocabulary.categories[part.category]
    listed = (word.name for word in category.facts.values() if word.choices or word.type == "flag")
    return tuple(part.facts.get(name) for name in listed)


def judge_candidates(
    mapping: Mapping[str, Any], replaces: int | None, parts: Iterable[Part], services: Services
) -> tuple[Candidate, ...]:
    """Every part judged in its place, those that fit first.  The caller bounds how many there are."""
    judged = [_judge(mapping, replaces, part, services) for part in parts]
    return tuple(sorted(judged, key=_rank))


def _rank(candidate: Candidate) -> tuple[int, int, int]:
    """What fits first; then the build with fewer errors, and with fewer facts that could still become one."""
    findings = candidate.report.findings if candidate.report else ()
    return _RANK[candidate.fits], candidate.errors, sum(one.could_be is Severity.ERROR for one in findings)


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
