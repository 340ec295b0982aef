"""The ready-made builds of the catalog, and small changes to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

from app.core.build import Build, Circuit, Item, SlotPin
from app.core.case import Case
from app.core.engine import evaluate
from app.core.parts import Catalog, Facts
from app.core.report import Finding, Report, Severity
from app.core.rig import resolve
from app.intake.builds import read_build
from app.intake.loader import load_catalog
from app.intake.templates import load_templates
from app.resources import resource_root


@cache
def catalog() -> Catalog:
    return load_catalog(resource_root() / "catalog")


@cache
def _templates() -> dict[str, Build]:
    found = load_templates(resource_root() / "catalog", catalog().vocabulary, catalog())
    return {template.slug: template.build for template in found}


def template(slug: str) -> Build:
    return _templates()[slug]


def build_of(items: list[dict[str, Any]], **rest: Any) -> Build:
    """A build as the API reads it."""
    return read_build({"items": items, **rest}, catalog().vocabulary, catalog())


def report(build: Build) -> Report:
    return evaluate(build, catalog())


def case(build: Build) -> Case:
    return Case(resolve(build, catalog()))


def found(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


def worst(report: Report, rule: str) -> str | None:
    """The worst severity that the rule raised, or None."""
    order = [Severity.ERROR, Severity.UNKNOWN, Severity.WARNING, Severity.INFO]
    raised = {finding.severity for finding in found(report, rule)}
    return next((severity.value for severity in order if severity in raised), None)


def raised(report: Report, severity: str) -> set[str]:
    """Rules with a finding of that severity."""
    return {finding.rule for finding in report.findings if finding.severity == severity}


def unknowns(report: Report) -> set[tuple[str, str, str]]:
    """(rule, item, fact) of everything that is unknown."""
    gaps = set()
    for finding in report.findings:
        if finding.severity is Severity.UNKNOWN:
            gaps |= {(finding.rule, gap.item, gap.fact) for gap in finding.missing}
    return gaps


def with_choices(build: Build, **choices: Any) -> Build:
    return replace(build, choices=replace(build.choices, **choices))


def with_site(build: Build, **site: Any) -> Build:
    return replace(build, site=replace(build.site, **site))


def on_circuits(build: Build, *circuits: tuple[float, float]) -> Build:
    return with_site(build, circuits=tuple(Circuit(volts, amps) for volts, amps in circuits))


def with_item(build: Build, item_id: str, change: Callable[[Item], Item]) -> Build:
    items = tuple(change(item) if item.id == item_id else item for item in build.items)
    assert items != build.items, f"{item_id} is not in the build, or the change is none"
    return replace(build, items=items)


def stating(build: Build, facts: dict[str, dict[str, Any]]) -> Build:
    """The build with facts stated on items, as {item id: {fact: value}}."""
    for item_id, stated in facts.items():
        build = with_item(build, item_id, partial(_state, stated=stated))
    return build


def _state(item: Item, stated: dict[str, Any]) -> Item:
    return replace(item, facts=Facts({**item.facts, **stated}))


def with_more(build: Build, item: Item, *pins: SlotPin) -> Build:
    pinned = (*build.choices.slot_pins, *pins)
    return with_choices(replace(build, items=(*build.items, item)), slot_pins=pinned)
