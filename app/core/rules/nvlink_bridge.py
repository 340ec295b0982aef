"""An NVLink bridge joins cards of one model, at one distance, in the number that the card asks for.

What it checks: whether the cards have the bridge's connector, whether there are enough of one model, whether
the number of bridges makes whole sets, and whether slots at the bridge's distance can hold the cards.

Why it matters: most cards since 2022 have no NVLink at all; a bridge of another generation or class doesn't
plug; an H100 or A100 needs three bridges for a pair. The distance is fixed: a four-slot bridge doesn't reach
cards three slots apart, and a two-slot bridge can't join cards three slots thick.

How to fix: get the bridge for the model and the distance of the slots, complete the set, or work over PCIe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

from app.core.build import SlotPin
from app.core.case import Case
from app.core.parts import Source
from app.core.placement.plans import SlotPlan
from app.core.placement.search import STEP_BUDGET
from app.core.placement.slots import place_slots
from app.core.report import Area, Missing, Outcome, Severity, cannot_tell, error, info, passed
from app.core.rig import Device, Rig, distinct
from app.core.rules import Rule
from app.core.rules._bridges import BridgeSet, bridge_sets, is_free_standing, runs
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item
from app.core.rules._seating import first_of_each, lacking, listed, width_slots

# Arrangements of bridged cards that are tried on the board; four cards in two pairs need far fewer.
ARRANGEMENTS = 40


def check(case: Case) -> Iterator[Outcome]:
    if not case.rig.gpus:
        return
    for bridges in bridge_sets(case.rig):
        yield _judge(case, bridges)


def _judge(case: Case, bridges: BridgeSet) -> Outcome:
    return (
        _wrong_type(case, bridges)
        or _too_few_cards(case, bridges)
        or _broken_set(bridges)
        or _too_thick(case, bridges)
        or _distance(case, bridges)
    )


def _names(bridges: BridgeSet, devices: tuple[Device, ...]) -> list[str]:
    return [device.name for device in (*devices, *bridges.units)]


def _wrong_type(case: Case, bridges: BridgeSet) -> Outcome | None:
    """No card, or no card for sure, has the bridge's connector."""
    bridge, gpus = bridges.bridge, case.rig.gpus
    if bridges.matching:
        return None
    cited = bridge.cite("nvlink_types") + tuple(c for gpu in first_of_each(gpus) for c in gpu.cite("nvlink_type"))
    if bridges.doubtful:
        gaps = bridge.lacks("nvlink_types") + tuple(
            g for gpu in distinct(bridges.doubtful) for g in gpu.lacks("nvlink_type")
        )
        question = f"Whether {bridge.label} joins {listed(gpus)} depends on their connectors."
        return cannot_tell(question, gaps, Severity.ERROR, _names(bridges, gpus), cited)
    has = ", ".join(f"{gpu.label} has {_connector(gpu)}" for gpu in first_of_each(gpus))
    types = bridge.texts("nvlink_types")
    joins = f"joins cards with {' or '.join(types)}" if types else "is an NVLink bridge"
    return error(f"{bridge.label} {joins}; {has}.", _names(bridges, gpus), cited)


def _connector(gpu: Device) -> str:
    name = gpu.text("nvlink_type")
    return "no NVLink" if name == "none" else f"{name}"


def _too_few_cards(case: Case, bridges: BridgeSet) -> Outcome | None:
    """A bridge joins cards of one model."""
    joined = bridges.joined
    largest = len(bridges.largest)
    least = 2 if joined is None else joined
    names = _names(bridges, bridges.matching)
    if largest >= least:
        if joined is None:
            question = f"How many cards {bridges.bridge.label} joins is not known; {largest} of one model are there."
            return cannot_tell(question, bridges.bridge.lacks("gpus_joined"), Severity.ERROR, names)
        return None
    if largest + len(bridges.doubtful) >= least:
        gaps = tuple(gap for gpu in distinct(bridges.doubtful) for gap in gpu.lacks("nvlink_type"))
        question = f"Whether there are {least} cards of one model for {bridges.bridge.label} is not known."
        return cannot_tell(question, gaps, Severity.ERROR, names)
    return error(
        f"{bridges.bridge.label} joins {least} cards of one model; of "
        f"{listed(bridges.matching)} at most {largest} are alike.",
        names,
        bridges.bridge.cite("gpus_joined", "nvlink_types"),
        joined=least,
        alike=largest,
    )


