"""Bridged cards should sit on one processor.

What it checks: on boards with two processors, whether the cards that a bridge joins hang on the same one.

Why it matters: the cards talk to each other over the bridge, but both are fed from memory. A pair that is split
over two sockets sends half of that over the link between the processors, and drivers may refuse peer access
altogether.

How to fix: seat both cards of a pair in slots of one processor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import distinct
from app.core.rules import Rule
from app.core.rules._bridges import BridgeSet, bridge_sets
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item
from app.core.rules._seating import lacking, listed


def check(case: Case) -> Iterator[Outcome]:
    mainboard = case.rig.board
    if mainboard is None:
        return
    for bridges in bridge_sets(case.rig):
        if len(bridges.largest) >= bridges.size:
            yield _judge(case, bridges)
        elif mainboard.count("socket_count") != 1 and len(bridges.largest) + len(bridges.doubtful) >= bridges.size:
            yield _unsure(bridges)


def _unsure(bridges: BridgeSet) -> Outcome:
    """Cards of unknown connector may turn out to be a pair."""
    gaps = bridges.bridge.lacks("nvlink_types")
    gaps += tuple(gap for gpu in distinct(bridges.doubtful) for gap in gpu.lacks("nvlink_type"))
    question = f"Which cards {bridges.bridge.label} joins, and whether they hang on one processor, is not known."
    return cannot_tell(question, gaps, Severity.WARNING, [gpu.name for gpu in bridges.doubtful])


def _judge(case: Case, bridges: BridgeSet) -> Outcome:
    gpus = bridges.largest
    names = [gpu.name for gpu in gpus]
    mainboard = case.rig.board
    if mainboard is None or mainboard.count("socket_count") == 1:
        return passed(f"{listed(gpus)} share the only processor.", names)
    seats = [seat for gpu in gpus if (seat := case.slots.seat(gpu.name)) is not None]
    roots = [seat.slot.root for seat in seats if seat.slot.root is not None]
    by_root = Counter(roots)
    if sum(count // bridges.size for count in by_root.values()) >= bridges.domains:
        return passed(f"{bridges.domains} bridged group(s) of {listed(gpus)} sit on one processor each.", names)
    if len(roots) < len(gpus):
        gaps = lacking(mainboard, "slots", "slots.root", "socket_count") + case.slots.missing
        question = f"Whether the bridged cards {listed(gpus)} hang on one processor is not known."
        return cannot_tell(question, gaps, Severity.WARNING, names)
    split = ", ".join(f"{count} on {root}" for root, count in sorted(by_root.items()))
    return warning(
        f"{bridges.domains} × {bridges.size} bridged cards have to share a processor; {listed(gpus)} sit {split}.",
        names,
        mainboard.cite("slots"),
        by_root=dict(by_root),
    )


_BRIDGE = {"nvlink_types": ["ampere"], "pitch_slots": 1, "gpus_joined": 2}
_CARD = {"slot_width": 1, "chip": "ga102", "nvlink_type": "ampere", "nvlink_bridges_required": 1}

RULE = Rule(
    id="nvlink-same-root",
    title="Bridged cards hang on one processor",
    area=Area.NVLINK,
    worst=Severity.WARNING,
    requires=("gpu", "motherboard"),
    needs=("gpu.nvlink_type", "nvlink-bridge.nvlink_types", "motherboard.slots", "motherboard.socket_count"),
    why="A bridged pair that is split over two sockets is fed across the link between them.",
    hint="Seat both cards of a pair on one processor.",
    sources=(
        Source(
            "https://docs.nvidia.com/ai-enterprise/reference-architecture/",
            "Reference architecture: bridged cards under one processor",
        ),
    ),
    breaks=build(
        cpu(2),
        gpu(2, **_CARD),
        board(slot(1), slot(2, root="cpu1"), socket_count=2),
        item("nvlink-bridge", **_BRIDGE),
    ),
    passes=build(cpu(2), gpu(2, **_CARD), board(slot(1), slot(2), socket_count=2), item("nvlink-bridge", **_BRIDGE)),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
