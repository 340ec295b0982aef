"""A build judged, and what of it can be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import assume

from app.core.build import Build
from app.core.case import Case
from app.core.engine import evaluate
from app.core.parts import Catalog, Facts, Part
from app.core.repair.patches import item_of
from app.core.report import Finding, Report, Severity
from app.core.rig import Rig, RigError, resolve
from app.core.rules import Rule, all_rules
from tests.reference.machines import catalog

RULES = {rule.id: rule for rule in all_rules()}


@dataclass(frozen=True)
class Judged:
    """A build, its devices and its report."""

    build: Build
    rig: Rig
    report: Report

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.report.findings if finding.severity is Severity.ERROR]

    def said(self, rename: dict[str, str] | None = None) -> Counter[tuple[object, ...]]:
        """Each finding as rule, severity and what it is about; by the items' new names where a renaming is given."""
        return Counter(
            (finding.rule, finding.severity, finding.could_be, self._subjects(finding, rename))
            for finding in self.report.findings
        )

    def _subjects(self, finding: Finding, rename: dict[str, str] | None) -> tuple[str, ...]:
        if rename is not None:
            return tuple(sorted(renamed(name, rename) for name in finding.parts))
        kinds = {item.id: repr((item.part, item.custom)) for item in self.build.items}
        return tuple(sorted(kinds.get(item_of(name), name) for name in finding.parts))


def renamed(device: str, items: dict[str, str]) -> str:
    """The device's name after its item was renamed: `gpus#2` → `cards#2`."""
    item = item_of(device)
    return items.get(item, item) + device[len(item) :]


def judged(build: Build, within: Catalog | None = None) -> Judged:
    """The build judged; hypothesis draws another one where the build is more than the engine takes."""
    known = within or catalog()
    try:
        return Judged(build, resolve(build, known), evaluate(build, known))
    except RigError:
        assume(condition=False)
        raise


def findings_of_rule(rule: Rule, build: Build, within: Catalog) -> list[Finding]:
    """What one rule alone finds, whether or not other categories are missing."""
    return [found for found in rule.check(Case(resolve(build, within))) if isinstance(found, Finding)]


def without_fact(within: Catalog, part_id: str, fact: str) -> Catalog:
    """The catalog with one fact of one part forgotten."""
    part = within.parts[part_id]
    return replace(within, parts={**within.parts, part_id: forgotten(part, fact)})


def forgotten(part: Part, fact: str) -> Part:
    facts = Facts({name: value for name, value in part.facts.items() if name != fact})
    return replace(part, facts=facts)


def plain(value: Any) -> Any:
    """Totals and placement as values that compare."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value
