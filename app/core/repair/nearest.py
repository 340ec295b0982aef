"""Parts that could take another's place: those that do away with a finding, nearest in kind first.

Thousands of parts are looked at by one or a few rules, so that only the best of them are judged by all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from app.core.build import Build, Item
from app.core.parts import Facts, Part
from app.core.repair.patches import Replace, apply
from app.core.repair.situation import Situation, is_gone, quick_findings, rule_named, weight_of
from app.core.report import Finding
from app.core.rules import Rule, all_rules

# What parts of a category are bought for, with its weight when the nearest one is looked for.
# A smaller figure is twice as far away as a larger one: nobody asked for less.
KIND_FACTS: Mapping[str, Mapping[str, float]] = {
    "gpu": {"memory_gb": 6, "chip": 3, "architecture": 2, "bandwidth_gb_s": 1, "form_factor": 3, "cooling": 0.3},
    "cpu": {"cores": 2, "platform": 0.5, "max_sockets": 0.3, "family": 0.3, "pcie_lanes": 0.5, "tdp_w": 0.2},
    "motherboard": {"form_factor": 0.7, "socket": 0.7, "socket_count": 0.7, "dimm_slots": 0.5, "cpu_lanes": 0.5},
    "server": {"gpu_positions": 2, "gpu_form": 2, "rack_units": 0.5},
    "chassis": {"kind": 1, "rack_units": 0.7, "expansion_slots": 0.7},
    "memory": {"module_type": 0.5, "speed_mts": 0.3, "ecc": 0.5, "generation": 0.3},
    "psu": {"form_factor": 1, "efficiency": 0.3, "atx_version": 0.3, "redundant": 0.5},
    "storage": {"capacity_gb": 2, "form": 0.6, "protocol": 0.6},
    "cpu-cooler": {"kind": 1, "max_tdp_w": 0.5, "height_mm": 0.3},
    "gpu-block": {"kind": 1},
    "radiator": {"fan_positions": 1, "fan_mm": 0.5},
    "nic": {"form": 1},
    "cable": {"kind": 2, "network_form": 2, "far_plugs": 2, "gbps": 1, "output": 1, "input": 0.5, "vendor": 0.3},
}
ANOTHER_MAKER = 0.3
SOLD_NO_MORE = 0.2
GENERIC = 0.25
DISTANCE_WEIGHT = 20.0
"""What a part that is wholly different in kind weighs beside findings."""
FARTHEST: Mapping[str, float] = {"gpu": 2.9}
"""Cards of another chip make another machine of the rig: they are no fix, where the chip isn't the trouble."""

# How many parts are looked at for one finding, by its own rule alone and by those that place nothing.
MOST_SCREENED = 240
MOST_STAGED = 20
MOST_COMPARED = 16
MOST_ADDED = 60


@dataclass(frozen=True, slots=True)
class _Screened:
    weight: float
    distance: float
    edit: Replace


def nearest(
    situation: Situation, finding: Finding, item: Item, most: int, same_kind: bool = True
) -> tuple[Replace, ...]:
    """The best replacements of an item that do away with a finding, as far as its own rule and the quick ones see."""
    former = situation.part_of(item)
    rule = rule_named(finding.rule)
    if former is None or rule is None:
        return ()
    farthest = FARTHEST.get(former.category, math.inf) if same_kind else math.inf
    offered = [offer for offer in _offers(situation, item, former) if offer[0] <= farthest]
    offered.sort(key=lambda pair: (pair[0], pair[1].part))
    quick = [one for one in all_rules() if not one.stage and one.id != "data-confidence"]
    solving = _solving(situation, finding, rule, offered, quick)
    ranked = sorted(solving, key=lambda one: (one.weight + DISTANCE_WEIGHT * one.distance, one.edit.part))
    return tuple(one.edit for one in ranked[:most])


def _solving(
    situation: Situation,
    finding: Finding,
    rule: Rule,
    offered: Iterable[tuple[float, Replace]],
    quick: list[Rule],
) -> Iterator[_Screened]:
    """The offers after which the finding's own rule is content, with what the quick rules say of the build then."""
    before = situation.report.findings
    most = situation.bounded(MOST_STAGED * 3) if rule.stage else MOST_SCREENED
    found = 0
    for number, (distance, edit) in enumerate(offered):
        if number >= most or found >= (MOST_STAGED if rule.stage else MOST_COMPARED):
            return
        build = apply(situation.build, (edit,), situation.catalog)
        own = quick_findings(build, situation.catalog, [rule])
        if own is None or not is_gone(finding, before, own):
            continue
        rest = quick_findings(build, situation.catalog, quick)
        if rest is not None:
            found += 1
            weight = weight_of(rest, situation.origin) + (weight_of(own, situation.origin) if rule.stage else 0.0)
            yield _Screened(weight, distance, edit)


