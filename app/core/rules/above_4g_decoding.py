"""Data-centre GPUs map tens of gigabytes at start, which not every firmware can place.

What it checks: when a GPU's largest BAR is 4 GiB or more, whether the board can map it above 4 GiB (Above 4G
decoding, 64-bit MMIO), and that the machine doesn't boot in legacy mode.

Why it matters: a board that can't stops while it starts, or hides the card: "insufficient PCI resources". A card with
fans of its own starts with 256 MiB and boots anywhere; a passive Tesla asks for all of its memory.

How to fix: turn Above 4G decoding on and boot by UEFI, update the firmware, or take a board that has the setting.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._bars import LARGE_GIB, bar_gaps, start_bar_gib
from app.core.rules._examples import build, item
from app.core.rules._platforms import maps_large_bars


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    legacy = case.rig.choices.boot_mode == "legacy"
    for gpu in distinct(case.rig.gpus):
        yield _judge(gpu, board, legacy)


def _judge(gpu: Device, board: Device, legacy: bool) -> Outcome:
    parts = (gpu.name, board.name)
    uses = gpu.cite("bar1_gib", "resizable_bar", "cooling") + board.cite("above_4g", "socket", "chipset")
    bar_gib, able = start_bar_gib(gpu), maps_large_bars(board)
    if bar_gib is not None and bar_gib < LARGE_GIB:
        return passed(f"{gpu.label} starts with a BAR of {bar_gib * 1024:,.0f} MiB, which every board maps.", parts)
    if bar_gib is None and not able:
        gaps = gpu.lacks(*bar_gaps(gpu)) + (board.lacks("above_4g") if able is None else ())
        question = f"Whether {board.label} can map {gpu.label} depends on the card's BAR and the board's 64-bit MMIO."
        return cannot_tell(question, gaps, Severity.ERROR, parts, uses)
    size = "a BAR that may be large" if bar_gib is None else f"a BAR of {bar_gib:g} GiB"
    if able is None:
        question = f"{gpu.label} has {size}; whether {board.label} decodes above 4 GiB is not known."
        return cannot_tell(question, board.lacks("above_4g"), Severity.ERROR, parts, uses)
    if not able:
        return error(
            f"{gpu.label} has {size}; {board.label} does not decode above 4 GiB.", parts, uses, bar_gib=bar_gib
        )
    if legacy and bar_gib is not None:
        return warning(f"{gpu.label} has {size}; legacy boot (CSM) leaves no room for it above 4 GiB.", parts, uses)
    return passed(f"{gpu.label} has {size}; {board.label} decodes above 4 GiB (turn it on in the firmware).", parts)


RULE = Rule(
    id="above-4g-decoding",
    title="The board can map the GPUs' memory",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.ERROR,
    requires=("gpu", "motherboard"),
    needs=(
        "gpu.bar1_gib",
        "gpu.resizable_bar",
        "gpu.cooling",
        "gpu.form_factor",
        "motherboard.above_4g",
        "motherboard.socket",
        "motherboard.chipset",
    ),
    why="A board that can't map a large BAR doesn't start with the card in it, or hides the card.",
    hint="Turn Above 4G decoding on, boot by UEFI, update the firmware, or use another board.",
    sources=(
        Source(
            "https://cloud-atlas.readthedocs.io/zh_CN/latest/linux/server/hardware/hpe/dl360_gen9_large_bar_memory.html",
            "A server that stops with a Tesla until large BARs are enabled",
        ),
        Source(
            "https://forums.developer.nvidia.com/t/k40-setup-on-lenovo-p510/64917/11",
            "NVIDIA forum: Tesla cards and BAR resources",
        ),
    ),
    breaks=build(
        item("gpu", made_cooling="passive", bar1_gib=32),
        item("motherboard", socket="LGA1155", above_4g=False),
    ),
    passes=build(
        item("gpu", made_cooling="passive", bar1_gib=32),
        item("motherboard", socket="LGA2011-3", above_4g=True),
    ),
    check=check,
    page=__doc__ or "",
)
