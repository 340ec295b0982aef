"""Two firmware settings decide whether cards reach each other directly.

What it checks: rigs with several GPUs whose driver lets them copy to each other over PCIe.

Why it matters: Access Control Services (ACS) send every copy between cards up to the processor, and an IOMMU that
translates addresses does the same. Copies lose much of their speed, or hang. Virtual machines, on the other hand, need
both to own a card alone.

How to fix: on bare metal, switch ACS off in the BIOS (or on the PCIe switches after each start), and the IOMMU off or
to pass-through (`iommu=pt`). Measure with the peer-to-peer sample of CUDA, or `nvidia-smi topo -p2p r`.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import distinct
from app.core.rules import Rule
from app.core.rules._example_cards import gpu
from app.core.rules._examples import build
from app.core.rules._seating import listed
from app.core.rules._systems import runs_guests


def check(case: Case) -> Iterator[Outcome]:
    cards = case.rig.gpus
    if len(cards) < 2:
        return
    peers = [card for card in cards if card.flag("peer_to_peer")]
    silent = [card for card in cards if card.flag("peer_to_peer") is None]
    names = [card.name for card in cards]
    uses = tuple(cited for card in distinct(peers) for cited in card.cite("peer_to_peer"))
    if len(peers) > 1 and runs_guests(case.rig.choices.software.os):
        text = "guests need ACS and the IOMMU to own a card alone, and cards of one guest lose direct copies by them"
        yield info(f"{listed(peers)} may copy to each other over PCIe: {text}.", names, uses)
    elif len(peers) > 1:
        text = "switch ACS off, and the IOMMU off or to pass-through (iommu=pt), or copies go through the processor"
        yield info(f"{listed(peers)} may copy to each other over PCIe: {text}.", names, uses)
    elif len(peers) + len(silent) > 1:
        gaps = [gap for card in distinct(silent) for gap in card.lacks("peer_to_peer")]
        question = "Whether ACS and IOMMU cost the cards direct copies depends on what their driver allows."
        yield cannot_tell(question, gaps, Severity.INFO, names)
    else:
        yield passed("The cards don't copy to each other over PCIe: ACS and IOMMU cost them nothing.", names)


RULE = Rule(
    id="acs-iommu-p2p",
    title="ACS and IOMMU leave the way between cards open",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.INFO,
    requires=("gpu",),
    needs=("gpu.peer_to_peer",),
    why="With ACS on, copies between cards make a detour through the processor.",
    hint="Switch ACS off and set the IOMMU to pass-through, unless virtual machines own the cards.",
    sources=(
        Source(
            "https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/troubleshooting.html",
            "NCCL: PCI Access Control Services",
        ),
    ),
    breaks=build(gpu(2, peer_to_peer=True)),
    passes=build(gpu(2, peer_to_peer=False)),
    check=check,
    page=__doc__ or "",
)
