"""What nobody knows is never a pass: an error on real parts leaves a question when a fact that it needs is gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.build import Build
from app.core.repair.situation import about_the_same, items_named
from app.core.report import Finding, Severity
from tests.reference.machines import catalog

from .builds import builds
from .judging import RULES, Judged, judged, without_fact
from .profile import examples

# Facts that decide whether a rule is concerned at all, and whose absence is knowledge in every catalog part.
TELLING = {
    "gpu-block.kind": "a block that isn't known to be one for water makes no loop",
    "pdu.volts": "where no circuit is named either, nobody can speak of amperes, and a note says so",
    "memory.total_gib": "only memory whose modules nobody counted has it",
}


@examples(100)
@given(builds(), st.data())
def test_a_forgotten_fact_leaves_every_error_open(build: Build, data: st.DataObject) -> None:
    before = judged(build)
    open_before = [finding for finding in before.report.findings if _is_open(finding)]
    needed = [pair for rule in sorted({finding.rule for finding in open_before}) for pair in _needs(before, rule)]
    if not needed:
        return
    part_id, fact = data.draw(st.sampled_from(needed))
    after = judged(build, without_fact(catalog(), part_id, fact))
    left = [finding for finding in after.report.findings if finding.severity is not Severity.INFO]
    for finding in open_before:
        assert any(_stands_for(one, finding, part_id, fact) for one in left), (fact, part_id, finding.message)


def _is_open(finding: Finding) -> bool:
    """An error, or an unknown that could be one."""
    return Severity.ERROR in (finding.severity, finding.could_be)


def _stands_for(left: Finding, lost: Finding, part_id: str, fact: str) -> bool:
    """Whether a finding is of the same rule, or leaves the same item open, or asks for the forgotten fact."""
    if about_the_same(left, lost) or (_is_open(left) and items_named(left) & items_named(lost)):
        return True
    return _is_open(left) and any(gap.part == part_id and fact in gap.fact for gap in left.missing)


def _needs(found: Judged, rule: str) -> list[tuple[str, str]]:
    """Facts of catalog parts that the rule says it needs, as part and fact."""
    kinds = {device.part.id: device.part for device in found.rig.devices if device.part.id in catalog().parts}
    return [
        (part.id, fact)
        for part in kinds.values()
        for category, _, fact in (need.partition(".") for need in RULES[rule].needs)
        if category == part.category and fact in part.facts and f"{category}.{fact}" not in TELLING
    ]
