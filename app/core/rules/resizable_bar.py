"""Intel's cards are slow on a board that can't resize BARs.

What it checks: an Intel GPU on a board with or without Resizable BAR; other cards that could use it and can't are
worth an info.

Why it matters: Intel's Arc driver counts on seeing all of the card's memory at once; without Resizable BAR a quarter
of the speed and more is lost. NVIDIA and AMD cards hardly notice when they compute.

How to fix: a firmware update, Resizable BAR on and CSM off in the setup, or another board.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._platforms import resizes_bars

SENSITIVE = "intel"


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    for gpu in distinct(case.rig.gpus):
        yield from _judge(gpu, board)


def _judge(gpu: Device, board: Device) -> Iterator[Outcome]:
    able, vendor = resizes_bars(board), gpu.text("vendor")
    parts = (gpu.name, board.name)
    uses = gpu.cite("vendor", "resizable_bar") + board.cite("resizable_bar", "socket", "chipset")
    if able:
        yield passed(f"{board.label} offers Resizable BAR to {gpu.label}.", parts)
    elif vendor is None or (vendor == SENSITIVE and able is None):
        gaps = gpu.lacks("vendor") + (board.lacks("resizable_bar") if able is None else ())
        question = f"Whether {gpu.label} suffers depends on its chip maker and on Resizable BAR of {board.label}."
        yield cannot_tell(question, gaps, Severity.WARNING, parts, uses)
    elif vendor == SENSITIVE:
        yield warning(f"{gpu.label} loses much of its speed: {board.label} has no Resizable BAR.", parts, uses)
    elif able is False and gpu.flag("resizable_bar"):
        yield info(
            f"{gpu.label} could use Resizable BAR, and {board.label} has none; it matters little here.", parts, uses
        )


RULE = Rule(
    id="resizable-bar",
    title="Intel cards have Resizable BAR",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.WARNING,
    requires=("gpu", "motherboard"),
    needs=(
        "gpu.vendor",
        "gpu.resizable_bar",
        "motherboard.resizable_bar",
        "motherboard.socket",
        "motherboard.chipset",
    ),
    why="Intel cards lose a quarter of their speed and more without Resizable BAR.",
    hint="Update the firmware, turn Resizable BAR on and CSM off, or use another board.",
    sources=(
        Source(
            "https://hothardware.com/news/dont-bother-with-arc-without-resizable-bar", "Intel: Arc needs Resizable BAR"
        ),
        Source(
            "https://www.tomshw.it/hardware/arc-a770-perde-fino-al-24-di-prestazioni-senza-resizable-bar/",
            "Arc A770 loses up to 24 % without Resizable BAR",
        ),
        Source(
            "https://docs.microsoft.com/en-us/windows-hardware/drivers/display/resizable-bar-support",
            "Microsoft: Resizable BAR support",
        ),
    ),
    breaks=build(item("gpu", vendor="intel"), item("motherboard", socket="LGA1151", resizable_bar=False)),
    passes=build(item("gpu", vendor="intel"), item("motherboard", socket="LGA1151", resizable_bar=True)),
    check=check,
    page=__doc__ or "",
)
