"""Best-first search over patches: the next state is always the best one known, judged by the engine itself."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from itertools import count, islice

from app.core.build import Build
from app.core.repair.moves import moves_for
from app.core.repair.patches import Edit, Patch, PatchError, apply
from app.core.repair.situation import Evaluator, Situation, about_the_same, is_gone, new_errors, weight_of
from app.core.report import Finding

MOST_EDITS = 4
"""Edits in one offered fix: socket, memory and supplies may have to change together."""
MOST_FIXES = 3
"""Fixes that are shown for one finding."""
MOST_ALIKE = 2
"""Fixes of one kind among them."""
MOVES_TRIED = 8
"""Patches that are judged for one finding of one state."""
MOST_SUCCESSORS = 4
"""States that follow a state; looking for more of them costs more than they bring."""
DEAD_ENDS = 3
"""States without a next one, after which a repair gives up: others differ from them in what doesn't matter."""
RANK_WEIGHT = 3.0
"""What a place further back in the rule book's order of fixes weighs."""
EDIT_WEIGHT = 4.0
"""What an edit more weighs: two builds that are equally good differ in how much has to change."""


@dataclass(frozen=True, slots=True)
class Step:
    """One patch of a way: what it changes, and the finding that made it necessary."""

    patch: Patch
    because: Finding
    before: Build
    rank: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """A build on the way, and how it was reached."""

    situation: Situation
    steps: tuple[Step, ...] = ()

    @property
    def patch(self) -> Patch:
        return tuple(edit for step in self.steps for edit in step.patch)

    @property
    def cost(self) -> float:
        """How bad the build is, and how much of it was changed."""
        ranks = sum(step.rank for step in self.steps)
        return self.situation.weight + EDIT_WEIGHT * len(self.patch) + RANK_WEIGHT * ranks

    def steps_about(self, finding: Finding, most: int) -> Iterable[tuple[Step, Patch]]:
        """The next patches that may help against a finding."""
        build = self.situation.build
        for rank, patch in enumerate(islice(moves_for(self.situation, finding), most)):
            yield Step(patch, finding, build, rank), patch


def successors(
    state: State, finding: Finding, evaluator: Evaluator, most: int = MOVES_TRIED, enough: int = MOVES_TRIED
) -> list[State]:
    """The states after patches that do away with a finding, in the order of the moves, few enough to choose from."""
    found: list[State] = []
    for step, patch in state.steps_about(finding, most):
        after = evaluator.after(state.situation.build, patch)
        if after and _helps(finding, state.situation, after):
            found.append(State(after, (*state.steps, step)))
        if len(found) == enough:
            break
    return found


def _helps(finding: Finding, before: Situation, after: Situation) -> bool:
    """Whether the finding is gone, and not because rules wait for a part that was taken away."""
    gone = is_gone(finding, before.report.findings, after.report.findings)
    return gone and set(after.report.waiting) <= set(before.report.waiting)


def ways_out(start: Situation, finding: Finding, evaluator: Evaluator) -> list[State]:
    """Bundles of up to MOST_EDITS edits that do away with a finding and add no error on another subject."""
    found: list[State] = []
    order = count()
    waiting: list[tuple[int, int, State]] = []
    before = start.report.findings

    def sort_out(states: Iterable[State]) -> None:
        for state in states:
            findings = state.situation.report.findings
            if len(state.patch) > MOST_EDITS or not is_gone(finding, before, findings):
                continue
            added = new_errors(before, findings)
            if not added:
                found.append(state)
            else:
                heapq.heappush(waiting, (len(added), next(order), state))

    sort_out(successors(State(start), finding, evaluator))
    while waiting and len(found) < MOST_FIXES and not evaluator.is_spent:
        _, _, state = heapq.heappop(waiting)
        added = new_errors(before, state.situation.report.findings)
        sort_out(successors(state, added[0], evaluator, MOVES_TRIED // 2))
    return _varied(sorted(found, key=lambda state: _price_of(state, before)))


def _price_of(state: State, before: Iterable[Finding]) -> float:
    """What a fix brings along that wasn't there, how much it changes, and its place in the rule book's order.

    What it mends besides is no reason to prefer it: other findings have fixes of their own.
    """
    known = tuple(before)
    new = [one for one in state.situation.report.findings if not any(about_the_same(one, old) for old in known)]
    return weight_of(new) + EDIT_WEIGHT * len(state.patch) + RANK_WEIGHT * sum(step.rank for step in state.steps)


def _varied(states: Iterable[State]) -> list[State]:
    """The first few states, at most two of them by edits of one kind to the same items."""
    chosen: list[State] = []
    kinds: Counter[Hashable] = Counter()
    for state in states:
        kind = tuple((edit.op, *_subjects(edit)) for edit in state.patch)
        kinds[kind] += 1
        if kinds[kind] <= MOST_ALIKE and len(chosen) < MOST_FIXES:
            chosen.append(state)
    return chosen


def _subjects(edit: Edit) -> tuple[object, ...]:
    """What an edit is done to."""
    names = ("item", "items", "name", "device")
    return tuple(getattr(edit, name) for name in names if hasattr(edit, name))


def way_to_no_errors(start: Situation, evaluator: Evaluator) -> State:
    """The way to a build without errors, or to the best build that the evaluator's budget reached."""
    return _without_idle_steps(_best_way(start, evaluator), start, evaluator)


def _without_idle_steps(way: State, start: Situation, evaluator: Evaluator) -> State:
    """The way without steps that later ones made needless: the build is as good when they are left out."""
    for idle in way.steps:
        steps = tuple(step for step in way.steps if step is not idle)
        shorter = _walk(start, steps, evaluator)
        if shorter and shorter.situation.weight <= way.situation.weight:
            return _without_idle_steps(shorter, start, evaluator)
    return way


def _walk(start: Situation, steps: Iterable[Step], evaluator: Evaluator) -> State | None:
    """The state after steps from the start; None when one of them depends on what is missing now."""
    build = start.build
    taken: list[Step] = []
    for step in steps:
        taken.append(replace(step, before=build))
        try:
            build = apply(build, step.patch, evaluator.catalog)
        except PatchError:
            return None
    situation = evaluator.situation(build)
    return State(situation, tuple(taken)) if situation else None


def _best_way(start: Situation, evaluator: Evaluator) -> State:
    order = count()
    best = State(start)
    waiting = [(best.cost, next(order), best)]
    seen = {start.build}
    dead_ends = 0
    while waiting:
        _, _, state = heapq.heappop(waiting)
        if state.cost < best.cost or (not state.situation.errors and best.situation.errors):
            best = state
        if not state.situation.errors:
            return state
        if evaluator.is_spent or dead_ends == DEAD_ENDS:
            break
        following = _next_states(state, evaluator)
        dead_ends += not following
        for after in following:
            if after.situation.build not in seen:
                seen.add(after.situation.build)
                heapq.heappush(waiting, (after.cost, next(order), after))
    return best


def _next_states(state: State, evaluator: Evaluator) -> list[State]:
    """What can be done about the first error that anything can be done about without making matters worse."""
    found: list[State] = []
    for finding in state.situation.errors:
        states = successors(state, finding, evaluator, enough=MOST_SUCCESSORS)
        found += states
        if any(after.situation.weight < state.situation.weight for after in states):
            break
    return found
