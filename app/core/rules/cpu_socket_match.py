"""A processor fits only the socket it was made for.

What it checks: the processor's socket is the board's socket, and the board's support list has its family.

Why it matters: SP3, TR4, sTRX4 and sWRX8 look alike and take the same cooler, and SP6 looks like SP3; none of them
accepts another's processor.  An EPYC 9004 (SP5, 6096 contacts) does not go into an SP3 board (4094 contacts).

How to fix: choose a board for the processor's socket, or a processor for the board's.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    for cpu in distinct(case.rig.cpus):
        wanted, offered = cpu.text("socket"), board.text("socket")
        parts = (cpu.name, board.name)
        if wanted is None or offered is None:
            gaps = cpu.lacks("socket") + board.lacks("socket")
            yield cannot_tell(f"Whether {cpu.label} fits {board.label} depends on both sockets.", gaps, parts=parts)
        elif wanted != offered:
            yield error(
                f"{cpu.label} has socket {wanted}; {board.label} has socket {offered}.",
                parts,
                cpu.cite("socket") + board.cite("socket"),
                cpu_socket=wanted,
                board_socket=offered,
            )
        elif _never_supported(cpu, board):
            yield error(
                f"{cpu.label} has the socket of {board.label}, but that board's list has no {cpu.text('family')}.",
                parts,
                cpu.cite("socket", "family") + board.cite("socket", "cpu_support"),
            )
        else:
            yield passed(f"{cpu.label} and {board.label} both have socket {wanted}.", parts)


def _never_supported(cpu: Device, board: Device) -> bool:
    """Whether the board's support list is known and leaves the family out; the BIOS rule speaks of unknown lists."""
    family, rows = cpu.text("family"), board.records("cpu_support")
    if family is None or not rows or (cpu.bundle is not None and cpu.bundle == board.bundle):
        return False
    return all(row.text("family") != family for row in rows)


RULE = Rule(
    id="cpu-socket-match",
    title="The processor fits the board's socket",
    area=Area.SOCKET,
    worst=Severity.ERROR,
    requires=("cpu", "motherboard"),
    needs=("cpu.socket", "cpu.family", "motherboard.socket", "motherboard.cpu_support"),
    why="A processor for another socket can't be installed, even where the package looks the same.",
    hint="Choose a board with the processor's socket, or a processor with the board's.",
    sources=(
        Source("https://en.wikipedia.org/wiki/Socket_SP5", "Socket SP5"),
        Source("https://en.wikipedia.org/wiki/Socket_sWRX8", "Socket sWRX8: same size as SP3, not compatible"),
    ),
    breaks=build(item("cpu", socket="SP5"), item("motherboard", socket="SP3")),
    passes=build(item("cpu", socket="SP5"), item("motherboard", socket="SP5")),
    check=check,
    page=__doc__ or "",
)