def _offers(situation: Situation, item: Item, former: Part) -> Iterator[tuple[float, Replace]]:
    """Every other part of the category, with its distance; of memory, as many modules as make the same size."""
    for part in situation.catalog.of(former.category):
        if part.id == former.id or _was_left_open(part, former):
            continue
        distance = distance_between(former, part, situation.catalog.vocabulary.categories[former.category].facts)
        for quantity, extra in _quantities(situation, item, former, part):
            yield distance + extra, Replace(item.id, part.id, quantity)


def _was_left_open(part: Part, former: Part) -> bool:
    """A generic part stands for one that nobody named: it doesn't answer for a real one."""
    return part.generic and not former.generic and part.category != "memory"


def _quantities(situation: Situation, item: Item, former: Part, part: Part) -> Iterator[tuple[int | None, float]]:
    if part.category != "memory":
        yield None, 0.0
        return
    wanted, each = total_gib(former.facts, item), module_gib(part.facts)
    if wanted is None or each is None:
        return
    kit = part.facts.count("kit_modules") or 1
    for modules in {round(wanted / each), *channels(situation)}:
        if modules > 0 and modules % kit == 0:
            total = modules * each
            yield modules // kit, 3 * abs(total - wanted) / max(total, wanted) + (1.0 if total < wanted else 0.0)


def total_gib(facts: Facts, item: Item) -> float | None:
    """All memory of an item together."""
    whole = facts.number("total_gib")
    if whole is not None:
        return whole * item.quantity
    each = facts.number("capacity_gib")
    return None if each is None else each * (facts.count("kit_modules") or 1) * item.quantity


def module_gib(facts: Facts) -> float | None:
    """One module's size; a part that says only a total is no module."""
    return facts.number("capacity_gib")


def channels(situation: Situation) -> tuple[int, ...]:
    """How many modules fill every memory channel once, and twice."""
    rig = situation.rig
    cpus = len(rig.cpus)
    wired = rig.board.count("channels_per_cpu") if rig.board else None
    own = rig.cpus[0].count("memory_channels") if rig.cpus else None
    known = [count for count in (wired, own) if count is not None]
    return (cpus * min(known), 2 * cpus * min(known)) if known and cpus else ()


def distance_between(former: Part, part: Part, words: Mapping[str, object]) -> float:
    """How far another part is from the former one, by what such parts are bought for; 0 is the same in kind."""
    facts = KIND_FACTS.get(former.category) or dict.fromkeys(words, 0.2)
    far = sum(weight * _difference(former.facts, part.facts, fact) for fact, weight in facts.items())
    if former.category == "psu":
        far += 2 * _relative(top_watts(former.facts), top_watts(part.facts))
    if former.maker and former.maker != part.maker:
        far += ANOTHER_MAKER
    return far + (SOLD_NO_MORE if part.status != "current" else 0.0) + (GENERIC if part.generic else 0.0)


def _difference(former: Facts, other: Facts, fact: str) -> float:
    """From 0 for the same to 1 or more; what the former part doesn't say can't be missed."""
    if fact not in former:
        return 0.0
    if fact not in other:
        return 0.7
    if former.number(fact) is not None:
        return _relative(former.number(fact), other.number(fact))
    return 0.0 if former[fact] == other[fact] else 1.0


def _relative(former: float | None, other: float | None) -> float:
    if former is None:
        return 0.0
    if other is None:
        return 0.7
    if former == other:
        return 0.0
    change = abs(former - other) / max(abs(former), abs(other))
    return 2 * change if other < former else change


def top_watts(facts: Facts) -> float | None:
    """The most that a supply gives at any voltage of its label."""
    watts = [row.number("watts") for row in facts.records("ratings") or ()]
    known = [value for value in watts if value is not None]
    return max(known, default=None)


def adding(
    situation: Situation, finding: Finding, category: str, kind: str, most: int, make: Callable[[Part], Build]
) -> tuple[Part, ...]:
    """The parts of a category (and kind) whose presence, which `make` brings about, does away with a finding."""
    rule = rule_named(finding.rule)
    if rule is None:
        return ()
    found: list[tuple[float, str, Part]] = []
    parts = (part for part in situation.catalog.of(category) if not kind or part.facts.text("kind") == kind)
    for part in islice(parts, situation.bounded(MOST_ADDED) if rule.stage else MOST_ADDED):
        own = quick_findings(make(part), situation.catalog, [rule])
        if own is not None and is_gone(finding, situation.report.findings, own):
            found.append((weight_of(own) + (0.0 if part.status == "current" else SOLD_NO_MORE), part.id, part))
    found.sort(key=lambda entry: entry[:2])
    return tuple(part for _, _, part in found[:most])
