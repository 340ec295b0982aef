"""Some slots and ports share their lanes: using one switches the other off, or narrows it.

What it checks: whether cards and drives sit where another one takes their lanes away, and what the rest keep.

Why it matters: on the ROMED8-2T one slot shares its lanes with an M.2 port, SATA and both OCuLink ports; on
many desktop boards an SSD in one M.2 port takes half of the graphics slot. A device on a switched-off slot is
simply absent.

How to fix: use another port or slot, or set the jumper or BIOS option to the side that you need.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Facts, Source
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, info, passed
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, record
from app.core.rules._seating import MEASURED, conflicts, impossible, lacking


def check(case: Case) -> Iterator[Outcome]:
    mainboard = case.rig.board
    found = conflicts(case, "sharing")
    for conflict in found:
        yield impossible(case, conflict, ())
    if mainboard is None or found:
        return
    in_use = _in_use(case)
    sharings = mainboard.records("lane_sharing")
    if sharings is None:
        if len(in_use) > 1:
            yield _unknown(case, mainboard, in_use)
        return
    if _is_vague(sharings) or (sharings and not case.slots.roots and case.slots.status == "unknown"):
        yield _unknown(case, mainboard, in_use)
        return
    active = [sharing for sharing in sharings if _is_active(sharing, in_use)]
    for sharing in active:
        yield _narrowed(mainboard, sharing, in_use)
    if not active and in_use:
        others = ", ".join(dict.fromkeys(sharing.text("affects") or "?" for sharing in sharings))
        note = f"; {others} share lanes, and nothing in use takes them" if sharings else ""
        yield passed(f"No slot or port in use takes lanes from another one in use{note}.", [mainboard.name])


def _is_vague(sharings: tuple[Facts, ...]) -> bool:
    return any("when" not in sharing or "affects" not in sharing or "lanes" not in sharing for sharing in sharings)


def _in_use(case: Case) -> dict[str, str]:
    """Occupied slots and ports with the device on them."""
    used = {seat.slot.id: seat.device for seat in case.slots.seats if seat.slot.id != MEASURED}
    return used | {port.port: port.device for port in case.slots.ports}


def _is_active(sharing: Facts, in_use: dict[str, str]) -> bool:
    return sharing.text("affects") in in_use and any(name in in_use for name in sharing.texts("when") or ())


def _narrowed(mainboard: Device, sharing: Facts, in_use: dict[str, str]) -> Outcome:
    affected, lanes, how = sharing.text("affects") or "?", sharing.count("lanes"), sharing.text("how")
    causes = [name for name in sharing.texts("when") or () if name in in_use]
    keeps = "loses lanes" if lanes is None else f"keeps {lanes} lanes"
    choice = f" ({how})" if how else ""
    return info(
        f"{affected} {keeps} because {', '.join(causes)} is in use{choice}.",
        [in_use[affected], *(in_use[name] for name in causes)],
        mainboard.cite("lane_sharing"),
        affects=affected,
        lanes=lanes,
    )


def _unknown(case: Case, mainboard: Device, in_use: dict[str, str]) -> Outcome:
    """Sharing can be avoided while another slot or port is free, and only then."""
    fields = ("lane_sharing", "lane_sharing.when", "lane_sharing.affects", "lane_sharing.lanes")
    gaps: tuple[Missing, ...] = lacking(mainboard, *fields, "slots", "ports")
    free = [record.text("id") for record in (mainboard.records("slots") or ()) + (mainboard.records("ports") or ())]
    all_used = all(name in in_use for name in free)
    return cannot_tell(
        f"Whether {', '.join(in_use) or 'the slots'} of {mainboard.label} share lanes is not known.",
        gaps,
        Severity.ERROR if all_used else Severity.WARNING,
        in_use.values(),
    )


RULE = Rule(
    id="slot-lane-sharing",
    title="No slot or port in use is switched off by another",
    area=Area.PCIE_LANES,
    worst=Severity.ERROR,
    requires=("motherboard",),
    needs=("motherboard.lane_sharing", "motherboard.slots", "motherboard.ports"),
    why="A device on a slot or port whose lanes another one takes is absent or narrower.",
    hint="Use another slot or port, or set the jumper or BIOS option.",
    sources=(
        Source(
            "https://www.tomshw.it/hardware/asrock-rack-romed8-2t-la-scheda-madre-per-server-con-sette-pci-express-x16/",
            "ROMED8-2T: seven slots, one of them shared",
        ),
        Source(
            "https://www.xda-developers.com/motherboard-pcie-lanes-demystified/", "Motherboard PCIe lanes demystified"
        ),
    ),
    breaks=build(
        cpu(),
        gpu(2, slot_width=1),
        board(slot(1), slot(2), lane_sharing=[record(when=("PCIE1",), affects="PCIE2", lanes=0)]),
    ),
    passes=build(cpu(), gpu(2), board(slot(1), slot(3), lane_sharing=[])),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
