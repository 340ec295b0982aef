"""On a board with two sockets every slot belongs to one processor.

What it checks: whether all sockets of the board are filled, and whether cards sit on a processor that isn't
there; with both installed, whether a tensor-parallel group has to talk across the sockets.

Why it matters: slots, drive ports and memory slots of an empty socket are dead. And two processors reach each
other over a link (xGMI, UPI) that is narrower than all their PCIe lanes together.

How to fix: install the second processor, move the cards to slots of the first, or use a board with one socket.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.plans import cpu_index
from app.core.report import Area, Outcome, Severity, cannot_tell, passed, warning
from app.core.rig import Device
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build
from app.core.rules._seating import cards, conflicts, impossible, is_root_fact, listed, plan_gaps, seated

# Sockets that no board has twice.
SINGLE_SOCKETS = frozenset(
    [
        "AM3+",
        "AM4",
        "AM5",
        "TR4",
        "sTRX4",
        "sWRX8",
        "sTR5",
        "SP6",
        "soldered",
        "LGA1150",
        "LGA1151",
        "LGA1151-2",
        "LGA1155",
        "LGA1156",
        "LGA1200",
        "LGA1700",
        "LGA1851",
        "LGA2066",
    ]
)


def check(case: Case) -> Iterator[Outcome]:
    mainboard, cpus = case.rig.board, case.rig.cpus
    if mainboard is None or not cpus:
        return
    found = conflicts(case, "cpu")
    for conflict in found:
        yield impossible(case, conflict, ())
    gaps = plan_gaps(case, is_root_fact)
    if gaps:
        wanting = cards(case.rig, "gpu", "nic", "hba")
        question = (
            f"Whether {listed(wanting)} all find a slot of an installed processor depends on the board's diagram."
        )
        yield cannot_tell(question, gaps, Severity.ERROR, [device.name for device in wanting])
    sockets = mainboard.count("socket_count")
    present = len(cpus)
    highest = max((index for index in map(cpu_index, _roots(mainboard)) if index is not None), default=0)
    if not found and present < max(highest + 1, 1 if sockets is None else sockets):
        yield _dead(mainboard, cpus)
    elif sockets is None and mainboard.text("socket") not in SINGLE_SOCKETS and present == 1:
        question = f"Whether {mainboard.label} has a second socket, whose slots would be dead, is not known."
        yield cannot_tell(question, mainboard.lacks("socket_count"), _worst(case), [mainboard.name])
    elif not found and not gaps:
        yield _across(case, mainboard) or passed(f"Every socket of {mainboard.label} has its processor ({present}).")


def _roots(mainboard: Device) -> list[str]:
    records = (mainboard.records("slots") or ()) + (mainboard.records("ports") or ())
    return [root for record in records if (root := record.text("root")) is not None]


def _dead(mainboard: Device, cpus: tuple[Device, ...]) -> Outcome:
    """The warning about an empty socket, with the names of what is dead."""
    present = len(cpus)
    records = (mainboard.records("slots") or ()) + (mainboard.records("ports") or ())
    owners = [(record.text("id") or "?", cpu_index(record.text("root"))) for record in records]
    dead = [name for name, owner in owners if owner is not None and owner >= present]
    what = f"{', '.join(dead)} and" if dead else "its slots and ports and"
    sockets = mainboard.count("socket_count")
    has = "several sockets" if sockets is None else f"{sockets} sockets"
    return warning(
        f"{mainboard.label} has {has}, the build {present} processor{'s' if present > 1 else ''}: without the other, "
        f"{what} the memory slots that belong to it are dead.",
        [mainboard.name, *(one.name for one in cpus)],
        mainboard.cite("socket_count", "slots"),
        sockets=sockets,
        processors=present,
        dead=dead,
    )


def _worst(case: Case) -> Severity:
    """A card could sit on an absent processor only where a slot's root is unknown."""
    return Severity.ERROR if any(seat.slot.root is None for seat in case.slots.seats) else Severity.WARNING


def _across(case: Case, mainboard: Device) -> Outcome | None:
    """A warning when no socket holds a whole tensor-parallel group."""
    group = case.rig.choices.tensor_parallel
    pairs = seated(case, "gpu")
    by_socket = Counter(seat.slot.cpu_index for _, seat in pairs if seat.slot.cpu_index is not None)
    if group is None or group < 2 or len(by_socket) < 2 or max(by_socket.values()) >= group:
        return None
    split = ", ".join(f"{count} on cpu{index}" for index, count in sorted(by_socket.items()))
    return warning(
        f"A tensor-parallel group of {group} spans the sockets ({split}): its traffic crosses the link between the "
        "processors.",
        [device.name for device, _ in pairs],
        mainboard.cite("slots"),
        tensor_parallel=group,
    )


RULE = Rule(
    id="dual-socket-lane-ownership",
    title="Every slot in use belongs to an installed processor",
    area=Area.PCIE_LANES,
    worst=Severity.ERROR,
    requires=("cpu", "motherboard"),
    needs=("motherboard.socket_count", "motherboard.slots"),
    why="Slots, ports and memory of an empty socket are dead.",
    hint="Install the second processor, move the cards, or use a board with one socket.",
    sources=(
        Source(
            "https://www.servethehome.com/asus-esc-a8a-e12u-8x-amd-instinct-mi325x-gpu-server-review/3",
            "PCIe lanes and the links between two EPYC processors",
        ),
    ),
    breaks=build(cpu(), gpu(2, slot_width=1), board(slot(1), slot(2, root="cpu1"), socket="SP3", socket_count=2)),
    passes=build(cpu(2), gpu(2, slot_width=1), board(slot(1), slot(2, root="cpu1"), socket="SP3", socket_count=2)),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
