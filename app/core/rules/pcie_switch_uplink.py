"""Cards behind a PCIe switch share its uplink.

What it checks: the lanes of the devices behind each switch, on a switch card or on the board, against the lanes
of its uplink.

Why it matters: behind a switch every card keeps its own full link, and cards reach each other at full rate. But
all of them together reach the processor over the uplink alone: four ×16 cards on a ×16 uplink get a quarter
each.

How to fix: one ×16 uplink for two cards, a chassis that attaches cards directly, or work that stays between the
cards.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.core.case import Case
from app.core.parts import Source
from app.core.report import Area, Cited, Missing, Outcome, Severity, cannot_tell, info, passed, warning
from app.core.rig import Device, distinct
from app.core.rules import Rule
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item, record
from app.core.rules._seating import lacking

TOLERABLE_RATIO = 2.0


def check(case: Case) -> Iterator[Outcome]:
    for switch in case.rig.all("riser"):
        if switch.text("kind") == "switch" or (switch.text("kind") is None and switch.text("active") == "switch"):
            yield _judge_card(case, switch)
    mainboard = case.rig.board
    for root in (mainboard.records("roots") if mainboard else None) or ():
        name = root.text("id") or ""
        if mainboard is not None and name.startswith("switch"):
            yield from _judge_root(case, mainboard, name, root.count("uplink_lanes"))


def _judge_card(case: Case, switch: Device) -> Outcome:
    uplink, mainboard = switch.count("host_lanes"), case.rig.board
    seats = [seat for seat in case.slots.seats if seat.riser == switch.name]
    widths = [seat.lanes for seat in seats]
    parts = [switch.name, *(seat.device for seat in seats)]
    known = [lanes for lanes in widths if lanes is not None]
    if uplink is None or not seats or len(known) < len(widths):
        behind = tuple(gap for gpu in distinct(case.rig.gpus) for gap in gpu.lacks("pcie_lanes"))
        gaps = lacking(switch, "kind", "host_lanes", "downstream", "downstream.lanes", "downstream.count") + behind
        gaps += case.slots.missing + (mainboard.lacks("slots.electrical_lanes") if mainboard else ())
        if uplink is not None and not gaps:
            return passed(f"No card shares the ×{uplink} uplink of {switch.label} yet.", parts)
        question = f"How many lanes share the uplink of {switch.label} is not known."
        return cannot_tell(question, gaps, Severity.WARNING, parts)
    return _ratio(case, switch.label, sum(known), uplink, parts, switch.cite("host_lanes", "downstream"))


def _judge_root(case: Case, mainboard: Device, root: str, uplink: int | None) -> Iterator[Outcome]:
    seats = [seat for seat in case.slots.seats if seat.slot.root == root]
    if not seats:
        return
    parts = [seat.device for seat in seats]
    known = [seat.lanes for seat in seats if seat.lanes is not None]
    if uplink is None or len(known) < len(seats):
        gaps: tuple[Missing, ...] = mainboard.lacks("roots.uplink_lanes", "slots.electrical_lanes")
        question = f"How many lanes share the uplink of {root} is not known."
        yield cannot_tell(question, gaps, Severity.WARNING, parts)
        return
    yield _ratio(case, f"{root} of {mainboard.label}", sum(known), uplink, parts, mainboard.cite("roots", "slots"))


def _ratio(case: Case, what: str, lanes: int, uplink: int, parts: list[str], cited: tuple[Cited, ...]) -> Outcome:
    ratio = lanes / uplink
    numbers = f"{lanes} lanes behind {what} share ×{uplink} to the processor ({ratio:.1f} to 1)"
    if ratio <= 1:
        return passed(f"{numbers}.", parts)
    between_cards = case.rig.choices.tensor_parallel is not None and case.rig.choices.tensor_parallel > 1
    if ratio <= TOLERABLE_RATIO or between_cards:
        kept = "; traffic between the cards stays inside the switch at full rate" if between_cards else ""
        return info(f"{numbers}{kept}.", parts, cited, lanes=lanes, uplink_lanes=uplink)
    return warning(
        f"{numbers}: loading models and moving data takes that much longer.",
        parts,
        cited,
        lanes=lanes,
        uplink_lanes=uplink,
    )


_SWITCH = {
    "kind": "switch",
    "active": "switch",
    "host_connector": "x16",
    "pcie_gen": 4,
    "downstream": [record(lanes=16, count=4, connector_lanes=16)],
}

RULE = Rule(
    id="pcie-switch-uplink",
    title="A switch's uplink carries what hangs behind it",
    area=Area.PCIE_LANES,
    worst=Severity.WARNING,
    requires=(),
    needs=(
        "riser.kind",
        "riser.active",
        "riser.host_lanes",
        "riser.downstream",
        "gpu.pcie_lanes",
        "motherboard.slots",
        "motherboard.roots",
    ),
    why="All cards behind a switch reach the processor over its uplink alone.",
    hint="Give two cards one ×16 uplink, attach cards directly, or keep the traffic between the cards.",
    sources=(
        Source(
            "https://www.storagereview.com/review/supermicro-4u-amd-epyc-gpu-servers-offer-ai-flexibility-as-4125gs-tnrt",
            "Direct-attached and switched variants of one server",
        ),
    ),
    breaks=build(cpu(), gpu(4), board(slot(1)), item("riser", host_lanes=16, **_SWITCH)),
    passes=build(cpu(), gpu(1), board(slot(1)), item("riser", host_lanes=16, **_SWITCH)),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
