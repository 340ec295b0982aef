"""What a saved build remembers of its report, and what has changed since.

A snapshot is small plain JSON: verdict, findings, watts, and what the catalog said of the build's parts.  It is read
for as long as the link lives, so keys may be added and never renamed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.build import Build
from app.core.parts import Catalog
from app.core.plain import to_json
from app.core.report import Finding, Report, Verdict

WATTS = ("dc_w", "wall_w", "idle_w", "peak_w")


@dataclass(frozen=True, slots=True)
class Said:
    """One finding in short.  `could_be` is the worst that an unknown could turn out to be, "" for other severities."""

    rule: str
    title: str
    severity: str
    could_be: str
    message: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of a part that the catalog tells otherwise now; None where it told or tells nothing."""

    fact: str
    then: Any
    now: Any


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part of the build that the catalog has changed.  `now` is its present id, None when it is gone."""

    part: str
    now: str | None
    name: str
    category: str
    facts: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """The report as it was when a build was saved, and what differs today.

    `changed` pairs a finding of then with today's finding of the same rule on the same parts.
    """

    verdict: Verdict
    complete: bool
    watts: Mapping[str, float | None]
    findings: tuple[Said, ...]
    came: tuple[Said, ...]
    went: tuple[Said, ...]
    changed: tuple[tuple[Said, Said], ...]
    parts: tuple[PartChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether the checker says today what it said then."""
        return not (self.came or self.went or self.changed)


def snapshot_of(report: Report, build: Build, catalog: Catalog) -> dict[str, Any]:
    """What is to be remembered of a report, as plain JSON."""
    parts = {item.part: part for item in build.items if item.part and (part := catalog.part(item.part))}
    return {
        "verdict": report.verdict.value,
        "complete": report.complete,
        "findings": [to_json(_said(finding)) for finding in report.findings],
        "totals": {name: report.totals.get(name) for name in WATTS},
        "parts": {
            part_id: {"name": part.name, "category": part.category, "facts": to_json(part.facts)}
            for part_id, part in parts.items()
        },
    }


def part_names(snapshot: Mapping[str, Any] | None) -> dict[str, str]:
    """What the parts of a snapshot were called, by id."""
    return {part_id: part["name"] for part_id, part in snapshot["parts"].items()} if snapshot else {}


def since(snapshot: Mapping[str, Any], report: Report, catalog: Catalog) -> Since:
    """Hold a snapshot against today's report and catalog."""
    then = tuple(Said(**{**said, "parts": tuple(said["parts"])}) for said in snapshot["findings"])
    now = tuple(_said(finding) for finding in report.findings)
    went, came = _without(then, now), _without(now, then)
    changed = _pairs(went, came)
    return Since(
        verdict=Verdict(snapshot["verdict"]),
        complete=snapshot["complete"],
        watts=snapshot["totals"],
        findings=then,
        came=_without(came, [now for _, now in changed]),
        went=_without(went, [then for then, _ in changed]),
        changed=changed,
        parts=tuple(
            change for part_id, told in snapshot["parts"].items() if (change := _part_change(part_id, told, catalog))
        ),
    )


def _said(finding: Finding) -> Said:
    return Said(
        rule=finding.rule,
        title=finding.title,
        severity=finding.severity.value,
        could_be=finding.could_be.value if finding.could_be else "",
        message=finding.message,
        parts=finding.parts,
    )


def _without(some: Sequence[Said], others: Sequence[Said]) -> tuple[Said, ...]:
    """Those of the first that the others don't hold, one for one."""
    rest = list(others)
    left = []
    for said in some:
        if said in rest:
            rest.remove(said)
        else:
            left.append(said)
    return tuple(left)


def _pairs(went: Sequence[Said], came: Sequence[Said]) -> tuple[tuple[Said, Said], ...]:
    """Findings that left and findings that came of the same rule on the same parts, in their order."""
    waiting = list(came)
    pairs = []
    for then in went:
        now = next((said for said in waiting if (said.rule, said.parts) == (then.rule, then.parts)), None)
        if now is not None:
            waiting.remove(now)
            pairs.append((then, now))
    return tuple(pairs)


def _part_change(part_id: str, told: Mapping[str, Any], catalog: Catalog) -> PartChange | None:
    part = catalog.part(part_id)
    if part is None:
        return PartChange(part_id, None, told["name"], told["category"], ())
    then, now = told["facts"], to_json(part.facts)
    facts = tuple(
        FactChange(fact, then.get(fact), now.get(fact))
        for fact in sorted(then.keys() | now.keys())
        if then.get(fact) != now.get(fact)
    )
    if part.id == part_id and not facts:
        return None
    return PartChange(part_id, part.id, part.name, part.category, facts)
