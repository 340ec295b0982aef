"""The same socket is not yet the same platform.

What it checks: on sockets that several lines of processors share, whether the board's chipset starts the processor's
line, and whether it leaves part of it unused.

Why it matters: a Threadripper goes into the socket of a WRX90 board and never starts there; a Threadripper PRO starts
on TRX50 but gets half of its memory channels and far fewer lanes. Xeon W (W790) and Xeon Scalable (C741) share
LGA 4677, and every Xeon E needs a server chipset although its socket is that of a desktop.

How to fix: a board with the chipset of the processor's line, or a processor of the board's line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.core.case import Case
from app.core.parts import Source
from app.core.report import SEVERITY_RANK, Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item
from app.core.rules._figures import listed

# By socket: the lines of processors that share it, and the chipsets that start each (makers' platform pages; general
# knowledge).  Sockets whose every processor starts on every chipset, given its BIOS, are not here.
STARTED_BY: Mapping[str, Mapping[str, frozenset[str]]] = {
    "sTR5": {"hedt": frozenset({"trx50"}), "workstation": frozenset({"wrx90", "trx50"})},
    "LGA4677": {"workstation": frozenset({"w790"}), "server": frozenset({"c741"})},
    "LGA2066": {"hedt": frozenset({"x299", "c422"}), "workstation": frozenset({"c422"})},
}
# Xeon E and their forerunners in the sockets of desktops.  What isn't known to be one of them is a desktop processor.
SERVER_CHIPSETS: Mapping[str, frozenset[str]] = {
    "LGA1151": frozenset({"c232", "c236"}),
    "LGA1151-2": frozenset({"c242", "c246"}),
    "LGA1200": frozenset({"c252", "c256"}),
    "LGA1700": frozenset({"c262", "c266"}),
}
# A line that starts on a chipset and loses part of itself there.
HALVED = {("workstation", "trx50"): "four of its eight memory channels and far fewer of its PCIe lanes"}


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    for cpu in distinct(case.rig.cpus):
        if cpu.bundle is None or cpu.bundle != board.bundle:
            yield from _judge(cpu, board)


def _judge(cpu: Device, board: Device) -> Iterator[Outcome]:
    sockets = {socket for device in (cpu, board) if (socket := device.text("socket")) is not None}
    lines = _lines(cpu, sockets.pop()) if len(sockets) == 1 else {}
    if not lines:
        return  # one platform alone; that sockets differ, or that neither is known, is said of the sockets
    platform, chipset = cpu.text("platform"), board.text("chipset")
    platforms = lines.keys() if platform is None else {platform} & lines.keys()
    chipsets = _chipsets(board, lines) if chipset is None else {chipset}
    possible = {_severity(lines, one, other) for one in platforms for other in chipsets}
    if len(possible) > 1:
        worst = max((severity for severity in possible if severity), key=SEVERITY_RANK.__getitem__)
        question = f"Whether {board.label} starts {cpu.label} depends on processor line and chipset."
        gaps = cpu.lacks("platform") + board.lacks("chipset")
        yield cannot_tell(question, gaps, worst, (cpu.name, board.name))
    elif possible:
        yield _verdict(cpu, board, lines, possible.pop())


def _lines(cpu: Device, socket: str) -> Mapping[str, frozenset[str]]:
    """The lines that share the socket, with their chipsets."""
    servers = SERVER_CHIPSETS.get(socket)
    if servers is not None:
        return {"server": servers} if cpu.text("platform") == "server" else {}
    return STARTED_BY.get(socket, {})


def _chipsets(board: Device, lines: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What a board of unknown chipset may have; in a desktop socket mostly none that starts a server's processor."""
    started: frozenset[str] = frozenset().union(*lines.values())
    return started | {"a desktop's"} if board.text("socket") in SERVER_CHIPSETS else started


def _severity(lines: Mapping[str, frozenset[str]], platform: str, chipset: str) -> Severity | None:
    if chipset not in lines[platform]:
        return Severity.ERROR
    return Severity.WARNING if (platform, chipset) in HALVED else None


def _verdict(cpu: Device, board: Device, lines: Mapping[str, frozenset[str]], severity: Severity | None) -> Outcome:
    platform, chipset = cpu.text("platform") or "", board.text("chipset") or ""
    parts = (cpu.name, board.name)
    uses = cpu.cite("socket", "platform") + board.cite("socket", "chipset")
    if severity is None:
        return passed(f"{board.label} starts {cpu.label}.", parts)
    if severity is Severity.WARNING:
        lost = HALVED[platform, chipset]
        return warning(f"{cpu.label} starts on {chipset.upper()} ({board.label}), but gets {lost}.", parts, uses)
    wanted = listed(sorted(name.upper() for name in lines.get(platform, ())))
    return error(
        f"{cpu.label} starts on {wanted or 'another chipset'}; {board.label} has its socket, but {chipset.upper()}.",
        parts,
        uses,
        chipset=chipset,
    )


RULE = Rule(
    id="cpu-platform-chipset",
    title="The board's chipset starts the processor's line",
    area=Area.SOCKET,
    worst=Severity.ERROR,
    requires=("cpu", "motherboard"),
    needs=("cpu.socket", "cpu.platform", "motherboard.socket", "motherboard.chipset"),
    why="Lines of processors share a socket and still need chipsets of their own.",
    hint="Choose a board with the chipset of the processor's line, or a processor of the board's.",
    sources=(
        Source("https://blog.ocworks.com/archives/52175237", "Socket sTR5: WRX90 and TRX50, and what starts on which"),
        Source("https://en.wikipedia.org/wiki/LGA_4677", "LGA 4677: Xeon Scalable and Xeon W"),
    ),
    breaks=build(item("cpu", socket="sTR5", platform="hedt"), item("motherboard", socket="sTR5", chipset="wrx90")),
    passes=build(item("cpu", socket="sTR5", platform="hedt"), item("motherboard", socket="sTR5", chipset="trx50")),
    check=check,
    page=__doc__ or "",
)
