"""The socket fits, but the board must also know the processor.

What it checks: the board's support list for the processor's family: the first BIOS and the first board revision.

Why it matters: a board that was made before the processor shows nothing at all until its BIOS is new enough, and some
early revisions have too small a flash chip for any newer BIOS.

How to fix: write the BIOS before the first start, through the BMC or the flashback button; or take a later revision.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Facts, Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._versions import older, version


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    for cpu in distinct(case.rig.cpus):
        if cpu.bundle is not None and cpu.bundle == board.bundle:
            yield passed(f"{cpu.label} came with {board.label}.", (cpu.name, board.name))
        elif None not in (cpu.text("socket"), board.text("socket")) and cpu.text("socket") != board.text("socket"):
            continue  # the socket rule speaks of that
        else:
            yield from _judge(cpu, board)


def _judge(cpu: Device, board: Device) -> Iterator[Outcome]:
    family, rows = cpu.text("family"), board.records("cpu_support")
    names = (cpu.name, board.name)
    if family is None or rows is None or any(row.text("family") is None for row in rows):
        gaps = cpu.lacks("family") + board.lacks("cpu_support", "cpu_support.family")
        yield cannot_tell(f"Whether {board.label} starts {cpu.label} depends on its support list.", gaps, parts=names)
        return
    row = next((row for row in rows if row.text("family") == family), None)
    if row is None:
        return  # never supported: the socket rule speaks of that
    yield _revision(row, cpu, board) or _bios(row, cpu, board)


def _revision(row: Facts, cpu: Device, board: Device) -> Outcome | None:
    wanted = version(row.text("min_revision"))
    if wanted is None:
        return None
    have = version(board.text("revision"))
    names, uses = (cpu.name, board.name), board.cite("cpu_support", "revision") + cpu.cite("family")
    first = row.text("min_revision")
    if have is None:
        text = f"{board.label} takes {cpu.label} from board revision {first} on; which one this is, is not known."
        return cannot_tell(text, board.lacks("revision"), parts=names, uses=uses)
    if older(have, wanted):
        text = (
            f"{board.label} takes {cpu.label} from revision {first} on; this one is revision {board.text('revision')}."
        )
        return error(text, names, uses)
    return None


def _bios(row: Facts, cpu: Device, board: Device) -> Outcome:
    first = row.text("min_bios")
    wanted, have = version(first), version(board.text("bios"))
    names, uses = (cpu.name, board.name), board.cite("cpu_support", "bios") + cpu.cite("family")
    if wanted is None or (have is not None and not older(have, wanted)):
        return passed(f"{board.label} lists {cpu.label}.", names)
    text = f"{board.label} starts {cpu.label} from BIOS {first} on: write it before the first start"
    if board.flag("flash_without_cpu"):
        return info(f"{text}; this board can do so without a working processor.", names, uses)
    return warning(f"{text}, for which a processor that the old BIOS knows may be needed.", names, uses)


RULE = Rule(
    id="cpu-generation-bios",
    title="The board's BIOS and revision know the processor",
    area=Area.FIRMWARE_DRIVER,
    worst=Severity.ERROR,
    requires=("cpu", "motherboard"),
    needs=(
        "cpu.family",
        "cpu.socket",
        "motherboard.cpu_support",
        "motherboard.revision",
        "motherboard.bios",
        "motherboard.socket",
        "motherboard.flash_without_cpu",
    ),
    why="A board that doesn't know the processor stays dark.",
    hint="Write the BIOS first, or take a later board revision.",
    sources=(
        Source(
            "https://nodehome.pages.dev/articles/sovereign-node-build-guide.html",
            "H12SSL: BIOS 2.0 and later need a BMC update first",
        ),
    ),
    breaks=build(
        item("cpu", socket="SP3", family="epyc-7002"),
        item(
            "motherboard",
            socket="SP3",
            revision="1.02A",
            cpu_support=[{"family": "epyc-7002", "min_revision": "2.0"}],
        ),
    ),
    passes=build(
        item("cpu", socket="SP3", family="epyc-7002"),
        item(
            "motherboard",
            socket="SP3",
            revision="2.00",
            cpu_support=[{"family": "epyc-7002", "min_revision": "2.0"}],
        ),
    ),
    check=check,
    page=__doc__ or "",
)
