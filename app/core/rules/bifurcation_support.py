"""A passive splitter works only in a slot that can be split.

What it checks: the bifurcation mode that each passive splitter needs, against the modes of the board's slots.

Why it matters: a passive card that turns one ×16 slot into two or four links relies on the processor to run the
slot as x8x8 or x4x4x4x4. Where the BIOS can't do that, only the first device appears. Cards with a PCIe switch
don't need it.

How to fix: enable bifurcation in the BIOS, use a slot that has the mode, or a switch card instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item, record
from app.core.rules._seating import conflicts, impossible, lacking

SPLITTER = "bifurcation"


def check(case: Case) -> Iterator[Outcome]:
    for conflict in conflicts(case, "bifurcation"):
        yield impossible(case, conflict, ("required_bifurcation",))
    mainboard = case.rig.board
    if mainboard is None or conflicts(case, "bifurcation"):
        return
    for splitter in distinct(device for device in case.rig.all("riser") if _is_splitter(device)):
        yield _judge(case, mainboard, splitter)


def _is_splitter(device: Device) -> bool:
    """A passive splitter, or a riser of unknown kind that is said to need a mode."""
    kind = device.text("kind")
    return kind == SPLITTER or (kind is None and device.text("required_bifurcation") is not None)


def _judge(case: Case, mainboard: Device, splitter: Device) -> Outcome:
    wanted = splitter.text("required_bifurcation")
    seat = case.slots.seat(splitter.name)
    modes = seat.slot.bifurcation if seat else None
    parts = [splitter.name, mainboard.name]
    if wanted is not None and seat is not None and modes is not None and wanted in modes:
        return passed(f"{splitter.label} needs {wanted}, and {seat.slot.id} can run as {', '.join(modes)}.", parts)
    offering = _slots_with(mainboard, wanted)
    if wanted is not None and seat is None and len(offering) >= sum(_is_splitter(one) for one in case.rig.all("riser")):
        return passed(f"{splitter.label} needs {wanted}, which {', '.join(offering)} can run as.", parts)
    gaps: tuple[Missing, ...] = splitter.lacks("kind", "required_bifurcation")
    gaps += lacking(mainboard, "slots", "slots.bifurcation") + case.slots.missing
    mode = wanted or "the mode that it needs"
    return cannot_tell(
        f"Whether a slot of {mainboard.label} can run as {mode} is not known.", gaps, _worst(case), parts
    )


def _slots_with(mainboard: Device, mode: str | None) -> list[str]:
    """Slots that can surely be split so."""
    slots = mainboard.records("slots") or ()
    return [slot.text("id") or "?" for slot in slots if mode is not None and mode in (slot.texts("bifurcation") or ())]


def _worst(case: Case) -> Severity:
    """An impossible placement is already an error of its own rule."""
    return Severity.WARNING if case.slots.status == "impossible" else Severity.ERROR


RULE = Rule(
    id="bifurcation-support",
    title="A passive splitter sits in a slot that can be split",
    area=Area.PCIE_LANES,
    worst=Severity.ERROR,
    requires=("motherboard",),
    needs=("riser.kind", "riser.required_bifurcation", "motherboard.slots"),
    why="Without bifurcation only the first device behind a passive splitter appears.",
    hint="Enable bifurcation, use a slot that has the mode, or a switch card.",
    sources=(
        Source(
            "https://forums.servethehome.com/index.php?threads/pcie-gen-4-bifurcation-risers-and-nvme-ssds.32943/page-2",
            "Bifurcation and risers on Gen4 boards",
        ),
    ),
    breaks=build(
        cpu(),
        gpu(2),
        item(
            "riser",
            kind=SPLITTER,
            host_connector="x16",
            host_lanes=16,
            pcie_gen=4,
            required_bifurcation="x8x8",
            downstream=[record(lanes=8, count=2, connector_lanes=16)],
        ),
        board(slot(1, bifurcation=("x4x4x4x4",))),
    ),
    passes=build(
        cpu(),
        gpu(2),
        item(
            "riser",
            kind=SPLITTER,
            host_connector="x16",
            host_lanes=16,
            pcie_gen=4,
            required_bifurcation="x8x8",
            downstream=[record(lanes=8, count=2, connector_lanes=16)],
        ),
        board(slot(1, bifurcation=("x8x8", "x4x4x4x4"))),
    ),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
