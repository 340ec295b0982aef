"""The chipset shares one narrow link to the processor among all that hangs on it.

What it checks: which cards and drives sit on the chipset, and what they could move together against its uplink.

Why it matters: a chipset offers many lanes downstream but reaches the processor over Gen4 ×4 (7.9 GB/s, AM5) or
DMI 4.0 ×8 (15.8 GB/s, LGA1700). A graphics card or a network card of 25 Gbit/s and more does not belong there.

How to fix: move the card to a slot of the processor; leave drives and slow cards on the chipset.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.estimate.bandwidth import pcie_gb_s
from app.core.parts import Facts, Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, record
from app.core.rules._seating import Seated, alike, devices_by_name, gb_s, lacking, listed, seated, slot_names, unplaced

FAST_NETWORK_GBPS = 25
# No chipset has sixteen lanes in one link, so a slot wired for sixteen hangs on a processor or a switch.
WIDER_THAN_ANY_CHIPSET_LINK = 16


def check(case: Case) -> Iterator[Outcome]:
    fast = [pair for pair in seated(case, "gpu", "nic") if _is_fast(pair[0])]
    for group in alike(fast, lambda _, seat: (_may_hang_on_chipset(case, seat.slot.root), seat.lanes)):
        yield from _judge_card(case, group)
    if not case.slots.seats and case.slots.status == "unknown" and case.rig.gpus:
        yield unplaced(
            case, "Whether a graphics card hangs on the chipset depends on the board's slots.", Severity.WARNING
        )
    for root in sorted({root for root in _roots_in_use(case) if root is not None and _is_chipset(root)}):
        yield _judge_uplink(case, root)


def _is_chipset(root: str | None) -> bool:
    return root is not None and root.startswith("pch")


def _may_hang_on_chipset(case: Case, root: str | None) -> bool | None:
    return None if root is None else _is_chipset(root)


def _is_fast(device: Device) -> bool:
    """Graphics cards, and network cards that are fast or of unknown speed."""
    if device.category == "gpu":
        return True
    ports = device.records("ports")
    speeds = [port.number("gbps") for port in ports or ()]
    return ports is None or any(speed is None or speed >= FAST_NETWORK_GBPS for speed in speeds)


def _judge_card(case: Case, group: list[Seated]) -> Iterator[Outcome]:
    device, seat = group[0]
    devices = [one for one, _ in group]
    parts = [one.name for one in devices]
    mainboard = case.rig.board
    if mainboard is None:
        return
    if seat.slot.root is None and seat.electrical_lanes != WIDER_THAN_ANY_CHIPSET_LINK:
        question = f"Whether {slot_names(group)} of {listed(devices)} hangs on the chipset is not known."
        yield cannot_tell(question, [mainboard.missing("slots.root")], Severity.WARNING, parts)
    elif not _is_chipset(seat.slot.root):
        yield passed(f"{listed(devices)} in {slot_names(group)} is not on the chipset.", parts)
    elif device.category == "nic" and device.records("ports") is None:
        question = f"Whether {listed(devices)} is too fast for the chipset depends on its ports."
        yield cannot_tell(question, device.lacks("ports"), Severity.WARNING, parts)
    else:
        yield warning(
            f"{listed(devices)} in {slot_names(group)} hangs on the chipset: it shares the chipset's uplink with "
            "drives, network and USB.",
            parts,
            mainboard.cite("slots", "roots"),
            root=seat.slot.root,
        )


def _roots_in_use(case: Case) -> list[str | None]:
    return [seat.slot.root for seat in case.slots.seats] + [port.root for port in case.slots.ports]


def _judge_uplink(case: Case, root: str) -> Outcome:
    """All that hangs on the chipset, moving at once, against its uplink."""
    devices = devices_by_name(case.rig)
    links = [(seat.device, seat.gen, seat.lanes) for seat in case.slots.seats if seat.slot.root == root]
    links += [(port.device, port.gen, port.lanes) for port in case.slots.ports if port.root == root]
    parts = [name for name, _, _ in links]
    rates = [pcie_gb_s(gen, lanes) for _, gen, lanes in links if gen is not None and lanes is not None]
    uplink = _uplink_gb_s(case, root)
    if uplink is not None and sum(rates) > uplink:
        terms = " + ".join(gb_s(rate) for rate in rates)
        return info(
            f"All that hangs on {root} moves up to {terms} = {gb_s(sum(rates))} GB/s; its uplink, {gb_s(uplink)} GB/s.",
            parts,
            case.rig.board.cite("roots") if case.rig.board else (),
            wanted_gb_s=round(sum(rates), 3),
            uplink_gb_s=round(uplink, 3),
        )
    if uplink is None or len(rates) < len(links):
        question = f"Whether the uplink of {root} carries all that hangs on it depends on facts that are missing."
        held = [devices[name] for name in parts if name in devices]
        return cannot_tell(question, _uplink_gaps(case, held), Severity.INFO, parts)
    return passed(f"The uplink of {root} carries {gb_s(uplink)} GB/s, and {gb_s(sum(rates))} GB/s hang on it.", parts)


def _uplink_gb_s(case: Case, root: str) -> float | None:
    record = _root_record(case, root)
    if record is None:
        return None
    gen, lanes = record.count("uplink_gen"), record.count("uplink_lanes")
    return pcie_gb_s(gen, lanes) if gen is not None and lanes is not None else None


def _root_record(case: Case, root: str) -> Facts | None:
    roots = (case.rig.board.records("roots") if case.rig.board else None) or ()
    return next((record for record in roots if record.text("id") == root), None)


def _uplink_gaps(case: Case, held: list[Device]) -> tuple[Missing, ...]:
    mainboard = case.rig.board
    gaps: tuple[Missing, ...] = ()
    if mainboard is not None:
        gaps += lacking(
            mainboard, "roots", "roots.uplink_lanes", "roots.uplink_gen", "slots.pcie_gen", "ports.pcie_gen"
        )
    return gaps + tuple(gap for device in held for gap in device.lacks("pcie_gen", "pcie_lanes"))


_CHIPSET = {"id": "PCIE4", "root": "pch", "electrical_lanes": 4}

RULE = Rule(
    id="chipset-lane-budget",
    title="Nothing fast hangs on the chipset",
    area=Area.PCIE_LANES,
    worst=Severity.WARNING,
    requires=("motherboard",),
    needs=(
        "motherboard.slots",
        "motherboard.ports",
        "motherboard.roots",
        "nic.ports",
        "gpu.pcie_gen",
        "gpu.pcie_lanes",
    ),
    why="All that hangs on the chipset shares one narrow link to the processor.",
    hint="Move fast cards to slots of the processor.",
    sources=(
        Source(
            "https://www.techpowerup.com/295394/amd-zen-4-socket-am5-explained-pcie-lanes-chipsets-connectivity",
            "AM5: lanes, chipsets and their uplink",
        ),
        Source(
            "https://www.xda-developers.com/motherboard-pcie-lanes-demystified/", "Motherboard PCIe lanes demystified"
        ),
    ),
    breaks=build(
        cpu(socket="AM5", platform="desktop", pcie_lanes=24),
        gpu(),
        board(
            slot(4, **_CHIPSET), roots=[record(id="pch", lanes=12, uplink_root="cpu0", uplink_lanes=4, uplink_gen=4)]
        ),
    ),
    passes=build(cpu(socket="AM5", platform="desktop", pcie_lanes=24), gpu(), board(slot(1))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
