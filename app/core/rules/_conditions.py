"""Whether the conditions of a known issue hold in a rig: yes, no, or unknown with what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.build import Choices
from app.core.parts import Condition, Value
from app.core.report import Cited, Missing
from app.core.rig import Device, Rig
from app.core.rules._unsaid import unsaid_choice
from app.core.rules._versions import older, version

QUANTITY = "quantity"
Answer = bool | None


@dataclass(frozen=True, slots=True)
class Held:
    """The answer, the facts that gave it, and the facts that keep it open."""

    answer: Answer
    cited: tuple[Cited, ...] = ()
    missing: tuple[Missing, ...] = ()


def holds(conditions: Sequence[Condition], owner: Device, rig: Rig) -> Held:
    """Whether all conditions hold: one that doesn't decides, whatever else is unknown."""
    found = [_one(condition, owner, rig) for condition in conditions]
    if any(held.answer is False for held in found):
        return Held(False)
    cited = tuple(fact for held in found for fact in held.cited)
    missing = tuple(gap for held in found for gap in held.missing)
    return Held(None if any(held.answer is None for held in found) else True, cited, missing)


def _one(condition: Condition, owner: Device, rig: Rig) -> Held:
    if condition.category == "choices":
        return _choice(condition, rig.choices)
    if condition.test == "count-at-least" and condition.fact == QUANTITY:
        return Held(_count(condition, owner, rig) >= float(condition.values[0]))
    return _any_of(condition, [owner] if condition.category == "self" else rig.all(condition.category))


def _count(condition: Condition, owner: Device, rig: Rig) -> int:
    if condition.category == "self":
        return sum(device.part.id == owner.part.id for device in rig.all(owner.category))
    return len(rig.all(condition.category))


def _any_of(condition: Condition, devices: Iterable[Device]) -> Held:
    """One device that meets the condition is enough; one whose fact is unknown keeps the answer open."""
    missing: list[Missing] = []
    for device in devices:
        value = device.facts.get(condition.fact)
        if value is None:
            missing.append(device.missing(condition.fact))
        elif _meets(condition, value):
            return Held(True, device.cite(condition.fact))
    return Held(None if missing else False, missing=tuple(missing))


def _choice(condition: Condition, choices: Choices) -> Held:
    """A choice is the user's own wording: `Windows 10 Pro` is in `windows-10`."""
    head, _, tail = condition.fact.partition(".")
    value = getattr(getattr(choices, head, None), tail, None) if tail else getattr(choices, head, None)
    if value is None:
        return Held(None, missing=unsaid_choice(condition.fact))
    if condition.test in ("in", "not-in") and isinstance(value, str):
        named = any(_plain(str(wanted)) in _plain(value) for wanted in condition.values)
        return Held(named if condition.test == "in" else not named)
    return Held(_meets(condition, value))


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _meets(condition: Condition, value: Value) -> bool:
    if condition.test in ("in", "not-in"):
        found = _listed(condition.values, value)
        return found if condition.test == "in" else not found
    limit = condition.values[0]
    if condition.test == "count-at-least":
        return isinstance(value, tuple) and len(value) >= float(limit)
    own, wanted = _order(value), _order(limit)
    if own is None or wanted is None:
        return False
    return older(own, wanted) if condition.test == "below" else not older(own, wanted)


def _listed(wanted: tuple[str | float, ...], value: Value) -> bool:
    values = value if isinstance(value, tuple) else (value,)
    return any(one in wanted for one in values)


def _order(value: Value | str | float) -> tuple[int, ...] | None:
    """Numbers and versions as tuples that compare: 2.5 and `2.5` alike."""
    return None if isinstance(value, tuple | bool) else version(value)
