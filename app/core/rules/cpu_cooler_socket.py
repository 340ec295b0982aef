"""A cooler has a mount for certain sockets.

What it checks: the cooler lists the socket or one that shares its mount, and the narrow or square frame where a socket
comes in both.

Why it matters: a cooler that can't be screwed down does not touch the processor.

How to fix: the maker's kit for the socket, or another cooler.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._examples import build, item

# Sockets with the same hole pattern and height.  One kit fits SP3, TR4 and their successors up to SP6 and sTR5: makers
# list them together (ARCTIC Liquid Freezer WS360-SP6), and AMD boxed the same bracket with both.
SHARED_MOUNTS = (
    frozenset(["SP3", "TR4", "sTRX4", "sWRX8", "SP6", "sTR5"]),
    frozenset(["AM4", "AM5"]),
    frozenset(["LGA1150", "LGA1151", "LGA1151-2", "LGA1155", "LGA1156", "LGA1200"]),
    frozenset(["LGA1700", "LGA1851"]),
    frozenset(["LGA2011", "LGA2011-3", "LGA2066"]),
)
TWO_FRAMES = frozenset(["LGA2011", "LGA2011-3", "LGA3647", "LGA4189"])


def check(case: Case) -> Iterator[Outcome]:
    rig = case.rig
    host = rig.board if rig.board is not None else (rig.cpus[0] if rig.cpus else None)
    if host is None or not rig.has("cpu-cooler"):
        return
    for cooler in distinct(rig.all("cpu-cooler")):
        if cooler.bundle is not None and cooler.bundle == host.bundle:
            yield passed(f"{cooler.label} came with {host.label}.", (cooler.name, host.name))
        else:
            yield _judge(cooler, host)


def _judge(cooler: Device, host: Device) -> Outcome:
    names = (cooler.name, host.name)
    frame, wanted = cooler.text("socket_mount"), host.text("socket_mount")
    if frame in ("narrow", "square") and wanted is not None and frame != wanted:
        text = f"{cooler.label} is made for the {frame} frame; {host.label} has the {wanted} one."
        return error(text, names, cooler.cite("socket_mount") + host.cite("socket_mount"))
    socket, offered = host.text("socket"), cooler.texts("sockets")
    if socket is None or offered is None:
        gaps = host.lacks("socket") + cooler.lacks("sockets")
        return cannot_tell(f"Whether {cooler.label} can be mounted depends on socket and mount.", gaps, parts=names)
    group = next((group for group in SHARED_MOUNTS if socket in group), frozenset([socket]))
    if not group.intersection(offered):
        text = f"{cooler.label} has mounts for {', '.join(offered)}; {host.label} has socket {socket}."
        return error(text, names, cooler.cite("sockets") + host.cite("socket"))
    if host.category == "motherboard" and socket in TWO_FRAMES and frame != "both" and None in (frame, wanted):
        gaps = cooler.lacks("socket_mount") + host.lacks("socket_mount")
        return cannot_tell(
            f"{socket} comes with a narrow and a square frame; which ones meet here is not known.", gaps, parts=names
        )
    return passed(f"{cooler.label} has a mount for {socket}.", names)


RULE = Rule(
    id="cpu-cooler-socket",
    title="The cooler can be mounted on the socket",
    area=Area.COOLING_INTERFACE,
    worst=Severity.ERROR,
    requires=("cpu-cooler",),
    needs=(
        "cpu-cooler.sockets",
        "cpu-cooler.socket_mount",
        "motherboard.socket",
        "motherboard.socket_mount",
        "cpu.socket",
    ),
    why="A cooler without the right mount doesn't touch the processor.",
    hint="Choose a cooler for the socket, or its maker's mounting kit.",
    sources=(Source("https://en.wikipedia.org/wiki/LGA_2011", "LGA 2011: square and narrow ILM"),),
    breaks=build(item("cpu-cooler", sockets=["AM4"]), item("motherboard", socket="SP3")),
    passes=build(item("cpu-cooler", sockets=["TR4"]), item("motherboard", socket="SP3")),
    check=check,
    page=__doc__ or "",
)
