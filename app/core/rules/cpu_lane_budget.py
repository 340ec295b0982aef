"""A processor has only so many PCIe lanes.

What it checks: for every processor, the lanes that its occupied slots and ports take against the lanes that it
offers.

Why it matters: a desktop processor has 16 to 24 lanes, an EPYC 128. Cards on a processor that has too few get
narrower links, and in the end one of them is not connected at all.

How to fix: run cards at ×8, move drives to the chipset, put cards behind a PCIe switch, or choose a platform
with more lanes.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.placement.plans import RootUse, Seat, cpu_index
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, passed, warning
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build
from app.core.rules._seating import cards, conflicts, devices_by_name, impossible, listed, seated, unplaced

# The narrowest link that a processor root is split into here; a card needs at least that to be of use.
NARROWEST_LANES = 4
WIDEST_LANES = 16


def check(case: Case) -> Iterator[Outcome]:
    for conflict in conflicts(case, "lanes"):
        yield impossible(case, conflict, ("pcie_lanes",))
    if not case.slots.roots and case.slots.status == "unknown":
        wanting = cards(case.rig, "gpu", "nic", "hba")
        yield unplaced(
            case, f"How many lanes {listed(wanting)} will take depends on the board's slots.", Severity.WARNING
        )
        return
    table: list[str] = []
    for use in case.slots.roots:
        if cpu_index(use.root) is None:
            continue
        if use.available is not None and use.used > use.available:
            yield _over(case, use, use.available)
        elif use.available is not None:
            table.append(f"{use.root}: {use.used} of {use.available} used, {use.available - use.used} free")
    gaps = _gaps(case)
    if gaps and case.slots.seats and not _enough_for_all(case):
        question = "Whether the processors have lanes for everything that is plugged depends on facts that are missing."
        yield cannot_tell(question, gaps, _worst(case))
    elif table:
        yield passed(f"PCIe lanes: {'; '.join(table)}.")


def _over(case: Case, use: RootUse, available: int) -> Outcome:
    """More lanes in use than there are: an error when even the narrowest links don't fit."""
    names = [device.name for device, seat in seated(case) if seat.slot.root == use.root]
    names += [port.device for port in case.slots.ports if port.root == use.root]
    least = _least_lanes(case, use.root)
    cited = tuple(cite for one in case.rig.cpus[:1] for cite in one.cite("pcie_lanes"))
    cited += case.rig.board.cite("slots", "cpu_lanes") if case.rig.board else ()
    say = error if least > available else warning
    effect = "some device is not connected" if say is error else "some links run narrower than they are wired"
    return say(
        f"{use.root} offers {available} PCIe lanes; the occupied slots and ports take {use.used}: {effect}.",
        names,
        cited,
        used=use.used,
        available=available,
        least=least,
    )


def _on_board(case: Case) -> list[Seat]:
    """Seats that cost lanes of a processor; cards behind a splitter or switch cost what it costs itself."""
    devices = devices_by_name(case.rig)
    splitters = {name for name, one in devices.items() if one.text("kind") in ("bifurcation", "switch")}
    seats = [seat for seat in case.slots.seats if seat.riser not in splitters]
    return [seat for seat in seats if seat.slot.root is None or seat.slot.cpu_index is not None]


def _uncounted(case: Case) -> list[Seat]:
    """Seats that the table of roots leaves out, because the slot's root or wiring is unknown."""
    return [seat for seat in _on_board(case) if seat.slot.root is None or seat.electrical_lanes is None]


def _least_lanes(case: Case, root: str | None) -> int:
    """Lanes with every card at its narrowest; drives keep theirs.  `None` counts whatever the root."""
    seats = [seat for seat in _on_board(case) if root is None or seat.slot.root == root]
    ports = [port for port in case.slots.ports if root is None or port.root == root]
    total = sum(NARROWEST_LANES if seat.lanes is None else min(NARROWEST_LANES, seat.lanes) for seat in seats)
    return total + sum(NARROWEST_LANES if port.lanes is None else port.lanes for port in ports)


def _most_lanes(case: Case) -> int:
    """Lanes in use at most: what is counted, and the rest at its slot's mechanical length."""
    counted = sum(use.used for use in case.slots.roots if cpu_index(use.root) is not None)
    rest = sum(
        WIDEST_LANES if seat.slot.physical_lanes is None else seat.slot.physical_lanes for seat in _uncounted(case)
    )
    ports = [port.lanes for port in case.slots.ports if port.root is None]
    return counted + rest + sum(NARROWEST_LANES if lanes is None else lanes for lanes in ports)


def _sure_lanes(case: Case) -> int | None:
    """Lanes that every processor certainly offers; one of a pair may keep half of them for the link to its sister."""
    own = [lanes for one in case.rig.cpus if (lanes := one.count("pcie_lanes")) is not None]
    if not own or len(own) < len(case.rig.cpus):
        return None
    alone = case.rig.board is not None and case.rig.board.count("socket_count") == 1
    return min(own) if alone else min(own) // 2


def _enough_for_all(case: Case) -> bool:
    """Whether the processors certainly have lanes for everything, although not all is known."""
    sure = _sure_lanes(case)
    return sure is not None and _most_lanes(case) <= sure


def _worst(case: Case) -> Severity:
    """A device can stay unconnected only when not all of them fit at their narrowest."""
    sure = _sure_lanes(case)
    return Severity.WARNING if sure is not None and _least_lanes(case, None) <= sure else Severity.ERROR


def _gaps(case: Case) -> tuple[Missing, ...]:
    """The missing facts of the budget: roots, wiring, and how many lanes the processors offer."""
    mainboard = case.rig.board
    if mainboard is None:
        return ()
    gaps: tuple[Missing, ...] = ()
    if any(seat.slot.root is None for seat in case.slots.seats):
        gaps += (mainboard.missing("slots.root"),)
    if any(seat.electrical_lanes is None for seat in _on_board(case)):
        gaps += (mainboard.missing("slots.electrical_lanes"),)
    if any(use.available is None and use.used for use in case.slots.roots if cpu_index(use.root) is not None):
        gaps += tuple(gap for one in case.rig.cpus for gap in one.lacks("pcie_lanes"))
        gaps += mainboard.lacks("socket_count", "cpu_lanes")
    return gaps


RULE = Rule(
    id="cpu-lane-budget",
    title="The processors have lanes for everything that is plugged",
    area=Area.PCIE_LANES,
    worst=Severity.ERROR,
    requires=("cpu", "motherboard"),
    needs=("cpu.pcie_lanes", "motherboard.slots", "motherboard.socket_count", "motherboard.cpu_lanes"),
    why="When the lanes run out, links get narrower, and the last device stays unconnected.",
    hint="Run cards at ×8, move drives to the chipset, add a PCIe switch, or choose a platform with more lanes.",
    sources=(
        Source(
            "https://www.xda-developers.com/motherboard-pcie-lanes-demystified/", "Motherboard PCIe lanes demystified"
        ),
        Source("https://en.wikipedia.org/wiki/Socket_SP5", "Socket SP5: 128 lanes of PCIe 5.0"),
    ),
    breaks=build(
        cpu(pcie_lanes=8),
        gpu(3, slot_width=1),
        board(slot(1), slot(2), slot(3)),
    ),
    passes=build(cpu(), gpu(), board(slot(1))),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
