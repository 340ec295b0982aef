"""evaluate(build, catalog) -> Report: resolve, ask every rule, add it all up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.core.build import Build
from app.core.case import Case
from app.core.estimate.totals import totals_of
from app.core.parts import Catalog, Source
from app.core.placement import describe_placement
from app.core.report import AREA_ORDER, SEVERITY_RANK, Area, Finding, Passed, Report, verdict_of
from app.core.rig import resolve
from app.core.rules import Rule, all_rules


def evaluate(build: Build, catalog: Catalog) -> Report:
    """Judge a build.  Raises RigError when it names a part that doesn't exist."""
    rig = resolve(build, catalog)
    case = Case(rig)
    absent = set(rig.missing_categories())
    findings: list[Finding] = []
    fine: list[Passed] = []
    waiting: list[str] = []
    for rule in all_rules():
        if absent.intersection(rule.requires):
            waiting.append(rule.id)
            continue
        raised, passes = ask(rule, case)
        findings += raised
        fine += passes
    findings.sort(key=_weight)
    return Report(
        verdict=verdict_of(findings),
        complete=not absent,
        missing=tuple(category for category in rig.vocabulary.needed if category in absent),
        findings=tuple(findings),
        passed=tuple(fine),
        waiting=tuple(waiting),
        totals=totals_of(case),
        placement=describe_placement(case),
        catalog_version=catalog.version,
    )


def findings_of(build: Build, catalog: Catalog, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What some rules alone find: quick, because nothing is placed that none of them asks for."""
    rig = resolve(build, catalog)
    case = Case(rig)
    absent = set(rig.missing_categories())
    judged = (ask(rule, case)[0] for rule in rules if not absent.intersection(rule.requires))
    return tuple(sorted((finding for raised in judged for finding in raised), key=_weight))


def ask(rule: Rule, case: Case) -> tuple[list[Finding], list[Passed]]:
    """The rule's findings, completed, and its passes; passes beside a finding worse than a note are left out."""
    outcomes = list(rule.check(case))
    raised = [complete(outcome, rule) for outcome in outcomes if isinstance(outcome, Finding)]
    if any(SEVERITY_RANK[finding.severity] for finding in raised):
        return raised, []
    return raised, [replace(o, rule=rule.id, title=rule.title) for o in outcomes if isinstance(o, Passed)]


def complete(finding: Finding, rule: Rule) -> Finding:
    """Add to a finding what its rule knows: id, title, area, hint, and the sources of facts and rule."""
    sources: dict[str, Source] = {}
    for source in (
        [cited.source for cited in finding.cited if cited.source] + list(rule.sources) + list(finding.sources)
    ):
        sources.setdefault(source.url, source)
    area: Area = finding.area or rule.area
    return replace(
        finding,
        rule=finding.rule or rule.id,
        title=rule.title,
        hint=rule.hint,
        area=area,
        sources=tuple(sources.values()),
    )


def _weight(finding: Finding) -> tuple[int, int, int, str]:
    """The order of a report: severity, the worst that an unknown could be, then what a builder looks at first."""
    possible = SEVERITY_RANK[finding.could_be] if finding.could_be else 0
    area = AREA_ORDER.index(finding.area) if finding.area else len(AREA_ORDER)
    return (-SEVERITY_RANK[finding.severity], -possible, area, finding.rule)
