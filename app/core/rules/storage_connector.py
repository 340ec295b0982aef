"""Every drive needs a port of its kind.

What it checks: every drive and M.2 card finds a free port that takes its form and speaks its protocol, beside the
cards and the ports that they switch off.

Why it matters: M.2, U.2, SATA and EDSFF are different plugs; an M.2 SATA drive stays invisible in an M.2 port that is
wired for NVMe alone, and the other way round.

How to fix: a drive for a port that is free, an adapter or cable for U.2, or a storage adapter in a slot.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Facts, Source
from app.core.placement.ports import CABLED, SATA_MODE, DriveSeats
from app.core.report import Area, Outcome, Severity, cannot_tell, error, passed
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._drives import drive_seats
from app.core.rules._examples import build, item, record
from app.core.rules._figures import listed, several

# Ports that a drive of a protocol can reach, by adapter at worst.
REACHABLE = {
    "nvme": ("m2", "u2", *CABLED),
    "sata": ("sata", "minisas-hd", "minisas", *CABLED, "m2"),
    "sas": ("minisas-hd", "minisas"),
}
IN_A_SLOT = "aic"


def check(case: Case) -> Iterator[Outcome]:
    board = case.rig.board
    if board is None:
        return
    drives = [drive for drive in case.rig.all("storage") if drive.text("form") != IN_A_SLOT]
    formless = [drive for drive in drives if drive.text("form") is None]
    for drive in distinct(formless):
        yield _formless(drive, board)
    if len(formless) < len(drives):
        yield from _seated(case, board, [drive for drive in drives if drive.text("form") is not None])


def _formless(drive: Device, board: Device) -> Outcome:
    """A drive whose form nobody states: at worst a warning where the board has a port that an adapter could reach."""
    ports = board.records("ports")
    reachable = REACHABLE.get(drive.text("protocol") or "", ())
    within_reach = ports is not None and any(port.text("type") in reachable for port in ports)
    could_be = Severity.WARNING if within_reach else Severity.ERROR
    question = f"Whether {board.label} has a port for {drive.label} depends on the drive's form."
    return cannot_tell(question, drive.lacks("form", "protocol"), could_be, (drive.name, board.name))


def _seated(case: Case, board: Device, drives: list[Device]) -> Iterator[Outcome]:
    plan = drive_seats(case, board)
    by_name = {device.name: device for device in case.rig.devices}
    unseated = [by_name[name] for conflict in plan.conflicts for name in conflict.devices if name in by_name]
    spare_boards = len(case.rig.all("motherboard")) - 1
    too_many = len(unseated) > spare_boards * len(plan.seats)
    if too_many:
        for kind in distinct(unseated):
            same = [drive for drive in unseated if (drive.item.id, drive.part.id) == (kind.item.id, kind.part.id)]
            yield _barred(board, same)
    names = [drive.name for drive in drives]
    doubtful = [drive for drive in drives if _speaks_unknown(board, drive, plan)]
    if plan.missing:
        question = f"Whether {board.label} has ports for {_labels(drives)} depends on its list of ports."
        yield cannot_tell(question, plan.missing, Severity.ERROR, [*names, board.name])
    elif doubtful:
        gaps = [gap for drive in doubtful for gap in drive.lacks("protocol")]
        question = f"Whether the ports of {board.label} speak to {_labels(doubtful)} depends on NVMe or SATA."
        yield cannot_tell(question, gaps, Severity.ERROR, [*names, board.name])
    elif not too_many and plan.seats:
        places = [f"{seat.device} on {seat.port}" for seat in plan.seats if seat.device in names]
        places += ["the others on the other boards"] if unseated else []
        yield passed(f"Every drive has a port: {'; '.join(places)}.", [*names, board.name])


def _barred(board: Device, drives: list[Device]) -> Outcome:
    """Equal drives without a port; unknown where a port of their form doesn't say whether it carries SATA."""
    kind = drives[0]
    parts = [*(drive.name for drive in drives), board.name]
    uses = kind.cite("form", "protocol") + board.cite("ports")
    label = several(len(drives), kind.label)
    silent = any(port.text("type") in SATA_MODE and port.flag("sata") is None for port in board.records("ports") or ())
    if silent and kind.text("protocol") == "sata":
        question = f"Whether {board.label} has a port for {label} depends on which of its ports carry SATA."
        return cannot_tell(question, [board.missing("ports.sata")], Severity.ERROR, parts, uses)
    form = kind.text("form") or kind.text("kind") or "its form"
    text = f"{board.label} has no free port for {label} ({form}, {kind.text('protocol') or 'protocol not said'})"
    return error(f"{text}: it has {_ports(board)}.", parts, uses)


def _speaks_unknown(board: Device, drive: Device, plan: DriveSeats) -> bool:
    """Whether the drive could be NVMe or SATA, and sits on a port that speaks one of them alone."""
    seat = next((seat for seat in plan.seats if seat.device == drive.name), None)
    if seat is None or drive.text("protocol") is not None or not (drive.text("form") or "").startswith("m2"):
        return False
    port = next((port for port in board.records("ports") or () if port.text("id") == seat.port), None)
    return port is not None and not (port.flag("sata") and (port.count("lanes") or 0) > 0)


def _labels(devices: list[Device]) -> str:
    return ", ".join(dict.fromkeys(device.label for device in devices))


def _ports(board: Device) -> str:
    counts: dict[str, int] = {}
    for port in board.records("ports") or ():
        kind = port.text("type") or "?"
        counts[kind] = counts.get(kind, 0) + _drives(port)
    return listed(f"{count} × {kind}" for kind, count in counts.items()) or "none"


def _drives(port: Facts) -> int:
    count = port.count("drives")
    return 1 if count is None else count


RULE = Rule(
    id="storage-connector",
    title="Every drive has a port",
    area=Area.STORAGE,
    worst=Severity.ERROR,
    requires=("motherboard", "storage"),
    needs=(
        "storage.form",
        "storage.protocol",
        "motherboard.ports",
        "motherboard.slots",
        "motherboard.lane_sharing",
        "hba.ports",
    ),
    why="M.2, U.2, SATA and EDSFF are different plugs, and a port has only the protocols that it is wired for.",
    hint="Choose drives for the ports that are free, or add a storage adapter.",
    sources=(
        Source(
            "https://ram.icmm.net.cn/blog/u2-u3-e3s-enterprise-ssd-compatibility-checklist/",
            "U.2, U.3 and EDSFF: what fits where",
        ),
    ),
    breaks=build(
        item("storage", form="m2-2280", protocol="sata"),
        item("motherboard", slots=[], ports=[record(id="M2_1", type="m2", lanes=4, sata=False, drives=1)]),
    ),
    passes=build(
        item("storage", form="m2-2280", protocol="nvme"),
        item("motherboard", slots=[], ports=[record(id="M2_1", type="m2", lanes=4, sata=False, drives=1)]),
    ),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