def _broken_set(bridges: BridgeSet) -> Outcome | None:
    """Some cards need several bridges for one pair."""
    gpu, count = bridges.largest[0], len(bridges.units)
    names = _names(bridges, bridges.largest)
    required = bridges.required
    if required is None:
        question = f"How many bridges one pair of {gpu.label} needs is not known; there are {count}."
        return cannot_tell(question, gpu.lacks("nvlink_bridges_required"), Severity.ERROR, names)
    if count % required == 0:
        return None
    return error(
        f"{gpu.label} needs {required} bridges for each pair; {count} make {count // required} whole sets and "
        f"{count % required} over.",
        names,
        gpu.cite("nvlink_bridges_required"),
        required=required,
        bridges=count,
    )


def _too_thick(case: Case, bridges: BridgeSet) -> Outcome | None:
    """Cards that are thicker than the bridge is long can't stand at its distance."""
    pitch = bridges.bridge.count("pitch_slots")
    fixed = [gpu for gpu in bridges.largest if not is_free_standing(case, gpu)]
    if pitch is None or len(bridges.largest) - len(fixed) >= bridges.domains:
        return None
    width = width_slots(fixed[0], case.rig)
    if width is None or width <= pitch:
        return None
    return error(
        f"{bridges.bridge.label} joins cards {pitch} slots apart; {fixed[0].label} is {width} slots wide.",
        _names(bridges, tuple(fixed)),
        bridges.bridge.cite("pitch_slots") + fixed[0].cite("slot_width"),
        pitch_slots=pitch,
        width_slots=width,
    )


def _distance(case: Case, bridges: BridgeSet) -> Outcome:
    bridge, gpus, mainboard = bridges.bridge, bridges.largest, case.rig.board
    names = _names(bridges, gpus)
    what = f"{len(bridges.units)} × {bridge.label} for {bridges.domains} × {bridges.joined} cards ({listed(gpus)})"
    if mainboard is None:
        return passed(f"{what}: connector and number fit; the distance is judged with a board.", names)
    if sum(is_free_standing(case, gpu) for gpu in gpus) >= bridges.domains:
        return passed(
            f"{what}: connector and number fit; cards on risers or water are set at the bridge's distance.", names
        )
    pitch = bridge.count("pitch_slots")
    known = _positions(case, gpus)
    if pitch is None or known is None:
        gaps: tuple[Missing, ...] = bridge.lacks("pitch_slots")
        gaps += lacking(mainboard, "slots", "slots.position") + case.slots.missing
        question = f"Whether {listed(gpus)} can stand at the distance of {bridge.label} is not known."
        return cannot_tell(question, gaps, Severity.ERROR, names)
    if len(runs(known, pitch, bridges.size)) >= bridges.domains:
        return passed(f"{what}: the cards sit {pitch} slots apart.", names)
    return _elsewhere(case, bridges, mainboard, pitch, known)


def _positions(case: Case, gpus: tuple[Device, ...]) -> list[int] | None:
    """Where the cards sit; None when a position, or the whole placement, is unknown."""
    seats = [case.slots.seat(gpu.name) for gpu in gpus]
    positions = [seat.slot.position for seat in seats if seat is not None and seat.slot.position is not None]
    return positions if positions and len(positions) == len(gpus) else None


def _elsewhere(case: Case, bridges: BridgeSet, mainboard: Device, pitch: int, at: list[int]) -> Outcome:
    """Other slots at the bridge's distance, tried with all other cards on the board."""
    names = _names(bridges, bridges.largest)
    found, doubts, all_tried = _seats_at_pitch(case.rig, bridges, mainboard, pitch)
    sits = ", ".join(map(str, sorted(at)))
    cited = bridges.bridge.cite("pitch_slots") + mainboard.cite("slots")
    if found:
        return info(
            f"{bridges.bridge.label} wants cards {pitch} slots apart: seat them in {', '.join(found)}.", names, cited
        )
    if doubts:
        question = f"Whether {listed(bridges.largest)} can stand {pitch} slots apart depends on the cards' width."
        return cannot_tell(question, doubts, Severity.ERROR, names, cited)
    if not all_tried:
        question = f"No seats {pitch} slots apart for {listed(bridges.largest)} were found in {ARRANGEMENTS} attempts."
        return cannot_tell(question, [], Severity.ERROR, names, cited)
    return error(
        f"{bridges.bridge.label} joins cards {pitch} slots apart; the cards sit at positions {sits}, and no "
        f"arrangement of {mainboard.label} puts {bridges.domains} × {bridges.joined} of them at that distance.",
        names,
        cited,
        pitch_slots=pitch,
        positions=sorted(at),
    )


