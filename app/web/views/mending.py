"""Fixes and repairs as people read them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.core.build import Build
from app.core.repair import Fix, Fixes, PriceDelta, RepairResult
from app.core.repair.patches import patch_to_list
from app.core.report import Report
from app.web import formats
from app.web.held import Held
from app.web.views.words import VERDICT_CUES, Cue

FIXES_ID = "fixes"
"""Where the first list of fixes begins on the page."""


@dataclass(frozen=True, slots=True)
class FixLine:
    """One fix: `patch` is what its button carries."""

    title: str
    patch: str
    cue: Cue
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FixList:
    """What was found for one finding."""

    fixes: tuple[FixLine, ...]
    summary: str
    element_id: str


def view_fixes(found: Mapping[int, Fixes]) -> dict[str, FixList]:
    """The fixes by the anchor of their finding."""
    first = min(found, default=0)
    return {
        f"finding-{number + 1}": _fix_list(fixes, FIXES_ID if number == first else f"{FIXES_ID}-{number + 1}")
        for number, fixes in found.items()
    }


def _fix_list(found: Fixes, element_id: str) -> FixList:
    many = formats.plural(len(found.fixes), "fix", "fixes") if found.fixes else "No fix found"
    tried = f"{many}, {formats.plural(found.tried, 'build')} tried."
    return FixList(tuple(_fix_line(fix) for fix in found.fixes), tried, element_id)


def _fix_line(fix: Fix) -> FixLine:
    differences = (*_watts(fix.watts_delta), *_price(fix.price_delta))
    patch = json.dumps(patch_to_list(fix.patch), ensure_ascii=False, separators=(",", ":"))
    return FixLine(fix.title, patch, VERDICT_CUES[fix.verdict_after], differences)


def _watts(delta: float | None) -> tuple[str, ...]:
    if delta is None:
        return ("power unknown",)
    return (f"{_sign(delta)}{formats.figure(abs(delta), 'W')}",) if round(delta) else ()


def _price(delta: PriceDelta | None) -> tuple[str, ...]:
    if delta is None:
        return ("price unknown",)
    if not delta.currency or not (delta.low or delta.high):
        return ()
    low, high = (f"{_sign(value)}{formats.money(abs(value), delta.currency)}" for value in (delta.low, delta.high))
    return (low if low == high else f"{low} to {high}",)


def _sign(value: float) -> str:
    return "−" if value < 0 else "+"


@dataclass(frozen=True, slots=True)
class RepairLine:
    """One step of a repair: what changes, and what the finding said."""

    title: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class RepairView:
    """The page of a repair."""

    title: str
    held: Held
    back_url: str
    before: Cue
    after: Cue
    steps: tuple[RepairLine, ...]
    blocked: tuple[RepairLine, ...]
    tried: str

    @property
    def page_title(self) -> str:
        return f"Repair of {self.title}"

    @property
    def announcement(self) -> str:
        return f"{formats.plural(len(self.steps), 'change')}. Verdict then: {self.after.word}."


def view_repair(build: Build, report: Report, result: RepairResult, held: Held) -> RepairView:
    """Prepare the page of a repair."""
    return RepairView(
        title=build.title or "Untitled build",
        held=held,
        back_url=f"/build?{held.query}",
        before=VERDICT_CUES[report.verdict],
        after=VERDICT_CUES[result.report.verdict],
        steps=tuple(RepairLine(step.title, step.rule, step.reason) for step in result.steps),
        blocked=tuple(RepairLine(one.title, one.rule, one.message) for one in result.blocked_by),
        tried=formats.plural(result.tried, "build"),
    )
