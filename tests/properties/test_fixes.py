"""Every fix that is offered does what it says, judged anew by an engine that remembers nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.build import Build
from app.core.repair import FIX_BUDGET, Fix, fixes_for, is_fixable
from app.core.repair.patches import apply
from app.core.repair.situation import Evaluator, is_gone, new_errors
from app.core.report import Finding
from tests.reference.machines import catalog

from .builds import machines, variations
from .judging import Judged, judged
from .profile import examples


@examples(8)
@given(st.one_of(machines(), variations()), st.data())
def test_an_offered_fix_does_what_it_says(build: Build, data: st.DataObject) -> None:
    before = judged(build)
    fixable = [finding for finding in before.report.findings if is_fixable(finding)]
    if not fixable:
        return
    finding = fixable[data.draw(st.integers(0, len(fixable) - 1))]
    offered = fixes_for(finding, build, before.report, Evaluator(catalog(), FIX_BUDGET))
    assert offered.tried <= FIX_BUDGET
    for fix in offered.fixes:
        _keeps_its_word(fix, finding, before)


def _keeps_its_word(fix: Fix, finding: Finding, before: Judged) -> None:
    after = judged(apply(before.build, fix.patch, catalog()))
    assert is_gone(finding, before.report.findings, after.report.findings), fix.title
    assert not new_errors(before.report.findings, after.report.findings), fix.title
    assert after.report.verdict == fix.verdict_after
    if fix.watts_delta is not None:
        drawn = after.report.totals["dc_w"] - before.report.totals["dc_w"]
        assert drawn == pytest.approx(fix.watts_delta, abs=0.1)
    if fix.price_delta is not None:
        _costs_what_it_says(fix, before, after)


def _costs_what_it_says(fix: Fix, before: Judged, after: Judged) -> None:
    """The totals move by what the fix says; unpriced lines that it leaves alone are in neither."""
    assert fix.price_delta is not None
    old, new = before.report.totals["price"], after.report.totals["price"]
    for end, said in (("low", fix.price_delta.low), ("high", fix.price_delta.high)):
        moved = sum(new[end].values()) - sum(old[end].values())
        assert moved == pytest.approx(said, abs=0.01), fix.title
