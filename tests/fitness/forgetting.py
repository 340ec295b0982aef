"""Forget one fact of a build at a time, and see what a rule still says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.core.build import Build
from app.core.case import Case
from app.core.parts import Catalog, Facts
from app.core.report import Finding
from app.core.rig import resolve
from app.core.rules import Rule


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A build without one fact; `fact` is `category.fact` or `category.fact.field` of a record."""

    fact: str
    build: Build


def said(rule: Rule, build: Build, catalog: Catalog) -> tuple[str, ...]:
    """Severities that the rule raises for the build; empty when it passes or is silent."""
    outcomes = rule.check(Case(resolve(build, catalog)))
    return tuple(sorted(outcome.severity.value for outcome in outcomes if isinstance(outcome, Finding)))


def one_fact_less(build: Build) -> Iterator[Forgotten]:
    """Every build that lacks one fact of one item, or one field of one kind of record."""
    for index, item in enumerate(build.items):
        custom = item.custom
        if custom is None:
            continue
        for name, value in custom.facts.items():
            left = Facts({key: kept for key, kept in custom.facts.items() if key != name})
            yield _with(build, index, left, f"{custom.category}.{name}")
            records = custom.facts.records(name)
            if isinstance(value, tuple) and records:
                for field in sorted({field for record in records for field in record} - {"id"}):
                    thinner = tuple(Facts({k: v for k, v in record.items() if k != field}) for record in records)
                    facts = Facts({**custom.facts, name: thinner})
                    yield _with(build, index, facts, f"{custom.category}.{name}.{field}")


def _with(build: Build, index: int, facts: Facts, fact: str) -> Forgotten:
    items = list(build.items)
    custom = items[index].custom
    assert custom is not None
    items[index] = replace(items[index], custom=replace(custom, facts=facts))
    return Forgotten(fact, replace(build, items=tuple(items)))


# Fields whose absence says "no such condition", so that leaving them out is knowledge, not forgetting.
CONDITIONS = {
    "motherboard.cpu_support.min_revision": "a row without it holds for every board revision",
    "motherboard.cpu_support.min_bios": "a row without it holds for every BIOS",
}


def is_needed(rule: Rule, fact: str) -> bool:
    """Whether the rule names the fact, or the record that holds it, among its needs."""
    category, name, *_ = fact.split(".")
    return f"{category}.{name}" in rule.needs


def comforts(rule: Rule, catalog: Catalog) -> list[str]:
    """Needed facts of the breaking example whose absence makes the rule fall silent."""
    return [
        less.fact
        for less in one_fact_less(rule.breaks)
        if is_needed(rule, less.fact) and less.fact not in CONDITIONS and not said(rule, less.build, catalog)
    ]


def drifts(rule: Rule, catalog: Catalog) -> list[str]:
    """Facts that the rule does not name, and whose absence changes what it says all the same."""
    before = said(rule, rule.breaks, catalog)
    return [
        less.fact
        for less in one_fact_less(rule.breaks)
        if not is_needed(rule, less.fact) and said(rule, less.build, catalog) != before
    ]
