"""Fixes and repair on whole machines: what is offered does what it says, and the published list can be repaired."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.build import Build, CablePin, Item, SlotPin
from app.core.engine import evaluate
from app.core.repair import FIX_BUDGET, Fix, fixes_for, is_fixable, price_delta, repair
from app.core.repair.patches import Replace, SetPowerLimit, apply
from app.core.repair.situation import Evaluator, about_the_same, is_gone, new_errors
from app.core.report import Finding, Report, Severity

from .machines import (
    build_of,
    catalog,
    found,
    on_circuits,
    raised,
    report,
    template,
    with_choices,
    with_item,
    with_more,
)

PUBLISHED = template("published-mini-colossus")
A, B = template("build-a"), template("build-b")
FOUNDERS = with_item(B, "gpus", lambda item: replace(item, part="gpu/nvidia/rtx-3090-founders"))
WRONG_BLOCK = build_of(
    [{"part": "gpu/nvidia/a100-pcie-80gb", "cooling": "loop"}, {"part": "gpu-block/bykski/n-tesla-a100-x-v2"}]
)
BROKEN = {
    "GT-1": PUBLISHED,
    "GT-5": on_circuits(A, (120, 20), (120, 20)),
    "GT-6": with_choices(B, gpu_power_limit_w=280.0),
    "GT-8": FOUNDERS,
    "GT-9": with_more(B, Item("nic", part="nic/intel/x550-t2"), SlotPin("nic", "PCIE2")),
    "GT-12": WRONG_BLOCK,
    "GT-14": build_of(
        [{"part": "cpu/amd/epyc-7302p", "quantity": 2}, {"part": "motherboard/asrock-rack/rome2d32gm-2t"}]
    ),
}


@pytest.mark.parametrize("build", BROKEN.values(), ids=BROKEN.keys())
def test_a_repair_leads_to_a_build_without_errors_and_says_how(build: Build) -> None:
    before = report(build)
    assert raised(before, "error")
    result = repair(build, catalog())
    again = evaluate(result.build, catalog())
    assert not raised(again, "error")
    assert again.verdict == result.report.verdict
    assert result.blocked_by == ()
    assert result.tried > 0
    for step in result.steps:
        build = apply(build, step.patch, catalog())
        assert "" not in (step.title, step.reason, step.rule)
    assert build == result.build, "the steps are the whole change"


def test_the_published_list_needs_few_steps_and_nothing_that_computes_is_lost() -> None:
    result = repair(PUBLISHED, catalog())
    assert len(result.steps) <= 6
    assert {step.rule for step in result.steps} >= {"cpu-socket-match", "dual-socket-lane-ownership"}
    assert result.report.totals["vram_gb"] == 320
    assert result.report.verdict == "warn", "nothing is left open that could be an error"
    kept = {item.id for item in result.build.items}
    assert kept >= {"server", "gpus", "cpu", "memory", "weights", "logs", "nics"}


def test_a_repair_of_a_sound_build_changes_nothing() -> None:
    result = repair(A, catalog())
    assert (result.build, result.steps, result.blocked_by, result.tried) == (A, (), (), 0)


def test_what_cannot_be_repaired_is_said() -> None:
    result = repair(with_choices(PUBLISHED, load_override_w=12_000.0), catalog())
    assert {finding.rule for finding in result.blocked_by} == {"psu-redundancy-usable"}
    assert raised(result.report, "error") == {"psu-redundancy-usable"}
    assert result.steps, "what could be repaired is repaired"


def test_a_budget_bounds_the_work() -> None:
    assert repair(PUBLISHED, catalog(), budget=3).tried <= 3
    assert repair(PUBLISHED, catalog(), budget=0).build == PUBLISHED


def test_a_repair_is_deterministic() -> None:
    assert repair(FOUNDERS, catalog()) == repair(FOUNDERS, catalog())


def fixes(build: Build) -> list[tuple[Finding, tuple[Fix, ...]]]:
    judged = report(build)
    evaluator = Evaluator(catalog(), 500)
    return [
        (finding, fixes_for(finding, build, judged, evaluator).fixes)
        for finding in judged.findings
        if is_fixable(finding)
    ]


@pytest.mark.parametrize("build", BROKEN.values(), ids=BROKEN.keys())
def test_every_offered_fix_does_what_it_says(build: Build) -> None:
    before = report(build)
    offered = fixes(build)
    assert any(each for finding, each in offered if finding.severity is Severity.ERROR)
    for finding, each in offered:
        for fix in each:
            after = evaluate(apply(build, fix.patch, catalog()), catalog())
            assert is_gone(finding, before.findings, after.findings), fix.title
            assert not new_errors(before.findings, after.findings), fix.title
            assert after.verdict == fix.verdict_after
            assert 1 <= len(fix.patch) <= 4
            if fix.watts_delta is not None:
                assert fix.watts_delta == pytest.approx(after.totals["dc_w"] - before.totals["dc_w"], abs=0.06)


def test_every_error_of_the_published_list_has_a_fix() -> None:
    assert [finding.rule for finding, each in fixes(PUBLISHED) if finding.severity is Severity.ERROR and not each] == []


def test_the_board_is_changed_before_the_processor() -> None:
    (titles,) = [
        [fix.title for fix in each] for finding, each in fixes(PUBLISHED) if finding.rule == "cpu-socket-match"
    ]
    assert titles[0].startswith("Replace Supermicro AS-4124GS-TNR with")
    assert any(title.startswith("Replace AMD EPYC 9654 with") for title in titles)


def test_a_power_limit_is_the_highest_that_the_circuit_allows() -> None:
    build = BROKEN["GT-6"]
    (limit,) = [
        edit for _, each in fixes(build) for fix in each for edit in fix.patch if isinstance(edit, SetPowerLimit)
    ]
    hotter = apply(build, (SetPowerLimit(limit.items, limit.watts + 10),), catalog())
    assert "circuit-continuous" in raised(report(hotter), "error")


def test_a_power_limit_never_falls_below_what_the_card_takes() -> None:
    build = on_circuits(B, (120, 5))
    for _, each in fixes(build):
        for edit in (edit for fix in each for edit in fix.patch):
            assert not isinstance(edit, SetPowerLimit) or edit.watts >= 100


def test_the_adapter_that_is_missing_is_added() -> None:
    psu = {
        "category": "psu",
        "name": "ATX supply",
        "facts": {
            "form_factor": "atx",
            "outputs": [
                {"connector": "atx24", "count": 1},
                {"connector": "eps8", "count": 1},
                {"connector": "pcie8", "count": 4},
            ],
        },
    }
    bare = build_of([{"part": "gpu/nvidia/tesla-p40"}, {"custom": psu}])
    build = with_choices(bare, cable_pins=(CablePin(bare.items[0].id, "pcie8"),))
    titles = [fix.title for finding, each in fixes(build) for fix in each if finding.rule == "gpu-power-connector"]
    assert titles[0] == "Add 2 × PCIe 8-pin to EPS 8-pin adapter, 300 W"


def test_evaluations_are_counted_once_and_bounded() -> None:
    judged = report(PUBLISHED)
    evaluator = Evaluator(catalog(), 500)
    (finding,) = found(judged, "cpu-socket-match")
    first = fixes_for(finding, PUBLISHED, judged, evaluator)
    assert 0 < first.tried <= FIX_BUDGET
    again = fixes_for(finding, PUBLISHED, judged, evaluator)
    assert (again.fixes, again.tried) == (first.fixes, 0)
    assert fixes_for(finding, PUBLISHED, judged, Evaluator(catalog(), 0)).fixes == ()


def test_an_unknown_is_not_the_end_of_an_error() -> None:
    judged = report(PUBLISHED)
    (error,) = found(judged, "psu-form-factor")
    open_question = replace(error, severity=Severity.UNKNOWN, could_be=Severity.ERROR)
    assert about_the_same(error, open_question)
    assert not is_gone(error, judged.findings, [open_question])
    assert is_gone(error, judged.findings, [replace(error, severity=Severity.WARNING)])


def test_a_price_is_the_difference_of_lines_that_have_one() -> None:
    priced = [part for part in catalog().of("psu") if part.prices and part.prices[0].currency == "USD"][:2]
    bare = next(part for part in catalog().of("psu") if not part.prices)
    build = build_of([{"id": "psu", "part": priced[0].id, "quantity": 2}])
    after = apply(build, (Replace("psu", priced[1].id),), catalog())
    delta = price_delta(build, after, catalog())
    cheapest = [min(price.amount for price in part.prices if price.currency == "USD") for part in priced]
    assert delta is not None
    assert delta.low == pytest.approx(2 * (cheapest[1] - cheapest[0]))
    assert price_delta(build, apply(build, (Replace("psu", bare.id),), catalog()), catalog()) is None


def test_reports_are_not_changed_by_looking_for_fixes() -> None:
    before: Report = report(FOUNDERS)
    fixes(FOUNDERS)
    assert report(FOUNDERS) == before
