"""Cabled PCIe needs the right sockets on the board, and enough of them.

What it checks: whether the board has as many M.2, OCuLink, SlimSAS or MCIO connectors as the adapters of the
build plug into, and whether the connector is meant for the generation of the link.

Why it matters: OCuLink, SlimSAS and MCIO plugs don't fit each other. An 8i connector carries eight lanes, so a
×16 card needs two of them. OCuLink and SlimSAS are specified up to Gen4; Gen5 belongs on MCIO.

How to fix: use the adapter that matches the board's connectors, two 8i cables for a ×16 card, or MCIO for Gen5.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Facts, Source
from app.core.placement.problem import HOST_LENGTH, HOST_PORTS
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item, record

# The newest generation that a connector is specified for; Gen5 over the older two is "with care".
SAFE_GEN = {"oculink": 4, "slimsas-4i": 4, "slimsas-8i": 4}


def check(case: Case) -> Iterator[Outcome]:
    mainboard = case.rig.board
    adapters = [device for device in case.rig.all("riser", "carrier") if _plugs_into_port(device)]
    if mainboard is None or not adapters:
        return
    for connector in dict.fromkeys(_host(device) for device in adapters):
        yield _judge(case, mainboard, connector, [device for device in adapters if _host(device) == connector])


def _host(device: Device) -> str:
    return device.text("host_connector") or ""


def _plugs_into_port(device: Device) -> bool:
    """Adapters with a cable plug, and adapters whose plug is unknown although they are said to be cabled."""
    host = device.text("host_connector")
    return host in HOST_PORTS or (host is None and device.text("kind") in ("cabled", "m2-adapter"))


def _judge(case: Case, mainboard: Device, connector: str, adapters: list[Device]) -> Outcome:
    names = [device.name for device in adapters]
    wanted = _plugs(adapters)
    ports = mainboard.records("ports")
    hosts = _host_adapters(case)
    if not connector or wanted is None or (ports is None and not hosts):
        gaps = tuple(gap for device in adapters for gap in device.lacks("host_connector", "host_connector_count"))
        question = f"Whether {mainboard.label} has the connectors that {adapters[0].label} plugs into is not known."
        return cannot_tell(question, gaps + mainboard.lacks("ports"), Severity.ERROR, names)
    offered = [port for port in ports or () if port.text("type") in HOST_PORTS[connector]]
    if len(offered) < wanted and hosts:
        question = f"{wanted} {connector} plugs need sockets; those on {hosts[0].label} have to be counted by hand."
        return cannot_tell(question, [hosts[0].missing("downstream")], Severity.WARNING, names)
    if len(offered) < wanted:
        return error(
            f"{len(adapters)} × {adapters[0].label} need {wanted} {connector} connectors; {mainboard.label} has "
            f"{len(offered)}.",
            [*names, mainboard.name],
            adapters[0].cite("host_connector", "host_connector_count") + mainboard.cite("ports"),
            wanted=wanted,
            offered=len(offered),
        )
    return _too_new(case, connector, adapters, offered) or passed(
        f"{mainboard.label} has {len(offered)} connectors for the {wanted} {connector} plugs.", [*names, mainboard.name]
    )


def _plugs(adapters: list[Device]) -> int | None:
    """Plugs of all adapters; an adapter that doesn't say how many has at least its lanes' worth, and is unknown."""
    counts = [_plugs_of(device) for device in adapters]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _plugs_of(device: Device) -> int | None:
    """An M.2 card and a carrier have one plug."""
    if device.category == "carrier" or device.text("host_connector") == "m2":
        return 1
    return device.count("host_connector_count")


def _host_adapters(case: Case) -> list[Device]:
    """Cards in slots that offer cable connectors of their own."""
    return [
        device
        for device in case.rig.all("riser")
        if device.text("kind") == "cabled" and device.text("host_connector") in HOST_LENGTH
    ]


def _too_new(case: Case, connector: str, adapters: list[Device], offered: list[Facts]) -> Outcome | None:
    """A warning when the link would run faster than its connector is specified for."""
    safe = SAFE_GEN.get(connector)
    names = {device.name for device in adapters}
    gens = [seat.gen for seat in case.slots.seats if seat.riser in names and seat.gen is not None]
    if safe is None or not gens or max(gens) <= safe:
        return None
    return warning(
        f"{connector} is specified up to Gen{safe}; the link through {adapters[0].label} tries Gen{max(gens)}.",
        names,
        adapters[0].cite("host_connector", "pcie_gen"),
        safe_gen=safe,
        link_gen=max(gens),
    )


_ADAPTER = {"kind": "cabled", "host_connector": "slimsas-8i", "host_lanes": 16, "pcie_gen": 4}

RULE = Rule(
    id="cabled-pcie-connector",
    title="Cabled adapters find their connectors on the board",
    area=Area.SLOT_FIT,
    worst=Severity.ERROR,
    requires=("motherboard",),
    needs=("riser.host_connector", "riser.host_connector_count", "motherboard.ports"),
    why="OCuLink, SlimSAS and MCIO plugs don't fit each other, and a ×16 card needs two 8i connectors.",
    hint="Use the adapter for the board's connectors, two 8i cables for ×16, or MCIO for Gen5.",
    sources=(
        Source(
            "https://www.eproductsolutions.com/tech-briefs/mcio-vs-slimsas-vs-oculink/", "MCIO, SlimSAS and OCuLink"
        ),
    ),
    breaks=build(
        cpu(),
        gpu(),
        item("riser", host_connector_count=2, **_ADAPTER),
        board(slot(1), ports=[record(id="SLIM1", type="slimsas-8i", lanes=8, pcie_gen=4, root="cpu0")]),
    ),
    passes=build(
        cpu(),
        gpu(),
        item("riser", host_connector_count=2, **_ADAPTER),
        board(
            slot(1),
            ports=[
                record(id=f"SLIM{number}", type="slimsas-8i", lanes=8, pcie_gen=4, root="cpu0") for number in (1, 2)
            ],
        ),
    ),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
