"""What the machine draws, part by part, beside what somebody claims.

What it checks: the sum of all parts under load, DC and at the wall; a claimed figure is held against it, and a forced
one is named as such.

Why it matters: a figure from an article or an advertisement decides on supplies, circuits and cooling.  The published
list that this project began with claims 12 kW; its parts add up to a fifth of that.

How to fix: plan with the sum of the parts, and with measurements once there are any.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rules import Rule
from app.core.rules._examples import Choices, build, item
from app.core.rules._figures import watts
from app.core.rules._supply import LOAD_FACTS

# A claim within this share of the sum is as good as the sum itself.
CLOSE = 0.1


def check(case: Case) -> Iterator[Outcome]:
    power = case.power
    if not power.loads and not power.missing:
        return
    if case.rig.machines > 1:
        text = f"The build is {case.rig.machines} equal machines: each is judged, and counted here, as one of them"
        yield info(f"{text}; the circuits carry all of them.", machines=case.rig.machines)
    if power.dc_w is None:
        text = f"The load isn't known in full{f': {power.arithmetic}' if power.loads else ''}."
        yield cannot_tell(text, power.missing, Severity.INFO)
    else:
        yield passed(f"{power.arithmetic}{_wall_words(case)}.")
        yield from _claim(case, power.dc_w)
    if power.override_w is not None:
        text = (
            f"Supplies and circuits are judged by the {watts(power.override_w)} that the builder set, not by the parts."
        )
        yield info(text, override_w=power.override_w)


def _wall_w(case: Case) -> float | None:
    """Wall watts of the parts' sum, also where a forced load is judged."""
    efficiency, load = case.circuits.efficiency, case.power.dc_w
    return load / (efficiency / 100) if efficiency and load is not None else None


def _wall_words(case: Case) -> str:
    wall, efficiency = _wall_w(case), case.circuits.efficiency
    return f"; {efficiency:.1f} % efficient: {watts(wall)} at the wall" if wall is not None and efficiency else ""


def _claim(case: Case, dc_w: float) -> Iterator[Outcome]:
    claimed, wall = case.power.claimed_w, _wall_w(case)
    if claimed is None:
        return
    total, where = (wall, " at the wall") if wall is not None else (dc_w, "")
    if any(abs(claimed - figure) <= CLOSE * figure for figure in (total, dc_w)):
        yield passed(f"The claimed {watts(claimed)} agree with the sum of the parts, {watts(total)}{where}.")
        return
    ratio, word = (claimed / total, "less") if claimed > total else (total / claimed, "more")
    text = f"Claimed {watts(claimed)}; the parts add up to {watts(total)}{where}, {ratio:.2f} times {word}."
    yield info(text, claimed_w=claimed, wall_w=total, ratio=ratio)


RULE = Rule(
    id="estimate-power",
    title="What the machine draws",
    area=Area.PSU_WATTS,
    worst=Severity.INFO,
    requires=("gpu",),
    needs=(*LOAD_FACTS, "psu.efficiency", "psu.ratings"),
    why="Supplies, circuits and cooling are planned with this figure.",
    hint="Plan with the sum of the parts, and with measurements once there are any.",
    sources=(
        Source(
            "https://servethehome.com/asrock-rack-4u8g-turin2-amd-nvidia-broadcom-classic-ai-8-gpu/4",
            "Where a GPU server's power goes: fans, memory, drives, cards",
        ),
    ),
    breaks=build(item("gpu", 4, board_power_w=350), choices=Choices(claimed_load_w=12000)),
    passes=build(item("gpu", 4, board_power_w=350), choices=Choices(claimed_load_w=1400)),
    check=check,
    stage="",
    page=__doc__ or "",
)
