"""A network card needs a slot that carries what its ports carry.

What it checks: the ports' rates together against nine tenths of the slot link's bandwidth, the share that is
left for data after packet headers.

Why it matters: one 100 Gbit/s port needs 12.5 GB/s, which Gen3 ×16 carries and Gen3 ×8 does not. Two such ports
need 25 GB/s: Gen4 ×16 or Gen5 ×8. 400 Gbit/s needs Gen5 ×16.

How to fix: move the card to a wider or newer slot, use a single port, or a card with fewer or slower ports.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.bandwidth import PAYLOAD_SHARE, network_gb_s, pcie_gb_s
from app.core.parts import Source
from app.core.placement.plans import PortSeat, Seat
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, nic, slot
from app.core.rules._examples import build
from app.core.rules._seating import MEASURED, gb_s, lacking, link

NEWEST_GEN, WIDEST_LINK = 6, 16


def check(case: Case) -> Iterator[Outcome]:
    seen: set[tuple[str, str, int | None, int | None]] = set()
    for device in case.rig.all("nic"):
        seat = case.slots.seat(device.name) or case.slots.port(device.name)
        key = (device.item.id, device.part.id, seat.gen if seat else None, seat.lanes if seat else None)
        if key not in seen:
            seen.add(key)
            yield from _judge(case, device, seat)


def _judge(case: Case, device: Device, seat: Seat | PortSeat | None) -> Iterator[Outcome]:
    need = _need_gb_s(device)
    gen, lanes = _most(device, seat)
    certain = seat is not None and seat.gen is not None and seat.lanes is not None
    offered = pcie_gb_s(gen, lanes)
    where = _where(seat)
    if need is None:
        question = f"What {device.label} needs of its slot depends on its ports."
        yield cannot_tell(
            question, lacking(device, "ports", "ports.gbps", "ports.count"), Severity.WARNING, [device.name]
        )
    elif need > PAYLOAD_SHARE * offered:
        at_most = "" if certain else "at most "
        yield warning(
            f"{device.label} needs {need:.1f} GB/s for its ports; {where} gives {at_most}{gb_s(offered)} GB/s "
            f"({link(gen, lanes)}), of which {gb_s(PAYLOAD_SHARE * offered)} GB/s carry data.",
            [device.name],
            device.cite("ports", "pcie_gen", "pcie_lanes") + (case.rig.board.cite("slots") if case.rig.board else ()),
            need_gb_s=need,
            link_gb_s=round(offered, 3),
        )
    elif certain:
        yield passed(
            f"{device.label} needs {need:.1f} GB/s; {where} gives {gb_s(PAYLOAD_SHARE * offered)} GB/s for data "
            f"({link(gen, lanes)}).",
            [device.name],
        )
    elif case.slots.status != "impossible":
        question = f"Whether the slot of {device.label} carries the {need:.1f} GB/s of its ports is not known."
        yield cannot_tell(question, _gaps(case, device), Severity.WARNING, [device.name])


def _need_gb_s(device: Device) -> float | None:
    ports = device.records("ports")
    rates = [(port.number("gbps"), port.count("count")) for port in ports or ()]
    known = [network_gb_s(gbps * count) for gbps, count in rates if gbps is not None and count is not None]
    return sum(known) if ports is not None and len(known) == len(rates) else None


def _most(device: Device, seat: Seat | PortSeat | None) -> tuple[int, int]:
    """The link that the card reaches, or the best that it can reach with what is known."""
    gens = [device.count("pcie_gen"), seat.gen if seat else None]
    widths = [device.count("pcie_lanes"), seat.lanes if seat else None]
    if isinstance(seat, Seat):
        gens.append(seat.slot.pcie_gen)
        widths.append(seat.electrical_lanes)
    known_gens = [gen for gen in gens if gen is not None]
    known_widths = [width for width in widths if width is not None]
    return min(known_gens, default=NEWEST_GEN), min(known_widths, default=WIDEST_LINK)


def _where(seat: Seat | PortSeat | None) -> str:
    if seat is None:
        return "its own link"
    if isinstance(seat, PortSeat):
        return f"port {seat.port}"
    return "the link that was measured" if seat.slot.id == MEASURED else f"slot {seat.slot.id}"


def _gaps(case: Case, device: Device) -> tuple[Missing, ...]:
    gaps = device.lacks("pcie_gen", "pcie_lanes") + case.slots.missing
    if case.rig.board is not None:
        gaps += lacking(case.rig.board, "slots", "slots.pcie_gen", "slots.electrical_lanes")
    return gaps + tuple(gap for one in distinct(case.rig.cpus) for gap in one.lacks("pcie_gen"))


RULE = Rule(
    id="nic-pcie-bandwidth",
    title="The slot carries what the network ports carry",
    area=Area.NETWORK,
    worst=Severity.WARNING,
    requires=("motherboard",),
    needs=("nic.ports", "nic.pcie_gen", "nic.pcie_lanes", "motherboard.slots"),
    why="A slot that is too narrow or too old limits the ports below their rate.",
    hint="Use a wider or newer slot, one port only, or a slower card.",
    sources=(
        Source(
            "https://docs.nvidia.com/networking/display/ConnectX6EN/Introduction", "ConnectX-6: slots and port speeds"
        ),
        Source(
            "https://docs.nvidia.com/networking/display/ConnectX7VPI/Introduction", "ConnectX-7: slots and port speeds"
        ),
    ),
    breaks=build(cpu(), nic(), board(slot(1, electrical_lanes=4))),
    passes=build(cpu(), nic(), board(slot(1))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
