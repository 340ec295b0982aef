"""Every build of the corpus is judged as its hardware deserves, and the corpus itself is sane."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from app.core.engine import evaluate
from app.core.report import SEVERITY_RANK, Severity
from app.core.rules import all_rules
from tests.reference.machines import catalog

from .corpus_files import CorpusBuild, corpus

RULES = {rule.id: rule for rule in all_rules()}


@pytest.mark.parametrize("entry", corpus(), ids=lambda entry: entry.name)
def test_build_is_judged_as_its_hardware_deserves(entry: CorpusBuild) -> None:
    complaints = entry.complaints(evaluate(entry.build, catalog()))
    assert not complaints, "\n".join([f"{entry.file}: {entry.name}", entry.about, *complaints])


def test_names_are_unique_slugs() -> None:
    names = Counter(entry.name for entry in corpus())
    assert [name for name, count in names.items() if count > 1] == []
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_every_build_says_what_it_is_and_why() -> None:
    assert [entry.name for entry in corpus() if not re.fullmatch(r"[^\n]{20,600}\.", entry.about)] == []


def test_every_build_has_an_answer() -> None:
    assert [entry.name for entry in corpus() if not (entry.expect or entry.fine or entry.forbid)] == []


def test_answers_name_rules_and_severities_that_exist() -> None:
    severities = {severity.value for severity in Severity}
    for entry in corpus():
        banned = {ban for ban in entry.forbid if ban not in severities}
        named = {*entry.expect, *entry.fine, *(ban.partition(":")[0] for ban in banned)}
        assert named <= RULES.keys(), entry.name
        said = {severity for expected in entry.expect.values() for severity in expected}
        said |= {ban.partition(":")[2] for ban in banned if ":" in ban}
        assert said <= severities, entry.name


def test_every_rule_that_can_raise_an_error_has_builds_on_both_sides() -> None:
    """One build where it must raise the error, and one where it must look and not raise it."""
    errors = {rule.id for rule in RULES.values() if rule.worst is Severity.ERROR}
    raised = {rule for entry in corpus() for rule, expected in entry.expect.items() if expected == ("error",)}
    held = {rule for entry in corpus() for rule in entry.fine}
    held |= {
        rule
        for entry in corpus()
        for rule, expected in entry.expect.items()
        if all(SEVERITY_RANK[Severity(severity)] <= SEVERITY_RANK[Severity.WARNING] for severity in expected)
    }
    assert sorted(errors - raised) == [], "give each a build in corpus/boundaries that must raise its error"
    assert sorted(errors - held) == [], "give each a build in corpus/boundaries that is just not one"


def test_the_corpus_is_large() -> None:
    assert len(corpus()) >= 200
    assert {f"gt-{number}" for number in range(1, 16)} <= {entry.name for entry in corpus()}