def _seats_at_pitch(
    rig: Rig, bridges: BridgeSet, mainboard: Device, pitch: int
) -> tuple[tuple[str, ...] | None, tuple[Missing, ...], bool]:
    """Slots for the bridged cards at the bridge's distance that leave every other card its seat; None when none do.

    Beside it the facts that would have to be known to tell, and whether every arrangement was tried to its end.
    """
    pinned = {pin.device for pin in rig.choices.slot_pins}
    if any(gpu.name in pinned or gpu.item.id in pinned for gpu in bridges.largest):
        return None, (), True
    doubts: tuple[Missing, ...] = ()
    by_position = {
        position: name
        for record in mainboard.records("slots") or ()
        if (position := record.count("position")) is not None and (name := record.text("id")) is not None
    }
    every = [
        tuple(start + step * pitch for step in range(bridges.size))
        for start in sorted(by_position)
        if all(start + step * pitch in by_position for step in range(bridges.size))
    ]
    arrangements = combinations(every, bridges.domains)
    all_tried = True
    steps = 0
    for arrangement in islice(arrangements, ARRANGEMENTS):
        places = [position for run in arrangement for position in run]
        names = tuple(by_position[position] for position in places)
        if len(set(places)) < len(places):
            continue
        plan = _seated(rig, bridges.largest, names)
        if plan.status == "placed":
            return names, (), True
        doubts += plan.missing if plan.status == "unknown" else ()
        steps += plan.steps
        if plan.status == "undecided" or steps > STEP_BUDGET:
            all_tried = False
            break
    return None, tuple(dict.fromkeys(doubts)), all_tried and next(arrangements, None) is None


def _seated(rig: Rig, gpus: tuple[Device, ...], slots: tuple[str, ...]) -> SlotPlan:
    pins = tuple(SlotPin(gpu.name, slot) for gpu, slot in zip(gpus, slots, strict=False))
    choices = replace(rig.choices, slot_pins=rig.choices.slot_pins + pins)
    return place_slots(replace(rig, choices=choices))


_BRIDGE = {"nvlink_types": ["ampere"], "pitch_slots": 2, "gpus_joined": 2}
_CARD = {"chip": "ga102", "nvlink_type": "ampere", "nvlink_bridges_required": 1}

RULE = Rule(
    id="nvlink-bridge",
    title="NVLink bridges fit the cards and the distance of their slots",
    area=Area.NVLINK,
    worst=Severity.ERROR,
    requires=("gpu",),
    needs=(
        "gpu.nvlink_type",
        "gpu.nvlink_bridges_required",
        "gpu.slot_width",
        "nvlink-bridge.nvlink_types",
        "nvlink-bridge.gpus_joined",
        "nvlink-bridge.pitch_slots",
        "motherboard.slots",
    ),
    why="A bridge plugs only between cards of one model, at one distance, in whole sets.",
    hint="Get the bridge for model and distance, complete the set, or work over PCIe.",
    sources=(
        Source(
            "https://www.pugetsystems.com/labs/articles/NVIDIA-NVLink-2021-Update-and-Compatibility-Chart-2074/",
            "NVLink bridges: which card takes which",
        ),
        Source(
            "https://lenovopress.lenovo.com/lp1732-thinksystem-nvidia-h100-pcie-gen5-gpu", "H100: three bridges a pair"
        ),
    ),
    breaks=build(cpu(), gpu(2, nvlink_type="none"), board(slot(1), slot(3)), item("nvlink-bridge", **_BRIDGE)),
    passes=build(cpu(), gpu(2, **_CARD), board(slot(1), slot(3)), item("nvlink-bridge", **_BRIDGE)),
    check=check,
    stage="slots",
    page=__doc__ or "",
)
