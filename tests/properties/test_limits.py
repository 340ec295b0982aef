"""docs/limits.md says what the code does."""

from __future__ import annotations

import pytest

from app.core.links import LONGEST_CODE
from app.core.placement import hanging, search, slots, spreading
from app.core.repair import FIX_BUDGET, REPAIR_BUDGET
from app.core.rig import MAX_DEVICES
from app.core.rules.nvlink_bridge import ARRANGEMENTS
from app.intake import builds, facts
from app.resources import resource_root
from app.settings import Settings

TOLD = {
    "body": Settings.model_fields["max_body_bytes"].default,
    "items of a build": builds.MOST_ITEMS,
    "units of one item": builds.MOST_OF_ONE,
    "circuits of the site": builds.MOST_CIRCUITS,
    "facts stated on one item": builds.MOST_FACTS,
    "entries of one fact": facts.MOST_ENTRIES,
    "pins of slots": builds.MOST_PINS,
    "devices of the whole build": MAX_DEVICES,
    "share code": LONGEST_CODE,
    "one search for seats": search.STEP_BUDGET,
    "all searches for whom to blame": slots.FURTHER_BUDGET,
    "seats for an NVLink bridge": ARRANGEMENTS,
    "hanging cables on supplies": hanging.STEP_BUDGET,
    "spreading supplies over circuits": spreading.STEP_BUDGET,
    "fixes of one finding": FIX_BUDGET,
    "a repair": REPAIR_BUDGET,
}


@pytest.mark.parametrize(("limit", "most"), TOLD.items(), ids=TOLD.keys())
def test_the_page_tells_the_limit(limit: str, most: int) -> None:
    rows = (resource_root() / "docs" / "limits.md").read_text(encoding="utf-8").splitlines()
    row = next(row for row in rows if row.startswith(f"| {limit}"))
    assert row.split("|")[2].split()[0] == f"{most:,}"
