"""What the rules' table tests call: one rule, one build, its outcomes."""

from __future__ import annotations

import re
from functools import cache

from app.core.build import Build
from app.core.case import Case
from app.core.parts import Catalog
from app.core.report import Finding, Outcome, Passed, Severity
from app.core.rig import resolve
from app.core.rules import Rule, all_rules
from app.intake.vocabulary import load_vocabulary
from app.resources import resource_root


@cache
def words_only() -> Catalog:
    """A catalog without parts, for builds of custom parts."""
    return Catalog(vocabulary=load_vocabulary(resource_root() / "catalog"))


def rule(rule_id: str) -> Rule:
    return next(rule for rule in all_rules() if rule.id == rule_id)


def outcomes(rule_id: str, build: Build, catalog: Catalog | None = None) -> list[Outcome]:
    """What the rule says of the build."""
    case = Case(resolve(build, catalog or words_only()))
    found = list(rule(rule_id).check(case))
    for outcome in found:
        check_shape(outcome, case)
    return found


def check_shape(outcome: Outcome, case: Case) -> None:
    """Whatever a rule says is a whole sentence about devices of the rig, and an unknown says what it could be."""
    assert isinstance(outcome, Finding | Passed), f"{outcome!r} is no outcome"
    assert re.fullmatch(r"\S.*[.?)]", outcome.message, re.DOTALL), f"“{outcome.message}” is no sentence"
    assert not re.search(r"\bNone\b|\bnan\b|\binf\b|  | [.,;]|[<{]", outcome.message), f"“{outcome.message}” has a hole"
    known = {
        "site",
        "choices",
        *(device.name for device in case.rig.devices),
        *(one.id for one in case.rig.build.items),
    }
    assert known.issuperset(outcome.parts), f"{outcome.parts} are not all of the rig"
    if isinstance(outcome, Finding):
        assert isinstance(outcome.severity, Severity)
        assert (outcome.severity is Severity.UNKNOWN) == (outcome.could_be is not None)


def severities(rule_id: str, build: Build, catalog: Catalog | None = None) -> list[str]:
    """The findings' severities; `["passed"]` when all is fine; empty when nothing is of the rule's concern."""
    found = outcomes(rule_id, build, catalog)
    raised = [outcome.severity.value for outcome in found if isinstance(outcome, Finding)]
    return raised or (["passed"] if found else [])
