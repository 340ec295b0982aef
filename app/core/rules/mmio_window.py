"""All large BARs together must fit the board's 64-bit window.

What it checks: the sum of the BARs that the GPUs ask for at start, rounded up to a power of two, against the board's
window for 64-bit memory-mapped I/O.

Why it matters: one A100 80 GB takes 128 GiB of address space, four take 512 GiB. Consumer boards often stop at a few
hundred; the cards that don't fit are missing from the system.

How to fix: raise the MMIO size in the firmware, use fewer or smaller cards, or a server board.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._bars import LARGE_GIB, bar_gaps, start_bar_gib
from app.core.rules._examples import build, item
from app.core.rules._figures import listed
from app.core.rules._supply import by_part

# Up to here every board that decodes above 4 GiB has room: the smallest windows in use are 64 GiB (general knowledge).
ALWAYS_ROOM_GIB = 64


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    large = [gpu for gpu in case.rig.gpus if (start_bar_gib(gpu) or 0) >= LARGE_GIB]
    silent = [gpu for gpu in case.rig.gpus if start_bar_gib(gpu) is None]
    if large or silent:
        yield _judge(board, large, silent)


def _judge(board: Device, large: list[Device], silent: list[Device]) -> Outcome:
    total = sum(start_bar_gib(gpu) or 0 for gpu in large)
    needed = 2 ** math.ceil(math.log2(total)) if total else 0
    window = board.number("mmio_high_gib")
    parts = [*(gpu.name for gpu in large + silent), board.name]
    uses = [fact for gpu in distinct(large) for fact in gpu.cite("bar1_gib")] + [*board.cite("mmio_high_gib")]
    sums = listed(f"{count} × {start_bar_gib(gpu):g} GiB" for gpu, count in by_part(large)) if large else "unknown BARs"
    text = f"{sums} of BARs take a window of {needed:,} GiB" if large else "The GPUs' BARs are not known"
    if window is not None and needed > window:
        return warning(
            f"{text}; {board.label} has {window:,.0f} GiB.", parts, uses, needed_gib=needed, window_gib=window
        )
    if silent:
        gaps = [gap for gpu in distinct(silent) for gap in gpu.lacks(*bar_gaps(gpu))]
        question = f"{text}; whether all of them fit {board.label} depends on the rest."
        return cannot_tell(question, [*gaps, *board.lacks("mmio_high_gib")], Severity.WARNING, parts, uses)
    if window is None and needed > ALWAYS_ROOM_GIB:
        question = f"{text}; how much {board.label} offers is not known."
        return cannot_tell(question, board.lacks("mmio_high_gib"), Severity.WARNING, parts, uses)
    offered = f"{window:,.0f} GiB" if window is not None else f"at least {ALWAYS_ROOM_GIB} GiB"
    return passed(f"{text}; {board.label} offers {offered}.", parts)


RULE = Rule(
    id="mmio-window",
    title="All BARs fit the board's 64-bit window",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.WARNING,
    requires=("gpu", "motherboard"),
    needs=(
        "gpu.bar1_gib",
        "gpu.resizable_bar",
        "gpu.cooling",
        "gpu.form_factor",
        "motherboard.mmio_high_gib",
    ),
    why="Cards whose memory finds no address space are missing from the system.",
    hint="Raise the MMIO size in the firmware, use fewer cards, or a server board.",
    sources=(
        Source(
            "https://cloud-atlas.readthedocs.io/zh_CN/latest/linux/server/hardware/hpe/dl360_gen9_large_bar_memory.html",
            "Sum of GPU memory, rounded up to a power of two",
        ),
    ),
    breaks=build(
        item("gpu", 4, made_cooling="passive", bar1_gib=128),
        item("motherboard", mmio_high_gib=256),
    ),
    passes=build(
        item("gpu", 4, made_cooling="passive", bar1_gib=128),
        item("motherboard", mmio_high_gib=1024),
    ),
    check=check,
    page=__doc__ or "",
)
