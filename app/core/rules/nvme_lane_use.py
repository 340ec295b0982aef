"""An NVMe drive takes four PCIe lanes.

What it checks: how many lanes the NVMe drives take, and of which root, and whether a port gives a drive fewer lanes
than it has.

Why it matters: the drives' lanes come out of the same budget as the cards'. Two drives cost a desktop processor as
much as half a graphics slot; behind the chipset they share its uplink. A port with two lanes halves the drive's speed.

How to fix: nothing to fix where the lanes suffice; otherwise move a drive to the chipset's ports, or use fewer and
larger drives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.plans import PortSeat
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._drives import drive_seats, protocol_of
from app.core.rules._examples import build, item, record
from app.core.rules._seating import lacking, listed

LANES = 4  # M.2 M-key, U.2, U.3 and EDSFF drives alike
IN_A_SLOT = "aic"


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    drives = [drive for drive in case.rig.all("storage") if protocol_of(drive) in ("nvme", None)]
    drives = [drive for drive in drives if drive.text("form") != IN_A_SLOT and drive.text("form") != "hdd35"]
    if board is None or not drives:
        return
    plan = drive_seats(case, board)
    seats = [(drive, next((seat for seat in plan.seats if seat.device == drive.name), None)) for drive in drives]
    gaps = _gaps(case, board, drives)
    narrow = [(drive, seat) for drive, seat in seats if seat is not None and _is_narrow(drive, seat)]
    outside = [drive for drive, seat in seats if seat is None]
    for drive, seat in narrow:
        yield info(
            f"{drive.label} on {seat.port} has {seat.lanes} of its {_own_lanes(drive)} PCIe lanes.",
            [drive.name, board.name],
            drive.cite("pcie_lanes", "form") + board.cite("ports"),
        )
    if gaps:
        question = f"Which lanes {listed(drives)} take depends on facts that are missing."
        yield cannot_tell(question, gaps, Severity.INFO, [drive.name for drive in drives])
    elif outside:
        total = sum(_own_lanes(drive) for drive in outside)
        text = f"{listed(outside)} would take {total} PCIe lanes, {LANES} a drive, and find no port on {board.label}."
        yield info(text, [drive.name for drive in outside], board.cite("ports"))
    elif not narrow:
        names = [*(drive.name for drive in drives), board.name]
        taken = _by_root([seat for _, seat in seats if seat is not None])
        yield passed(f"{listed(drives)} {'takes' if len(drives) == 1 else 'take'} {taken}.", names)


def _own_lanes(drive: Device) -> int:
    own = drive.count("pcie_lanes")
    return LANES if own is None else own


def _is_narrow(drive: Device, seat: PortSeat) -> bool:
    return seat.lanes is not None and 0 < seat.lanes < _own_lanes(drive)


def _by_root(seats: Sequence[PortSeat]) -> str:
    """“8 PCIe lanes: 4 of cpu0, 4 of pch”."""
    lanes: dict[str, int] = {}
    for seat in seats:
        root = seat.root or "a root that isn't known"
        lanes[root] = lanes.get(root, 0) + (LANES if seat.lanes is None else seat.lanes)
    return f"{sum(lanes.values())} PCIe lanes: {', '.join(f'{count} of {root}' for root, count in lanes.items())}"


def _gaps(case: Case, board: Device, drives: Sequence[Device]) -> tuple[Missing, ...]:
    """What is missing of the drives, and of the ports, of which an HBA may bring some."""
    gaps = [gap for drive in distinct(drives) for gap in drive.lacks("form")]
    gaps += [gap for drive in distinct(drives) if protocol_of(drive) is None for gap in drive.lacks("protocol")]
    plan = drive_seats(case, board)
    gaps += plan.missing
    used = {seat.port for seat in plan.seats}
    for owner in (board, *distinct(case.rig.all("hba"))):
        ports = [port for port in owner.records("ports") or () if port.text("id") in used]
        gaps += lacking(owner, "ports.lanes") if any("lanes" not in port for port in ports) else ()
    return tuple(gaps)


RULE = Rule(
    id="nvme-lane-use",
    title="Lanes that the NVMe drives take",
    area=Area.PCIE_LANES,
    worst=Severity.INFO,
    requires=("motherboard", "storage"),
    needs=(
        *("storage.form", "storage.protocol", "storage.pcie_lanes", "hba.ports"),
        *("motherboard.ports", "motherboard.slots", "motherboard.lane_sharing"),
    ),
    why="Drives and cards share one budget of PCIe lanes.",
    hint="Move a drive to the chipset's ports, or use fewer and larger drives.",
    sources=(
        Source(
            "https://www.xda-developers.com/motherboard-pcie-lanes-demystified/", "Motherboard PCIe lanes demystified"
        ),
    ),
    breaks=build(
        item("storage", form="m2-2280", protocol="nvme", pcie_lanes=4),
        item("motherboard", slots=[], ports=[record(id="M2_2", type="m2", lanes=2, drives=1, root="pch")]),
    ),
    passes=build(
        item("storage", form="m2-2280", protocol="nvme", pcie_lanes=4),
        item("motherboard", slots=[], ports=[record(id="M2_1", type="m2", lanes=4, drives=1, root="cpu0")]),
    ),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
