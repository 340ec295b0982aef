"""Fixes that were checked, and repair: patches that the same engine has judged before anybody is offered them.

`fixes_for` answers what could be done about one finding; `repair` changes a build until no error remains, or says what
blocks it.  Both count the builds that they judged, and neither judges more than it is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.core.build import Build, Item
from app.core.engine import evaluate
from app.core.estimate.totals import price_range
from app.core.parts import Catalog
from app.core.repair.patches import Patch
from app.core.repair.search import State, Step, way_to_no_errors, ways_out
from app.core.repair.situation import Evaluator, Situation
from app.core.repair.titles import title_of
from app.core.report import Finding, Report, Severity, Verdict
from app.core.rig import resolve

FIX_BUDGET = 24
"""Builds that are judged for the fixes of one finding."""
REPAIR_BUDGET = 160
"""Builds that are judged for one repair."""


@dataclass(frozen=True, slots=True)
class PriceDelta:
    """What a change adds to the price, by the lowest and by the highest observations; negative when it saves."""

    currency: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fix:
    """A patch that does away with a finding and adds no error on another subject.

    `price_delta` is None when a changed line has no price; `watts_delta` is in DC watts under load, None when unknown.
    """

    title: str
    patch: Patch
    verdict_after: Verdict
    price_delta: PriceDelta | None
    watts_delta: float | None


@dataclass(frozen=True, slots=True)
class Fixes:
    """The fixes of a finding, and how many builds were judged to find them."""

    fixes: tuple[Fix, ...]
    tried: int


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One change of a repair: what it does, and the finding that made it necessary."""

    title: str
    patch: Patch
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class RepairResult:
    """The repaired build with its report; `blocked_by` are the errors that nothing helped against."""

    build: Build
    report: Report
    steps: tuple[RepairStep, ...]
    tried: int
    blocked_by: tuple[Finding, ...]


def fixes_for(finding: Finding, build: Build, report: Report, evaluator: Evaluator) -> Fixes:
    """Checked fixes of one finding of a report.  The evaluator remembers what it judged for other findings."""
    already = evaluator.tried
    start = evaluator.start(build, report)
    total, evaluator.budget = evaluator.budget, min(evaluator.budget, already + start.bounded(FIX_BUDGET))
    found = ways_out(start, finding, evaluator)
    evaluator.budget = total
    return Fixes(tuple(_fix(state, start) for state in found), evaluator.tried - already)


def is_fixable(finding: Finding) -> bool:
    """Whether fixes are looked for: an unknown is answered, not fixed."""
    return finding.severity in (Severity.ERROR, Severity.WARNING)


def _fix(state: State, start: Situation) -> Fix:
    after = state.situation
    watts = [one.report.totals.get("dc_w") for one in (after, start)]
    return Fix(
        title=title_of(state.patch, start.build, start.catalog),
        patch=state.patch,
        verdict_after=after.report.verdict,
        price_delta=price_delta(start.build, after.build, start.catalog),
        watts_delta=None if None in watts else round(watts[0] - watts[1], 1),  # type: ignore[operator]
    )


def price_delta(before: Build, after: Build, catalog: Catalog) -> PriceDelta | None:
    """The difference of the changed lines, by the totals' own arithmetic; None when one of them has no price."""
    gone = _price(tuple(item for item in before.items if _priced(item) not in map(_priced, after.items)), catalog)
    come = _price(tuple(item for item in after.items if _priced(item) not in map(_priced, before.items)), catalog)
    if gone is None or come is None:
        return None
    currencies = {*gone["low"], *come["low"]}
    if len(currencies) > 1:
        return None
    currency = next(iter(currencies), "")
    low = come["low"].get(currency, 0.0) - gone["low"].get(currency, 0.0)
    high = come["high"].get(currency, 0.0) - gone["high"].get(currency, 0.0)
    return PriceDelta(currency, low, high)


def _priced(item: Item) -> tuple[object, ...]:
    """What an item's price depends on."""
    return (item.id, item.part, item.quantity, item.price_paid, item.owned)


def _price(items: tuple[Item, ...], catalog: Catalog) -> dict[str, Any] | None:
    """The price of some lines alone; None when one of them has none."""
    found = price_range(resolve(Build(items), catalog))
    return None if found["unpriced_lines"] else found


def repair(build: Build, catalog: Catalog, budget: int = REPAIR_BUDGET) -> RepairResult:
    """Change a build until no error remains, or until nothing more helps.  Raises RigError like `evaluate`."""
    evaluator = Evaluator(catalog, budget)
    start = evaluator.start(build, evaluate(build, catalog))
    evaluator.budget = start.bounded(budget)
    state = way_to_no_errors(start, evaluator)
    return RepairResult(
        build=state.situation.build,
        report=state.situation.report,
        steps=tuple(_told(step, catalog) for step in state.steps),
        tried=evaluator.tried,
        blocked_by=state.situation.errors,
    )


def _told(step: Step, catalog: Catalog) -> RepairStep:
    return RepairStep(title_of(step.patch, step.before, catalog), step.patch, step.because.rule, step.because.message)
