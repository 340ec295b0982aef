"""More parts and stronger supplies: what they can't have mended stays told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.core.build import Build, Item
from app.core.parts import Facts, Part
from app.core.report import Area, Finding
from app.core.rig import Rig
from tests.reference.machines import catalog

from .builds import builds, part_of
from .judging import RULES, Judged, judged
from .profile import examples


@examples(80)
@given(builds(), part_of())
def test_a_part_more_takes_no_error_away_that_it_has_nothing_to_do_with(build: Build, part: Part) -> None:
    """An error stays while the facts that its rule reads, and the places of the devices it names, are the same."""
    before = judged(build)
    after = judged(replace(build, items=(*build.items, Item("one-more", part=part.id))))
    if before.rig.machines != after.rig.machines:
        return  # another number of equal machines is another rig
    told = Counter(_gist(finding) for finding in after.errors)
    for finding in before.errors:
        if _reads_the_same(finding, before, after):
            assert told[_gist(finding)], finding.message


def _gist(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, frozenset(finding.parts))


def _reads_the_same(finding: Finding, before: Judged, after: Judged) -> bool:
    rule = RULES[finding.rule]
    read = {need.partition(".")[0] for need in rule.needs} | set(rule.requires)
    if _kinds(before.rig, read) != _kinds(after.rig, read):
        return False
    return not rule.stage or before.report.placement == after.report.placement


def _kinds(rig: Rig, categories: set[str]) -> list[str]:
    return sorted(f"{device.name} {device.part.id}" for device in rig.devices if device.category in categories)


@examples(80)
@given(builds().filter(lambda build: any(_rows(item) for item in build.items)), st.data())
def test_a_stronger_supply_adds_no_error_of_watts(build: Build, data: st.DataObject) -> None:
    supplies = [item for item in build.items if _rows(item)]
    chosen = data.draw(st.sampled_from(supplies))
    factor = data.draw(st.sampled_from([1.01, 1.25, 2.0, 10.0]))
    stronger = tuple(Facts({**row, "watts": (row.number("watts") or 0.0) * factor}) for row in _rows(chosen))
    before = judged(build)
    after = judged(
        replace(build, items=tuple(_with_ratings(item, stronger) if item is chosen else item for item in build.items))
    )
    assert _errors_of_watts(after) <= _errors_of_watts(before)


def _rows(item: Item) -> tuple[Facts, ...]:
    """What the label of a supply says; nothing of other items."""
    part = catalog().part(item.part or "") or item.custom
    if part is None or part.category != "psu":
        return ()
    return item.facts.records("ratings") or part.facts.records("ratings") or ()


def _with_ratings(item: Item, ratings: tuple[Facts, ...]) -> Item:
    return replace(item, facts=Facts({**item.facts, "ratings": ratings}))


def _errors_of_watts(found: Judged) -> set[str]:
    return {finding.rule for finding in found.errors if finding.area is Area.PSU_WATTS}
