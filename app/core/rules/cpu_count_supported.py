"""Not every processor works beside a second one.

What it checks: the number of processors against the board's sockets and against what each processor is made for; two
processors must be the same model.

Why it matters: an EPYC with a P at the end, every Ryzen, Threadripper and Xeon W has no links to a second socket; a
board with two of them does not start.

How to fix: the processor without the P, or one processor on a single-socket board.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._examples import build, item


def check(case: Case) -> Iterator[Outcome]:
    cpus, boards = case.rig.cpus, case.rig.all("motherboard")
    count = len(cpus)
    names = (*(cpu.name for cpu in cpus), *(board.name for board in boards))
    if count == 1:
        yield passed("One processor works in any board with its socket.", names)
        return
    sockets = [board.count("socket_count") for board in boards]
    known = [number for number in sockets if number is not None]
    models = sorted({cpu.label for cpu in cpus})
    if boards and len(known) == len(boards) and count > sum(known):
        uses = tuple(cited for board in boards for cited in board.cite("socket_count"))
        yield error(f"{count} processors for {sum(known)} socket{'s' if sum(known) > 1 else ''}.", names, uses)
    elif len(models) > 1:
        yield error(f"Processors of one machine must be the same model; these are {' and '.join(models)}.", names)
    elif count > len(boards) or not boards:
        yield from _together(cpus, boards, names, None in sockets)
    else:
        yield passed(f"{count} processors in {len(boards)} boards.", names)


def _together(
    cpus: tuple[Device, ...], boards: tuple[Device, ...], names: tuple[str, ...], sockets_unknown: bool
) -> Iterator[Outcome]:
    cpu = cpus[0]
    most = cpu.count("max_sockets")
    each = len(cpus) if len(boards) <= 1 else -(-len(cpus) // len(boards))
    if most is not None and each > most:
        text = f"{cpu.label} works in machines of {most} socket{'s' if most > 1 else ''}; the build has {each} of them."
        yield error(text, names, cpu.cite("max_sockets"))
    elif most is None or sockets_unknown:
        gaps = cpu.lacks("max_sockets") + tuple(gap for board in boards for gap in board.lacks("socket_count"))
        yield cannot_tell(f"Whether {each} × {cpu.label} work together is not known.", gaps, parts=names)
    else:
        yield passed(f"{cpu.label} works in machines of {most} sockets.", names)


RULE = Rule(
    id="cpu-count-supported",
    title="The processors work in this number",
    area=Area.SOCKET,
    worst=Severity.ERROR,
    requires=("cpu",),
    needs=("cpu.max_sockets", "motherboard.socket_count"),
    why="Single-socket processors have no links to a second one.",
    hint="Choose a processor made for two sockets, or a single-socket board.",
    sources=(
        Source(
            "https://de.wikipedia.org/wiki/?oldid=238024986&title=Sockel_SP5", "Sockel SP5: a P marks one-socket models"
        ),
    ),
    breaks=build(item("cpu", 2, max_sockets=1), item("motherboard", socket_count=2)),
    passes=build(item("cpu", 2, max_sockets=2), item("motherboard", socket_count=2)),
    check=check,
    page=__doc__ or "",
)
