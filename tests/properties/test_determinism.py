"""The same build is judged alike: again, in another process with another hash seed, and within a bound of steps."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

from app.core.build import Build
from app.core.engine import evaluate
from app.core.placement import slots
from app.core.placement.problem import FEARS
from app.core.placement.search import STEP_BUDGET, Search, Seated
from app.core.placement.slots import FURTHER_BUDGET
from app.export.report_json import report_to_dict
from tests.eval.corpus_files import corpus
from tests.reference.machines import build_of, catalog

from .builds import builds, crowds
from .judging import judged
from .profile import examples

ROOT = Path(__file__).parents[2]
# A placement searches with the missing facts at their best and at their worst, once more for each of them, and beside
# the drives (hopefully and fearfully) until the further budget is spent, which the last search may exceed.
ONE_PLACEMENT = (2 + len(FEARS)) * STEP_BUDGET + 2 * (FURTHER_BUDGET + STEP_BUDGET)
# NVLink bridges try seats at their distance until a budget is spent, which the last placement may exceed.
ONE_BUILD = 2 * ONE_PLACEMENT + STEP_BUDGET


def digest() -> str:
    """What the whole corpus is judged to be, as one short text."""
    reports = [report_to_dict(evaluate(entry.build, catalog())) for entry in corpus()]
    return hashlib.sha256(json.dumps(reports, default=str).encode()).hexdigest()


@examples(40)
@given(builds())
def test_judging_again_says_the_same(build: Build) -> None:
    assert report_to_dict(judged(build).report) == report_to_dict(judged(build).report)


def test_another_process_with_another_hash_seed_says_the_same() -> None:
    asked = "from tests.properties.test_determinism import digest; print(digest())"
    told = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "4000000000"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert told.stdout.strip() == digest()


@examples(25)
@given(crowds())
def test_the_search_ends_within_its_budget(build: Build) -> None:
    assert _search_steps(build) <= ONE_BUILD


def _search_steps(build: Build) -> int:
    """The steps of all searches for seats while the build is judged; none takes more than its own budget."""
    spent: list[int] = []

    class Counted(Search):
        def run(self) -> tuple[Seated, ...] | None:
            try:
                return super().run()
            finally:
                spent.append(self.steps)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "Search", Counted)
        judged(build)
    assert max(spent, default=0) <= STEP_BUDGET + 1
    return sum(spent)


WIDE = [
    {"id": f"S{number}", "position": number % 30, "physical_lanes": 16, "electrical_lanes": 16, "pcie_gen": 4}
    for number in range(200)
]


def test_the_search_ends_within_its_budget_on_the_largest_board_that_a_request_can_describe() -> None:
    """Two hundred slots, and cards of which no two are alike: far more ways than anybody could try."""
    board = {"category": "motherboard", "name": "board", "facts": {"slots": WIDE, "socket_count": 1}}
    cards = [
        {"custom": {"category": "gpu", "name": f"card {number}", "facts": {"slot_width": 1 + number % 8 / 2}}}
        for number in range(60)
    ]
    assert 0 < _search_steps(build_of([{"custom": board}, *cards])) <= ONE_BUILD
