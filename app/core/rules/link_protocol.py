"""Ethernet cards don't talk to InfiniBand switches.

What it checks: whether each network card shares a protocol with a switch of the build.

Why it matters: cages and cables of Ethernet and InfiniBand look alike and mate. But a card that knows Ethernet
only (EN) never gets a link on an InfiniBand switch; a VPI card can be set to either, port by port.

How to fix: a card with the switch's protocol (VPI does both), or a switch with the card's.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._example_cards import nic
from app.core.rules._examples import build, item
from app.core.rules._seating import first_of_each, listed


def check(case: Case) -> Iterator[Outcome]:
    switches = case.rig.all("switch")
    if not switches:
        return
    for device in distinct(case.rig.all("nic")):
        yield _judge(device, switches)


def _judge(device: Device, switches: tuple[Device, ...]) -> Outcome:
    spoken = device.texts("protocols")
    understood = {protocol for switch in switches for protocol in switch.texts("protocols") or ()}
    shared = sorted(understood.intersection(spoken or ()))
    names = [device.name, *(switch.name for switch in switches)]
    if shared:
        return passed(f"{device.label} and {listed(switches)} both speak {', '.join(shared)}.", names)
    gaps = device.lacks("protocols") + tuple(gap for switch in distinct(switches) for gap in switch.lacks("protocols"))
    if gaps:
        question = f"Whether {device.label} and {listed(switches)} speak one protocol is not known."
        return cannot_tell(question, gaps, Severity.ERROR, names)
    return error(
        f"{device.label} speaks {', '.join(spoken or ())}; {listed(switches)} {', '.join(sorted(understood))}.",
        names,
        device.cite("protocols")
        + tuple(cite for switch in first_of_each(switches) for cite in switch.cite("protocols")),
    )


RULE = Rule(
    id="link-protocol",
    title="Network cards and switches speak one protocol",
    area=Area.NETWORK,
    worst=Severity.ERROR,
    requires=(),
    needs=("nic.protocols", "switch.protocols"),
    why="An Ethernet-only card never gets a link on an InfiniBand switch.",
    hint="Use a card that knows the switch's protocol; VPI cards know both.",
    sources=(
        Source(
            "https://docs.nvidia.com/networking/display/ConnectX7VPI/Introduction", "ConnectX-7 VPI: both protocols"
        ),
    ),
    breaks=build(nic(protocols=["ethernet"]), item("switch", protocols=["infiniband"])),
    passes=build(nic(protocols=["ethernet", "infiniband"]), item("switch", protocols=["infiniband"])),
    check=check,
    page=__doc__ or "",
)
