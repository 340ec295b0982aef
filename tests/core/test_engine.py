"""evaluate: the verdict, what waits, what is fine, and no traceback for any build that the API takes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from app.core.build import Build
from app.core.engine import complete, evaluate, findings_of
from app.core.parts import Basis, Source
from app.core.report import SEVERITY_RANK, Area, Cited, Finding, Severity, Verdict, verdict_of
from app.core.rig import RigError
from app.core.rules import all_rules
from app.core.rules._examples import build, item
from app.intake.builds import read_build
from tests.core.described import builds
from tests.rules.harness import rule, words_only

ERROR = Finding(Severity.ERROR, "e")
WARNING = Finding(Severity.WARNING, "w")
NOTE = Finding(Severity.INFO, "i")
OPEN = Finding(Severity.UNKNOWN, "?", could_be=Severity.ERROR)
SMALL = Finding(Severity.UNKNOWN, "?", could_be=Severity.WARNING)


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], Verdict.PASS),
        ([NOTE], Verdict.PASS),
        ([SMALL], Verdict.PASS),
        ([NOTE, WARNING, SMALL], Verdict.WARN),
        ([WARNING, OPEN], Verdict.UNKNOWN),
        ([OPEN, WARNING, ERROR], Verdict.FAIL),
    ],
)
def test_the_first_that_holds(findings: list[Finding], verdict: Verdict) -> None:
    assert verdict_of(findings) is verdict


SOCKETS = rule("cpu-socket-match")


def test_a_finding_is_completed_by_its_rule() -> None:
    source = Source("https://example.com/", "Data sheet", Basis.VENDOR)
    found = Finding(Severity.ERROR, "e", cited=(Cited("cpu", "custom/cpu", "socket", "SP5", Basis.VENDOR, source),))
    whole = complete(found, SOCKETS)
    assert (whole.rule, whole.title, whole.area) == (SOCKETS.id, SOCKETS.title, SOCKETS.area)
    assert whole.sources == (source, *SOCKETS.sources)
    assert complete(Finding(Severity.INFO, "i", area=Area.NVLINK), SOCKETS).area is Area.NVLINK


def test_an_empty_build_waits_for_everything() -> None:
    report = evaluate(Build(), words_only())
    assert (report.verdict, report.complete, report.findings) == (Verdict.PASS, False, ())
    assert report.missing == words_only().vocabulary.needed
    assert SOCKETS.id in report.waiting


def test_what_was_checked_and_is_fine_is_listed() -> None:
    report = evaluate(SOCKETS.passes, words_only())
    assert [(passed.title, passed.parts) for passed in report.passed if passed.rule == SOCKETS.id] == [
        (SOCKETS.title, ("cpu", "motherboard"))
    ]
    assert SOCKETS.id not in report.waiting


def test_a_rule_that_finds_something_passes_nothing() -> None:
    report = evaluate(SOCKETS.breaks, words_only())
    assert report.verdict is Verdict.FAIL
    assert SOCKETS.id in [finding.rule for finding in report.findings]
    assert SOCKETS.id not in [passed.rule for passed in report.passed]


def test_the_worst_comes_first() -> None:
    report = evaluate(SOCKETS.breaks, words_only())
    ranks = [SEVERITY_RANK[finding.severity] for finding in report.findings]
    assert ranks == sorted(ranks, reverse=True)


def test_some_rules_alone_say_what_they_say_among_all() -> None:
    whole = evaluate(SOCKETS.breaks, words_only())
    alone = findings_of(SOCKETS.breaks, words_only(), [SOCKETS])
    assert alone == tuple(finding for finding in whole.findings if finding.rule == SOCKETS.id)
    assert findings_of(build(item("cpu", socket="SP5")), words_only(), [SOCKETS]) == ()


@settings(deadline=None, max_examples=600, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(builds(words_only().vocabulary))
def test_whatever_the_api_takes_is_judged(raw: dict[str, Any]) -> None:
    """No traceback, the same answer twice, and every unknown says what could answer it."""
    catalog = words_only()
    made = read_build(raw, catalog.vocabulary, catalog)
    try:
        report = evaluate(made, catalog)
    except RigError:
        return
    assert evaluate(made, catalog) == report
    assert report.verdict is verdict_of(report.findings)
    known = {one.id for one in all_rules()}
    assert {finding.rule for finding in report.findings} <= known
    for finding in report.findings:
        assert finding.message
        assert finding.title
        assert (finding.could_be is not None) == (finding.severity is Severity.UNKNOWN)
