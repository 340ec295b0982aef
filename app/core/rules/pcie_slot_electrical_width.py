"""A long slot doesn't always have all its lanes.

What it checks: the lanes that each graphics card really gets, after the slot's wiring, sharing, splitting and
risers, and the bandwidth that they carry. Without a board it compares the cards' lanes with those of the
processor.

Why it matters: many ×16-long slots are wired for eight or four lanes, and desktop boards split one ×16 link
when a second card is plugged. Below about 15.7 GB/s each way (Gen3 ×16) training and tensor-parallel work wait
for the link; below 7.9 GB/s (Gen4 ×4) the card is good for inference on its own memory only.

How to fix: swap cards between slots, free the slot or M.2 port that takes the lanes, or choose a platform with
more lanes (EPYC, Threadripper PRO, Xeon W).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.bandwidth import pcie_gb_s
from app.core.parts import Source
from app.core.placement.plans import Seat
from app.core.report import Area, Cited, Missing, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device, Rig
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build
from app.core.rules._seating import (
    Seated,
    alike,
    cards,
    devices_by_name,
    first_of_each,
    gb_s,
    link,
    listed,
    place,
    seated,
    unplaced,
)

# GB/s each way: the rulebook's lines, just under Gen3 ×16 and Gen4 ×4.
TRAINING_GB_S = 15.7
INFERENCE_GB_S = 7.9
WIDEST_CARD = 16
NEWEST_GEN = 6
# Up to Gen4 owners of split desktop boards notice the halved link; Gen5 ×8 still carries a whole Gen4 ×16.
LAST_GEN_THAT_HURTS = 4


def check(case: Case) -> Iterator[Outcome]:
    pairs = seated(case, "gpu")
    if case.rig.board is None and not pairs:
        yield from _without_board(case.rig)
    for group in alike(pairs, lambda _, seat: (seat.gen, seat.lanes)):
        yield _judge(case, group)
    waiting = [device for device in cards(case.rig, "gpu") if case.slots.seat(device.name) is None]
    if waiting and case.slots.status == "unknown":
        question = f"How many lanes {listed(waiting)} will get depends on the board's slots."
        yield unplaced(case, question, Severity.WARNING, [device.name for device in waiting])


def _without_board(rig: Rig) -> Iterator[Outcome]:
    """No board can give the cards more lanes than the processors have."""
    gpus = cards(rig, "gpu")
    wanted = [lanes for device in gpus if (lanes := device.count("pcie_lanes")) is not None]
    offered = [lanes for device in rig.cpus if (lanes := device.count("pcie_lanes")) is not None]
    if len(gpus) < 2 or not offered or len(offered) < len(rig.cpus) or sum(wanted) <= sum(offered):
        return
    devices = [*gpus, *rig.cpus]
    yield warning(
        f"{listed(gpus)} could use {' + '.join(map(str, wanted))} = {sum(wanted)} PCIe lanes; {listed(rig.cpus)} has "
        f"{sum(offered)}: on any board at least one card gets a narrower link.",
        [device.name for device in devices],
        _cited(devices, "pcie_lanes"),
        wanted_lanes=sum(wanted),
        cpu_lanes=sum(offered),
    )


def _judge(case: Case, group: list[Seated]) -> Outcome:
    device, seat = group[0]
    devices = [one for one, _ in group]
    parts = [one.name for one in devices]
    where = place(group)
    own = device.count("pcie_lanes")
    if _at_full_width(own, seat):
        rate = f", {gb_s(pcie_gb_s(seat.gen, seat.lanes))} GB/s each way" if seat.gen and seat.lanes else ""
        width = WIDEST_CARD if seat.lanes is None else seat.lanes
        return passed(f"{listed(devices)} {where} has all its lanes (×{width}{rate}).", parts)
    if own is None or seat.lanes is None or (seat.gen is None and pcie_gb_s(NEWEST_GEN, seat.lanes) >= INFERENCE_GB_S):
        question = f"How wide and how fast the link of {listed(devices)} {where} is depends on facts that are missing."
        return cannot_tell(question, _gaps(case, device, seat), Severity.WARNING, parts)
    causes = dict.fromkeys(cause for _, one in group for cause in one.narrowed_by)
    # With an unknown generation even the newest is too slow here; its figure is then a bound.
    gen = NEWEST_GEN if seat.gen is None else seat.gen
    reached, native = pcie_gb_s(gen, seat.lanes), pcie_gb_s(gen, own)
    slow, comment = _is_slow(case.rig, bool(causes), gen, reached)
    at_most = "at most " if seat.gen is None else ""
    why = f" (narrowed: {'; '.join(causes)})" if causes else ""
    say = warning if slow else info
    return say(
        f"{listed(devices)} {where} gets {link(gen, seat.lanes)}{why} instead of ×{own}: {at_most}{gb_s(reached)} "
        f"of {gb_s(native)} GB/s each way{comment}.",
        parts,
        _cited(devices, "pcie_lanes") + (case.rig.board.cite("slots") if case.rig.board else ()),
        lanes=seat.lanes,
        own_lanes=own,
        gb_s=round(reached, 3),
    )


def _at_full_width(own: int | None, seat: Seat) -> bool:
    """No card has more than sixteen lanes, so a slot with sixteen narrows none."""
    if seat.lanes is not None:
        return own is not None and seat.lanes >= own
    return own is None and seat.riser is None and seat.electrical_lanes == WIDEST_CARD


def _is_slow(rig: Rig, narrowed: bool, gen: int, reached: float) -> tuple[bool, str]:
    """Whether the link deserves a warning, and what to say about it."""
    if reached < INFERENCE_GB_S:
        return True, ", enough for inference only"
    inference = rig.choices.workload == "inference" and rig.choices.tensor_parallel in (None, 1)
    if inference:
        return False, ", enough for inference that stays on one card"
    desktop = any(one.text("platform") == "desktop" for one in rig.cpus)
    split = gen <= LAST_GEN_THAT_HURTS and (desktop or narrowed)
    if reached < TRAINING_GB_S or split:
        return True, ", which slows training and tensor-parallel work"
    return False, ""


def _gaps(case: Case, device: Device, seat: Seat) -> tuple[Missing, ...]:
    gaps = device.lacks("pcie_lanes")
    mainboard = case.rig.board
    if mainboard and seat.slot.electrical_lanes is None:
        gaps += (mainboard.missing("slots.electrical_lanes"),)
    riser = devices_by_name(case.rig).get(seat.riser or "")
    if riser and seat.lanes is None:
        gaps += riser.lacks("host_lanes", "downstream")
    if seat.gen is None and mainboard and seat.slot.pcie_gen is None:
        gaps += (mainboard.missing("slots.pcie_gen"),)
    if seat.gen is None:
        gaps += device.lacks("pcie_gen") + tuple(gap for one in case.rig.cpus for gap in one.lacks("pcie_gen"))
    return gaps


def _cited(devices: list[Device], *facts: str) -> tuple[Cited, ...]:
    return tuple(cite for device in first_of_each(devices) for cite in device.cite(*facts))


RULE = Rule(
    id="pcie-slot-electrical-width",
    title="Every graphics card gets the lanes that it can use",
    area=Area.PCIE_LANES,
    worst=Severity.WARNING,
    requires=("gpu",),
    needs=(
        "gpu.pcie_lanes",
        "gpu.link_lanes",
        "gpu.link_gen",
        "gpu.pcie_gen",
        "motherboard.slots",
        "motherboard.lane_sharing",
        "cpu.pcie_lanes",
        "cpu.pcie_gen",
        "cpu.platform",
        "riser.host_lanes",
        "riser.downstream",
    ),
    why="Slots are often longer than they are wired, and boards split one link between two slots.",
    hint="Swap cards between slots, free what takes the lanes, or use a platform with more of them.",
    sources=(
        Source(
            "https://www.xda-developers.com/motherboard-pcie-lanes-demystified/", "Motherboard PCIe lanes demystified"
        ),
        Source("https://hpc-notes.pages.dev/reference/pcie", "PCIe bandwidth by generation and lanes"),
    ),
    breaks=build(cpu(), gpu(), board(slot(1, electrical_lanes=4))),
    passes=build(cpu(), gpu(), board(slot(1))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
