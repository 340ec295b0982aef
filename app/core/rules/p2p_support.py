"""Not every card may talk to its neighbour directly.

What it checks: whether the stock driver lets the build's cards copy to each other over PCIe, where several of
them work on one model.

Why it matters: NVIDIA's driver switches peer-to-peer off on most GeForce cards since the RTX 3000 series.
Copies then go through the computer's memory, which costs tensor-parallel and training work a good part of their
speed. Frameworks cope, but not all of them without settings such as NCCL_P2P_DISABLE.

How to fix: cards whose driver has it (RTX PRO, data-centre cards), NVLink where the card has it, or pipeline
instead of tensor parallelism.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device, Rig, distinct
from app.core.rules import Rule
from app.core.rules._bridges import bridge_sets
from app.core.rules._example_cards import gpu
from app.core.rules._examples import Choices, build
from app.core.rules._seating import listed

PEER_WORK = ("training", "fine-tuning")


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    bridged = _bridged(rig)
    lone = [gpu for gpu in rig.gpus if gpu.name not in bridged]
    if len(rig.gpus) < 2:
        return
    if not lone:
        yield passed(f"{listed(rig.gpus)} are joined by NVLink.", [gpu.name for gpu in rig.gpus])
    for device in distinct(lone):
        units = [gpu for gpu in lone if (gpu.item.id, gpu.part.id) == (device.item.id, device.part.id)]
        yield _judge(rig, device, units)


def _bridged(rig: Rig) -> set[str]:
    """Cards that a bridge can join into one domain with all others of the rig."""
    return {
        gpu.name
        for bridges in bridge_sets(rig)
        if len(bridges.largest) == len(rig.gpus) == bridges.size
        for gpu in bridges.largest
    }


def _needs_peers(rig: Rig) -> bool:
    group = rig.choices.tensor_parallel
    return (group is not None and group > 1) or rig.choices.workload in PEER_WORK


def _judge(rig: Rig, device: Device, units: list[Device]) -> Outcome:
    names = [unit.name for unit in units]
    supported = device.flag("peer_to_peer")
    worst = Severity.WARNING if _needs_peers(rig) else Severity.INFO
    if supported is None:
        question = f"Whether the stock driver lets {device.label} copy to other cards over PCIe is not known."
        return cannot_tell(question, device.lacks("peer_to_peer"), worst, names)
    if supported:
        return passed(f"{device.label} may copy to other cards over PCIe.", names)
    say = warning if worst is Severity.WARNING else info
    return say(
        f"{listed(units)}: the stock driver has no peer-to-peer, so that copies between cards go through the "
        "computer's memory.",
        names,
        device.cite("peer_to_peer"),
    )


RULE = Rule(
    id="p2p-support",
    title="Cards that work together may talk to each other",
    area=Area.NVLINK,
    worst=Severity.WARNING,
    requires=("gpu",),
    needs=("gpu.peer_to_peer",),
    why="Without peer-to-peer, copies between cards go through the computer's memory.",
    hint="Use cards whose driver has it, NVLink, or pipeline parallelism.",
    sources=(
        Source("https://huggingface.co/docs/transformers/v5.12.0/perf_hardware", "Cards that work on one model"),
        Source("https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/env.html", "NCCL_P2P_DISABLE and its kin"),
    ),
    breaks=build(gpu(2, peer_to_peer=False), choices=Choices(tensor_parallel=2)),
    passes=build(gpu(2, peer_to_peer=True), choices=Choices(tensor_parallel=2)),
    check=check,
    page=__doc__ or "",
)
