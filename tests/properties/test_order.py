"""The order of items and their names say nothing about the hardware."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from app.core.build import Build, Choices

from .builds import builds
from .judging import judged, renamed
from .profile import examples


@examples(60)
@given(builds(), st.data())
def test_the_order_of_items_changes_nothing(build: Build, data: DataObject) -> None:
    shuffled = replace(build, items=tuple(data.draw(st.permutations(build.items))))
    before, after = judged(build), judged(shuffled)
    assert after.report.verdict == before.report.verdict
    assert after.said() == before.said()
    assert after.report.totals["dc_w"] == pytest.approx(before.report.totals["dc_w"])
    assert after.report.totals["price"] == before.report.totals["price"]


@examples(60)
@given(builds())
def test_the_names_of_items_change_nothing(build: Build) -> None:
    names = {item.id: f"renamed-{number}" for number, item in enumerate(build.items)}
    other = replace(
        build,
        items=tuple(replace(item, id=names[item.id]) for item in build.items),
        choices=_pinned_by(build.choices, names),
    )
    before, after = judged(build), judged(other)
    assert after.said({}) == before.said(names)
    assert after.report.verdict == before.report.verdict


def _pinned_by(choices: Choices, names: dict[str, str]) -> Choices:
    """The same pins of devices that have other names now."""
    slots = tuple(replace(pin, device=renamed(pin.device, names)) for pin in choices.slot_pins)
    cables = tuple(
        replace(pin, device=renamed(pin.device, names), psu=renamed(pin.psu, names) if pin.psu else None)
        for pin in choices.cable_pins
    )
    return replace(choices, slot_pins=slots, cable_pins=cables)
