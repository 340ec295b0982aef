"""A PCIe link runs at the oldest generation on its path.

What it checks: the generation of every graphics card against the slot, the processor and the riser on its way,
and the bandwidth that is left.

Why it matters: PCIe is compatible backwards, so an older slot never stops a card. But each generation halves
the rate: a Gen5 card moves 63.0 GB/s each way over sixteen lanes, 31.5 GB/s in a Gen4 slot and 15.8 GB/s in a
Gen3 slot. One generation costs little in most work; two or more show when models are loaded or split over
several cards.

How to fix: move the card to a slot of its own generation, use a riser that is rated for it, choose a platform
of that generation, or accept the figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.bandwidth import pcie_gb_s
from app.core.parts import Source
from app.core.placement.plans import Seat, cpu_index
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build
from app.core.rules._seating import (
    MEASURED,
    Seated,
    alike,
    cards,
    cpus_on,
    devices_by_name,
    first_of_each,
    gb_s,
    lacking,
    link,
    listed,
    place,
    seated,
)

# The rulebook's line: less than half of the card's own bandwidth.  Neighbouring generations keep half or a little more.
MUCH_SLOWER = 0.5
SLOT = "the slot"
OLDEST_GEN, NEWEST_GEN = 1, 6


def check(case: Case) -> Iterator[Outcome]:
    pairs = seated(case, "gpu")
    for group in alike(pairs, lambda device, seat: (seat.gen, seat.lanes, seat.riser)):
        yield _judge_seat(case, group)
    names = {device.name for device, _ in pairs}
    for device in distinct(card for card in cards(case.rig, "gpu") if card.name not in names):
        yield from _judge_unseated(case, device)


def _judge_seat(case: Case, group: list[Seated]) -> Outcome:
    device, seat = group[0]
    devices = [one for one, _ in group]
    path = _path(case, device, seat)
    # What is known of the path bounds the link from above, even while something on it is unknown.
    ceiling = min((gen for _, gen in path if gen is not None), default=NEWEST_GEN)
    native = device.count("pcie_gen")
    if native is None or (seat.gen is None and not _is_much_slower(native, ceiling)):
        floor = OLDEST_GEN if seat.gen is None else seat.gen
        slow = _is_much_slower(NEWEST_GEN if native is None else native, floor)
        return cannot_tell(
            f"The generation at which {listed(devices)} {place(group)} will run depends on its whole path.",
            _gaps(case, device, seat),
            Severity.WARNING if slow else Severity.INFO,
            [one.name for one in devices],
        )
    lanes = device.count("pcie_lanes") if seat.lanes is None else seat.lanes
    reached = ceiling if seat.gen is None else seat.gen
    several = len({one.slot.id for _, one in group}) > 1
    causes = [f"{who}{'s are' if several and who == SLOT else ' is'} Gen{gen}" for who, gen in path if gen == reached]
    because = ", ".join(causes) if causes else "so it was measured"
    return _outcome(case, devices, (native, reached), lanes, f" {place(group)}", because)


def _judge_unseated(case: Case, device: Device) -> Iterator[Outcome]:
    """Without a seat the best slot of the board still bounds the link."""
    rig = case.rig
    mainboard = rig.board
    native = device.count("pcie_gen")
    if mainboard is None or case.slots.status == "waiting":
        return
    bests = [
        _best_gen(case, record.count("pcie_gen"), record.text("root")) for record in mainboard.records("slots") or ()
    ]
    known = [gen for gen in bests if gen is not None]
    if native is not None and bests and len(known) == len(bests) and max(known) < native:
        lanes = device.count("pcie_lanes")
        because = f"no slot of {mainboard.label} offers more than Gen{max(known)}"
        yield _outcome(case, [device], (native, max(known)), lanes, "", because)
    elif case.slots.status != "impossible":
        gaps = device.lacks("pcie_gen") + lacking(mainboard, "slots", "slots.pcie_gen") + case.slots.missing
        worst = Severity.INFO if native is not None and not _is_much_slower(native, OLDEST_GEN) else Severity.WARNING
        question = f"The PCIe generation at which {device.label} will run depends on its slot."
        yield cannot_tell(question, gaps, worst, [device.name])


def _best_gen(case: Case, gen: int | None, root: str | None) -> int | None:
    """The newest generation that a slot can offer; None when even that is unknown."""
    gens = [gen]
    if cpu_index(root) is not None:
        gens += [one.count("pcie_gen") for one in case.rig.cpus]
    return min((gen for gen in gens if gen is not None), default=None)


def _path(case: Case, device: Device, seat: Seat) -> list[tuple[str, int | None]]:
    """Everything on the path with its generation."""
    path: list[tuple[str, int | None]] = [(device.label, device.count("pcie_gen"))]
    if seat.slot.id != MEASURED:
        path.append((SLOT, seat.slot.pcie_gen))
    path += [(one.label, one.count("pcie_gen")) for one in distinct(cpus_on(case, seat))]
    riser = devices_by_name(case.rig).get(seat.riser or "")
    return path + ([(riser.label, riser.count("pcie_gen"))] if riser else [])


def _gaps(case: Case, device: Device, seat: Seat) -> tuple[Missing, ...]:
    gaps = device.lacks("pcie_gen")
    mainboard = case.rig.board
    if mainboard and seat.slot.pcie_gen is None and seat.slot.id != MEASURED:
        gaps += (mainboard.missing("slots.pcie_gen"),)
    for one in cpus_on(case, seat):
        gaps += one.lacks("pcie_gen")
    riser = devices_by_name(case.rig).get(seat.riser or "")
    return gaps + (riser.lacks("pcie_gen") if riser else ())


def _is_much_slower(native: int, reached: int) -> bool:
    return reached < native and pcie_gb_s(reached, 16) < MUCH_SLOWER * pcie_gb_s(native, 16)


def _outcome(
    case: Case, devices: list[Device], gens: tuple[int, int], lanes: int | None, where: str, because: str
) -> Outcome:
    native, reached = gens
    parts = [device.name for device in devices]
    mainboard = case.rig.board
    cited = tuple(cite for device in first_of_each(devices) for cite in device.cite("pcie_gen", "pcie_lanes"))
    cited += mainboard.cite("slots") if mainboard else ()
    if lanes is None:
        rate = f"{pcie_gb_s(reached, 1) / pcie_gb_s(native, 1):.0%} of its own bandwidth"
    else:
        rate = f"{gb_s(pcie_gb_s(native, lanes))} → {gb_s(pcie_gb_s(reached, lanes))} GB/s each way at ×{lanes}"
    if reached >= native:
        full = f" ({gb_s(pcie_gb_s(native, lanes))} GB/s each way as {link(native, lanes)})" if lanes else ""
        return passed(f"{listed(devices)} runs at its own generation, Gen{native}{where}{full}.", parts)
    say = warning if _is_much_slower(native, reached) else info
    message = f"{listed(devices)}: made for Gen{native}, the link trains at Gen{reached}{where}: {rate}; {because}."
    return say(message, parts, cited, native_gen=native, link_gen=reached, lanes=lanes)


RULE = Rule(
    id="pcie-gen-negotiation",
    title="The link trains at the lowest generation on its path",
    area=Area.PCIE_GEN,
    worst=Severity.WARNING,
    requires=("gpu",),
    needs=(
        "gpu.pcie_gen",
        "gpu.pcie_lanes",
        "gpu.link_gen",
        "gpu.link_lanes",
        "motherboard.slots",
        "cpu.pcie_gen",
        "riser.pcie_gen",
    ),
    why="An older slot, processor or riser halves the card's bandwidth with every generation.",
    hint="Use a slot or riser of the card's generation, or accept the shown bandwidth.",
    sources=(Source("https://hpc-notes.pages.dev/reference/pcie", "PCIe bandwidth by generation and lanes"),),
    breaks=build(cpu(), gpu(pcie_gen=5), board(slot(1, pcie_gen=3))),
    passes=build(cpu(), gpu(), board(slot(1))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
