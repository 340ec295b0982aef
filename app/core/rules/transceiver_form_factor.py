"""Transceivers and cables fit only their own cages.

What it checks: whether every transceiver and network cable of the build finds a cage, on a network card or a
switch, that takes its plug.

Why it matters: a cage takes older and slower plugs of its own family (QSFP28 in a QSFP56 or QSFP-DD cage), but
no newer ones, and no plugs of another family: OSFP and QSFP-DD have different sizes. ConnectX-7 cards with OSFP
cages take flat riding-heatsink (RHS) modules only, while switches want the finned ones.

How to fix: get the module or cable for the cages at both ends, or an adapter cage.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Cited, Missing, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._cages import cage_takes, is_network
from app.core.rules._example_cards import nic
from app.core.rules._examples import build, item, record
from app.core.rules._seating import lacking, listed


def check(case: Case) -> Iterator[Outcome]:
    hosts = case.rig.all("nic", "switch")
    plugs = [*case.rig.all("transceiver"), *(cable for cable in case.rig.all("cable") if _has_plugs(cable))]
    if not hosts:
        return
    for device in distinct(plugs):
        yield _judge(device, hosts)


def _has_plugs(cable: Device) -> bool:
    """Whether a cable goes into cages; fibre goes into the transceivers."""
    return is_network(cable) and cable.text("medium") != "fibre"


def _judge(device: Device, hosts: tuple[Device, ...]) -> Outcome:
    fact = "form" if device.category == "transceiver" else "network_form"
    plug = device.text(fact)
    cages = {form for host in hosts for port in host.records("ports") or () if (form := port.text("form")) is not None}
    names = [device.name, *(host.name for host in hosts)]
    taking = sorted(cage for cage in cages if plug is not None and cage_takes(cage, plug))
    if taking:
        return passed(f"{device.label} ({plug}) goes into {', '.join(taking)}.", names)
    gaps: tuple[Missing, ...] = device.lacks(fact)
    gaps += tuple(gap for host in distinct(hosts) for gap in lacking(host, "ports", "ports.form"))
    if gaps:
        question = f"Whether {device.label} fits a cage of {listed(hosts)} is not known."
        return cannot_tell(question, gaps, Severity.ERROR, names)
    cited: tuple[Cited, ...] = device.cite(fact) + tuple(
        cite for host in distinct(hosts) for cite in host.cite("ports")
    )
    return error(
        f"{device.label} has a {plug} plug; {listed(hosts)} have {', '.join(sorted(cages)) or 'no'} cages.",
        names,
        cited,
        plug=plug,
        cages=sorted(cages),
    )


RULE = Rule(
    id="transceiver-form-factor",
    title="Transceivers and cables fit a cage",
    area=Area.NETWORK,
    worst=Severity.ERROR,
    requires=(),
    needs=("transceiver.form", "cable.kind", "cable.medium", "cable.network_form", "nic.ports", "switch.ports"),
    why="A cage takes plugs of its own family and of no newer generation.",
    hint="Get the module or cable for the cages at both ends.",
    sources=(
        Source("https://docs.nvidia.com/networking/display/ConnectX7VPI/Introduction", "ConnectX-7: cages and modules"),
    ),
    breaks=build(nic(ports=[record(form="qsfp56", gbps=200, count=1)]), item("transceiver", form="osfp", gbps=400)),
    passes=build(nic(ports=[record(form="qsfp56", gbps=200, count=1)]), item("transceiver", form="qsfp28", gbps=100)),
    check=check,
    page=__doc__ or "",
)
