"""Two bundled ports are two lanes, not one faster lane.

What it checks: network ports of one speed that are, or could be, bundled (LACP, 802.3ad).

Why it matters: link aggregation keeps the frames of one conversation in order by sending all of them over one
port. Two 100 Gbit/s ports carry 200 Gbit/s in many flows, but a single copy between two machines stays at 100
Gbit/s.

How to fix: one faster port where single streams matter, or software that opens several flows (NCCL over several
cards).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._example_cards import nic
from app.core.rules._examples import build
from app.core.rules._seating import first_of_each, lacking, listed


def check(case: Case) -> Iterator[Outcome]:
    nics = case.rig.all("nic")
    if not nics:
        return
    names = [device.name for device in nics]
    unknown = [device for device in distinct(nics) if not _ports_known(device)]
    bundled = case.rig.choices.lacp is True
    wanted = bundled or (len(nics) > 1 and case.rig.choices.lacp is None)
    speeds = _ports_by_speed(nics)
    pairs = [(gbps, count) for gbps, count in sorted(speeds.items(), reverse=True) if count > 1]
    if wanted and unknown:
        gaps = tuple(gap for device in unknown for gap in lacking(device, "ports", "ports.gbps", "ports.count"))
        yield cannot_tell(f"The ports of {listed(unknown)} are not known.", gaps, Severity.INFO, names)
    elif wanted and pairs:
        gbps, count = pairs[0]
        cited = tuple(cite for device in first_of_each(nics) for cite in device.cite("ports"))
        yield info(
            f"{count} × {gbps:,.0f} Gbit/s: bundled they carry {count * gbps:,.0f} Gbit/s in many flows, but a "
            f"single flow stays at {gbps:,.0f} Gbit/s.",
            names,
            cited,
            aggregate_gbps=count * gbps,
            single_flow_gbps=gbps,
        )
    else:
        yield passed(f"{listed(nics)}: no ports are bundled.", names)


def _ports_known(device: Device) -> bool:
    ports = device.records("ports")
    return ports is not None and all("gbps" in port and "count" in port for port in ports)


def _ports_by_speed(nics: tuple[Device, ...]) -> Counter[float]:
    speeds: Counter[float] = Counter()
    for device in nics:
        for port in device.records("ports") or ():
            gbps, count = port.number("gbps"), port.count("count")
            if gbps is not None and count is not None:
                speeds[gbps] += count
    return speeds


RULE = Rule(
    id="lag-single-flow",
    title="A single flow gets one port's speed",
    area=Area.NETWORK,
    worst=Severity.INFO,
    requires=(),
    needs=("nic.ports",),
    why="Link aggregation sends all frames of one conversation over one port.",
    hint="Use one faster port, or software that opens several flows.",
    sources=(Source("https://en.wikipedia.org/wiki/Link_aggregation", "Link aggregation: order of frames"),),
    breaks=build(nic(2)),
    passes=build(nic(1)),
    check=check,
    page=__doc__ or "",
)
