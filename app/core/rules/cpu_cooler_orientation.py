"""Server boards often turn the socket, and with it the way that a tower cooler blows.

What it checks: an air cooler that is made for Threadripper boards as well, on a server board with an EPYC socket of
the same mount (SP3 or SP6).

Why it matters: most EPYC boards lay the memory slots along the air stream from front to rear, and the socket across.
A cooler made for a Threadripper board then blows towards the top of the case: past the exhaust in a tower, against the
lid in a rack machine.

How to fix: look at a photograph of the board with the cooler on it; give a tower case an exhaust at its top, or take a
cooler that is made for server boards.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.racked import goes_on_rails
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item

# Server socket: workstation sockets of the same mount, whose boards have it turned by a quarter (general knowledge).
WORKSTATION_MOUNTS = {"SP3": {"TR4", "sTRX4", "sWRX8"}, "SP6": {"sTR5"}}
WITHOUT_DIRECTION = ("aio", "passive")


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    for cooler in distinct(case.rig.all("cpu-cooler")):
        if cooler.text("kind") not in WITHOUT_DIRECTION:
            yield from _judge(case, board, cooler)


def _judge(case: Case, board: Device, cooler: Device) -> Iterator[Outcome]:
    socket, made_for = board.text("socket"), cooler.texts("sockets")
    parts = (cooler.name, board.name)
    mounts = WORKSTATION_MOUNTS.values() if socket is None else [WORKSTATION_MOUNTS.get(socket, set())]
    doubtful = [mount for mount in mounts if made_for is None or mount.intersection(made_for)]
    if not any(doubtful):
        if socket in WORKSTATION_MOUNTS:
            yield passed(f"{cooler.label} is made for server boards of socket {socket} alone.", parts)
        return
    gaps = board.lacks("socket") + cooler.lacks("sockets")
    if gaps:
        text = f"Which way {cooler.label} blows on {board.label} depends on the socket and the cooler's list."
        yield cannot_tell(text, gaps, Severity.INFO, parts)
        return
    text = f"{cooler.label} also fits Threadripper boards; on {board.label} the {socket} socket is probably turned"
    chassis = case.rig.chassis
    if chassis is not None and chassis.text("kind") in ("rack", "server") and goes_on_rails(chassis):
        text = f"{text}, and it blows across the air from front to rear"
    else:
        text = f"{text}, and it blows to the top: give the case an exhaust there"
    yield info(f"{text}.", parts, cooler.cite("sockets", "kind") + board.cite("socket"))


RULE = Rule(
    id="cpu-cooler-orientation",
    title="The way the processor cooler blows",
    area=Area.COOLING_INTERFACE,
    worst=Severity.INFO,
    requires=("cpu-cooler", "motherboard"),
    needs=("motherboard.socket", "cpu-cooler.sockets", "cpu-cooler.kind", "chassis.kind"),
    why="A tower cooler on a turned socket blows to the top of the case.",
    hint="Give a tower case an exhaust at its top, or take a cooler that is made for server boards.",
    sources=(
        Source("https://en.wikipedia.org/wiki/Socket_SP3", "Socket SP3 and its workstation siblings"),
        Source(
            "https://occlub.ru/news/hardware/40330-kreplenie-sistemy-ohlazhdenija-soketa-amd-strx4-polnostju-identichno-tr4?amp=1",
            "Noctua: coolers mount on sTRX4 as on SP3 and TR4",
        ),
    ),
    breaks=build(
        item("motherboard", socket="SP3"),
        item("cpu-cooler", kind="air", sockets=["SP3", "TR4", "sTRX4"]),
        item("chassis", kind="tower"),
    ),
    passes=build(item("motherboard", socket="SP3"), item("cpu-cooler", kind="air", sockets=["SP3"])),
    check=check,
    page=__doc__ or "",
)
