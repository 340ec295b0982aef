"""A build with its report, as the moves look at it, and the judge that counts what it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.core.build import Build, Item
from app.core.engine import evaluate, findings_of
from app.core.parts import Catalog, Part
from app.core.repair.patches import Patch, PatchError, apply, item_of
from app.core.report import SEVERITY_RANK, Finding, Report, Severity
from app.core.rig import Rig, RigError, resolve
from app.core.rules import Rule, all_rules

# What one more finding of a kind weighs when builds are compared: an error outweighs everything below it.
ERROR_WEIGHT = 100.0
OPEN_WEIGHT = 20.0
WARNING_WEIGHT = 3.0
# Seating many cards takes far longer than seating few, so that less is tried for machines with more than this.
MANY_CARDS = 16
UNDECIDED, UNDECIDED_SHARE = "placement-undecided", 0.1


@dataclass(frozen=True)
class Situation:
    """A build that was judged."""

    build: Build
    catalog: Catalog
    report: Report
    began_with: tuple[Finding, ...] = ()

    @cached_property
    def rig(self) -> Rig:
        """The build's devices."""
        return resolve(self.build, self.catalog)

    def bounded(self, work: int) -> int:
        """How much of some work may be done for this build: less, the more cards have to be seated each time.

        Where the search for seats used up its steps, each try is likely to do so again.
        """
        cards = len(self.rig.all("gpu", "nic", "hba", "storage", "riser"))
        share = min(1.0, MANY_CARDS / max(cards, 1)) ** 3.0
        if any(finding.rule == UNDECIDED and not finding.missing for finding in self.report.findings):
            share *= UNDECIDED_SHARE
        return max(1, round(work * share)) if work else 0

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.report.findings if finding.severity is Severity.ERROR)

    @cached_property
    def origin(self) -> tuple[Finding, ...]:
        """The errors that the search began with: an unknown in the place of one is no progress."""
        return self.began_with or self.errors

    @cached_property
    def weight(self) -> float:
        """How bad the build is."""
        return weight_of(self.report.findings, self.origin)

    def part_of(self, item: Item) -> Part | None:
        """The catalog's part of an item, or the described one as a part."""
        if item.custom is not None:
            return Part(item.id, item.custom.category, item.custom.name, facts=item.custom.facts)
        return self.catalog.part(item.part or "")

    def items_of(self, *categories: str) -> tuple[Item, ...]:
        """The items whose own part is of these categories."""
        found = ((item, self.part_of(item)) for item in self.build.items)
        return tuple(item for item, part in found if part is not None and part.category in categories)

    def after(self, patch: Patch) -> Situation:
        """The build after a patch, unjudged: with the report of the build before."""
        return Situation(apply(self.build, patch, self.catalog), self.catalog, self.report, self.origin)

    def bundles_with(self, category: str) -> tuple[Item, ...]:
        """The items that bring a device of the category."""
        bringing = {device.item.id for device in self.rig.all(category) if device.bundle is not None}
        return tuple(item for item in self.build.items if item.id in bringing)


class Evaluator:
    """The engine with a memory and a bound: the same build is judged once, and `tried` says how many were."""

    def __init__(self, catalog: Catalog, budget: int) -> None:
        self.catalog = catalog
        self.budget = budget
        self.tried = 0
        self._known: dict[Build, Situation | None] = {}
        self._began_with: tuple[Finding, ...] = ()

    @property
    def is_spent(self) -> bool:
        return self.tried >= self.budget

    def start(self, build: Build, report: Report) -> Situation:
        """The build that the search begins with, whose report somebody has already."""
        situation = Situation(build, self.catalog, report)
        self._began_with = situation.errors
        self._known[build] = situation
        return situation

    def situation(self, build: Build) -> Situation | None:
        """The build judged; None when it can't be, or when nothing is left of the budget."""
        if build in self._known:
            return self._known[build]
        if self.is_spent:
            return None
        self.tried += 1
        try:
            self._known[build] = Situation(build, self.catalog, evaluate(build, self.catalog), self._began_with)
        except RigError:
            self._known[build] = None
        return self._known[build]

    def after(self, build: Build, patch: Patch) -> Situation | None:
        """The build after a patch, judged."""
        try:
            return self.situation(apply(build, patch, self.catalog))
        except PatchError:
            return None


def weight_of(findings: Iterable[Finding], errors: Iterable[Finding] = ()) -> float:
    """How bad findings are together; what was an error and is only unknown now weighs like the error."""
    known = tuple(errors)
    return sum(_weight(finding, known) for finding in findings)


def _weight(finding: Finding, errors: tuple[Finding, ...]) -> float:
    weights = {Severity.ERROR: ERROR_WEIGHT, Severity.WARNING: WARNING_WEIGHT, Severity.INFO: 0.0}
    if finding.severity is not Severity.UNKNOWN:
        return weights[finding.severity]
    if finding.could_be is not Severity.ERROR:
        return 1.0
    return ERROR_WEIGHT if any(about_the_same(finding, error) for error in errors) else OPEN_WEIGHT


def items_named(finding: Finding) -> frozenset[str]:
    """The items that a finding speaks of."""
    return frozenset(item_of(name) for name in finding.parts)


def possible_rank(finding: Finding) -> int:
    """The worst that a finding is or could be: what nobody knows is not solved."""
    severity = finding.could_be if finding.severity is Severity.UNKNOWN and finding.could_be else finding.severity
    return SEVERITY_RANK[severity]


def about_the_same(one: Finding, other: Finding) -> bool:
    """Whether two findings are of one rule and speak of a common item, or both of none."""
    if one.rule != other.rule:
        return False
    mine, theirs = items_named(one), items_named(other)
    return bool(mine & theirs) or not (mine or theirs)


def is_gone(finding: Finding, before: Iterable[Finding], after: Iterable[Finding]) -> bool:
    """Whether nothing as bad is left of a finding; other findings of its rule that were there before don't count."""
    others = {(one.rule, items_named(one), one.severity) for one in before if one is not finding and one != finding}
    return not any(
        about_the_same(finding, one)
        and possible_rank(one) >= possible_rank(finding)
        and (one.rule, items_named(one), one.severity) not in others
        for one in after
    )


def new_errors(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors on subjects that had none."""
    old = [finding for finding in before if finding.severity is Severity.ERROR]
    errors = (finding for finding in after if finding.severity is Severity.ERROR)
    return tuple(error for error in errors if not any(about_the_same(error, one) for one in old))


def rule_named(rule_id: str) -> Rule | None:
    """The rule of that id."""
    return next((rule for rule in all_rules() if rule.id == rule_id), None)


def quick_findings(build: Build, catalog: Catalog, rules: Iterable[Rule]) -> tuple[Finding, ...] | None:
    """What some rules alone say of a build; None when it can't be judged."""
    try:
        return findings_of(build, catalog, rules)
    except RigError:
        return None
