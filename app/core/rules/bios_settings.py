"""The settings that this very machine wants in its firmware before the first start.

What it checks: which cards map more than 4 GiB, which Intel cards want Resizable BAR, which slots carry an older riser
or a passive splitter, whether the memory's speed is an overclocking profile, and whether the BMC's screen has to be
kept as the first one.

Why it matters: each of these is a reason for a machine that stops while it starts, loses cards, or runs slower than
its parts, and none of them shows which setting is to blame.

How to fix: go through the list in the firmware's setup, one setting after the other, and save.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Cited, Outcome, Severity, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules import _example_cards as example
from app.core.rules._bars import LARGE_GIB, start_bar_gib
from app.core.rules._examples import build, item
from app.core.rules._own_cooling import moves_own_air
from app.core.rules._seating import devices_by_name

NEEDS_RESIZABLE_BAR = "intel"
PASSIVE = ("passive", None)
RIBBONS = ("ribbon", "cabled", "slot-riser")
# JEDEC's fastest DDR3 and DDR4; what is sold as faster runs so by a profile of its maker (general knowledge).
FASTEST_STANDARD_MTS = {"ddr3": 2133.0, "ddr4": 3200.0}

Setting = tuple[str, tuple[Cited, ...]]


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    settings = [
        *_large_bars(case),
        *_resizable_bars(case),
        *_slot_generations(case),
        *_split_slots(case),
        *_memory_profile(case),
        *_first_screen(case, board),
    ]
    if not settings:
        yield passed(f"Nothing known of this build asks {board.label} for other than its defaults.", [board.name])
        return
    uses = [fact for _, facts in settings for fact in facts]
    names = [board.name, *(fact.item for fact in uses)]
    texts = [text for text, _ in settings]
    yield info(f"Set on {board.label}: {'; '.join(texts)}.", names, uses, settings=texts)


def _large_bars(case: Case) -> Iterator[Setting]:
    for gpu in distinct(case.rig.gpus):
        bar_gib = start_bar_gib(gpu)
        if bar_gib is None:
            yield f"Above 4G Decoding on, in case {gpu.label} maps all of its memory", gpu.cite("cooling")
        elif bar_gib >= LARGE_GIB:
            units = sum(other.item is gpu.item for other in case.rig.gpus)
            text = f"Above 4G Decoding on, for {units} × {bar_gib:g} GiB of {gpu.label}"
            yield text, gpu.cite("bar1_gib", "resizable_bar", "cooling")


def _resizable_bars(case: Case) -> Iterator[Setting]:
    for gpu in distinct(case.rig.gpus):
        if gpu.text("vendor") == NEEDS_RESIZABLE_BAR:
            yield f"Resizable BAR on and CSM off, for {gpu.label}", gpu.cite("vendor")


def _slot_generations(case: Case) -> Iterator[Setting]:
    """A ribbon takes no part in the negotiation: its slot has to be told."""
    devices = devices_by_name(case.rig)
    for seat in case.slots.seats:
        riser = devices.get(seat.riser) if seat.riser else None
        if riser is None or riser.text("active") not in PASSIVE or riser.text("kind") not in RIBBONS:
            continue
        rated, tried = riser.count("pcie_gen"), [seat.slot.pcie_gen, devices[seat.device].count("pcie_gen")]
        if rated is not None and all(gen is None or gen > rated for gen in tried):
            yield f"{seat.slot.id} to Gen{rated}, as {riser.label} is rated", riser.cite("pcie_gen", "kind", "active")


def _split_slots(case: Case) -> Iterator[Setting]:
    for splitter in case.rig.all("riser"):
        mode, seat = splitter.text("required_bifurcation"), case.slots.seat(splitter.name)
        if mode is not None and seat is not None and splitter.text("active") != "switch":
            yield f"{seat.slot.id} to {mode}, for {splitter.label}", splitter.cite("required_bifurcation", "active")


def _memory_profile(case: Case) -> Iterator[Setting]:
    for module in distinct(case.rig.all("memory")):
        speed, standard = module.number("speed_mts"), module.number("jedec_mts")
        if standard is None:
            standard = FASTEST_STANDARD_MTS.get(module.text("generation") or "")
        if speed is not None and standard is not None and speed > standard:
            text = f"the memory's XMP or EXPO profile on, for {speed:,.0f} instead of {standard:,.0f} MT/s"
            yield text, module.cite("speed_mts", "jedec_mts", "generation")


def _first_screen(case: Case, board: Device) -> Iterator[Setting]:
    if board.flag("bmc"):
        shown = next((gpu for gpu in case.rig.gpus if moves_own_air(gpu)), None)
        if shown is not None:
            text = f"the onboard display first, so that the BMC's console stays alive beside {shown.label}"
            yield text, board.cite("bmc") + shown.cite("cooling")


RULE = Rule(
    id="bios-settings",
    title="What to set in the firmware",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.INFO,
    requires=("gpu", "motherboard"),
    needs=(
        "gpu.bar1_gib",
        "gpu.resizable_bar",
        "gpu.cooling",
        "gpu.form_factor",
        "gpu.vendor",
        "gpu.pcie_gen",
        "riser.kind",
        "riser.active",
        "riser.pcie_gen",
        "riser.required_bifurcation",
        "memory.speed_mts",
        "memory.jedec_mts",
        "memory.generation",
        "motherboard.slots",
        "motherboard.bmc",
    ),
    why="A machine that doesn't start or loses cards never says which setting it was.",
    hint="Go through the list in the firmware's setup before the first start.",
    sources=(
        Source("https://nodehome.pages.dev/articles/sovereign-node-build-guide.html", "Settings of a GPU node"),
        Source(
            "https://docs.microsoft.com/en-us/windows-hardware/drivers/display/resizable-bar-support",
            "Microsoft: Resizable BAR support",
        ),
        Source("https://www.mov-axbx.com/wopr/wopr_risers.html", "Seven cards on risers: what worked and what didn't"),
    ),
    breaks=build(
        example.cpu(),
        example.gpu(made_cooling="passive", bar1_gib=128),
        example.board(example.slot(1)),
        item("riser", kind="ribbon", host_connector="x16", pcie_gen=3, length_mm=300),
    ),
    passes=build(example.cpu(), example.gpu(made_cooling="axial"), example.board(example.slot(1))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
