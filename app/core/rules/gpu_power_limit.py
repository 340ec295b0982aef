"""A card accepts power limits within its own range only.

What it checks: the limit chosen for a card, or for all cards, against the card's lowest and highest limit.

Why it matters: the driver refuses a limit outside the range, and the card then runs at its full power on a supply and
a circuit that were planned for less.  Inside the range a limit costs little: four RTX 3090 at 280 W instead of 350 W
keep more than 95 % of their speed.

How to fix: a limit within the range, or other cards.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import watts


def check(case: Case) -> Iterator[Outcome]:
    for gpu in distinct(case.rig.gpus):
        limit = _chosen(case, gpu)
        if limit is not None:
            yield _judge(gpu, limit)


def _chosen(case: Case, gpu: Device) -> float | None:
    """The card's own limit, or the build's default where that is below the card's power."""
    if gpu.item.power_limit_w is not None:
        return gpu.item.power_limit_w
    default, full = case.rig.choices.gpu_power_limit_w, gpu.number("board_power_w")
    if default is None or full is None:
        return default
    return default if default < full else None


def _judge(gpu: Device, limit: float) -> Outcome:
    low, high, full = gpu.number("power_min_w"), gpu.number("power_max_w"), gpu.number("board_power_w")
    names, uses = (gpu.name,), gpu.cite("power_min_w", "power_max_w", "board_power_w")
    if limit == full:
        return passed(f"{gpu.label} runs at its own {watts(limit)}.", names)
    if low is not None and limit < low:
        return error(f"{gpu.label} takes no limit below {watts(low)}; {watts(limit)} is chosen.", names, uses)
    if high is not None and limit > high:
        return error(f"{gpu.label} takes no limit above {watts(high)}; {watts(limit)} is chosen.", names, uses)
    gaps = () if _surely_high_enough(limit, low) else gpu.lacks("power_min_w")
    gaps += () if _surely_low_enough(limit, high, full) else gpu.lacks("power_max_w")
    if gaps:
        text = f"Whether {gpu.label} takes a limit of {watts(limit)} isn't known."
        return cannot_tell(text, gaps, parts=names, uses=uses)
    low_words = f"from {watts(low)}" if low is not None else ""
    return passed(f"{watts(limit)} is within what {gpu.label} takes {low_words}.".replace(" .", "."), names)


def _surely_high_enough(limit: float, low: float | None) -> bool:
    return low is not None and limit >= low


def _surely_low_enough(limit: float, high: float | None, full: float | None) -> bool:
    """No card's range ends below its own board power."""
    return (high is not None and limit <= high) or (full is not None and limit <= full)


RULE = Rule(
    id="gpu-power-limit",
    title="The power limit is one that the card takes",
    area=Area.PSU_WATTS,
    worst=Severity.ERROR,
    requires=("gpu",),
    needs=("gpu.power_min_w", "gpu.power_max_w", "gpu.board_power_w"),
    why="The driver refuses a limit outside the card's range, and the card runs at full power.",
    hint="Choose a limit within the card's range.",
    sources=(
        Source(
            "https://www.pugetsystems.com/labs/hpc/Quad-RTX3090-GPU-Wattage-Limited-MaxQ-TensorFlow-Performance-1974/",
            "Four RTX 3090 with power limits: speed by watts",
        ),
        Source(
            "https://www.easymanua.ls/nvidia/dgx-b200/manual?p=61", "NVIDIA: lowest and highest allowed power limit"
        ),
    ),
    breaks=build(item("gpu", board_power_w=575, power_min_w=400, power_max_w=600, power_limit_w=300)),
    passes=build(item("gpu", board_power_w=575, power_min_w=400, power_max_w=600, power_limit_w=450)),
    check=check,
    page=__doc__ or "",
)
