"""Stage one: cards into slots, held against a plain search through everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.build import Build, Choices, Item, SlotPin
from app.core.case import Case
from app.core.parts import Facts
from app.core.placement.plans import SlotPlan
from app.core.placement.problem import Place as SlotPlace
from app.core.placement.problem import build_problem
from app.core.placement.search import Search, cost_of, settle
from app.core.rig import resolve
from app.core.rules._examples import build, item, record
from tests.rules.harness import words_only


def slot(number: int, **facts: object) -> Facts:
    own = {"position": number, "physical_lanes": 16, "electrical_lanes": 16, "pcie_gen": 4, "root": "cpu0"}
    return record(id=f"S{number}", **{**own, **facts})


def board(*slots: Facts, **facts: object) -> Item:
    return item("motherboard", **{"socket_count": 1, "slots": slots, **facts})


def gpu(count: int = 1, item_id: str = "gpu", **facts: object) -> Item:
    own = {"slot_width": 2, "connector_lanes": 16, "pcie_lanes": 16, "pcie_gen": 4}
    return item("gpu", count, item_id=item_id, **{**own, **facts})


def ribbon(count: int = 1, item_id: str = "riser", **facts: object) -> Item:
    return item("riser", count, item_id=item_id, **{"kind": "ribbon", "host_connector": "x16", **facts})


def plan(*items: Item, choices: Choices | None = None) -> SlotPlan:
    return planned(build(*items, choices=choices))


def planned(rig: Build) -> SlotPlan:
    return Case(resolve(rig, words_only())).slots


CPU = item("cpu", pcie_lanes=128, pcie_gen=4)
TWO_CPUS = item("cpu", 2, pcie_lanes=128, pcie_gen=4)
ANY = gpu(connector_lanes=None)


@pytest.mark.parametrize(
    ("items", "status", "missing"),
    [
        pytest.param((gpu(),), "waiting", [], id="no board"),
        pytest.param((gpu(), board(slots=None)), "unknown", ["slots"], id="unknown slots"),
        pytest.param((CPU, board(slots=None)), "placed", [], id="unknown slots that nobody needs"),
        pytest.param((gpu(2), board(slot(1), slot(3))), "placed", [], id="two cards"),
        pytest.param((gpu(2), board(slot(1), slot(2))), "impossible", [], id="covered"),
        pytest.param((gpu(slot_width=None), board(slot(1))), "placed", [], id="one card of unknown width"),
        pytest.param(
            (gpu(2, slot_width=None), board(slot(1), slot(3))), "unknown", ["slot_width"], id="two of unknown width"
        ),
        pytest.param((gpu(2, slot_width=None), board(slot(1), slot(5))), "placed", [], id="room for any width"),
        pytest.param((gpu(), board(slot(1, max_slots=2))), "placed", [], id="a bay, exactly"),
        pytest.param((gpu(slot_width=2.5), board(slot(1, max_slots=2.5))), "placed", [], id="a half slot, exactly"),
        pytest.param((gpu(slot_width=2.6), board(slot(1, max_slots=2.5))), "impossible", [], id="a bay too narrow"),
        pytest.param(
            (gpu(), board(slot(1, physical_lanes=None))), "unknown", ["slots.physical_lanes"], id="unknown length"
        ),
        pytest.param((gpu(), board(slot(1, physical_lanes=1, open_ended=True))), "placed", [], id="open-ended"),
        pytest.param((gpu(form_factor="sxm4"), board()), "placed", [], id="a module takes no slot"),
    ],
)
def test_status(items: tuple[Item, ...], status: str, missing: list[str]) -> None:
    found = plan(*items)
    assert found.status == status
    assert list(dict.fromkeys(gap.fact for gap in found.missing)) == missing


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        pytest.param((gpu(), board(slot(1, physical_lanes=8))), "length", id="length"),
        pytest.param((gpu(2), board(slot(1))), "count", id="count"),
        pytest.param((gpu(2), board(slot(1), slot(2))), "cover", id="cover"),
        pytest.param((CPU, gpu(), board(slot(1, root="cpu1"), socket_count=2)), "cpu", id="absent processor"),
        pytest.param(
            (gpu(2), board(slot(1), slot(3), lane_sharing=[record(when=["S1"], affects="S3", lanes=0)])),
            "sharing",
            id="switched off",
        ),
        pytest.param((item("cpu", pcie_lanes=4, pcie_gen=4), gpu(2), board(slot(1), slot(3))), "lanes", id="lanes"),
    ],
)
def test_blame(items: tuple[Item, ...], kind: str) -> None:
    assert [conflict.kind for conflict in plan(*items).conflicts] == [kind]


def test_pins() -> None:
    pins = Choices(slot_pins=(SlotPin("gpu#2", "S1"),))
    seats = {seat.device: seat.slot.id for seat in plan(gpu(2), board(slot(1), slot(3)), choices=pins).seats}
    assert seats == {"gpu#1": "S3", "gpu#2": "S1"}
    clash = Choices(slot_pins=(SlotPin("gpu#1", "S1"), SlotPin("gpu#2", "S1")))
    assert [conflict.kind for conflict in plan(gpu(2), board(slot(1), slot(3)), choices=clash).conflicts] == ["pin"]


def test_a_drive_and_a_card_make_room_for_each_other() -> None:
    drive = item("storage", form="m2-2280", protocol="nvme")
    ports = [record(id="M2_1", type="m2", lanes=4)]
    off_by_card = [record(when=["S1"], affects="M2_1", lanes=0)]
    off_by_drive = [record(when=["M2_1"], affects="S1", lanes=0)]
    for sharing in (off_by_card, off_by_drive):
        found = plan(gpu(), drive, board(slot(1), slot(3), ports=ports, lane_sharing=sharing))
        assert [(seat.device, seat.slot.id) for seat in found.seats] == [("gpu", "S3")]
        assert [(seat.device, seat.port) for seat in found.ports] == [("storage", "M2_1")]
    stuck = plan(gpu(2), drive, board(slot(1), slot(3), ports=ports, lane_sharing=off_by_drive))
    assert [(conflict.kind, conflict.devices) for conflict in stuck.conflicts] == [("port", ("storage",))]
    assert len(stuck.seats) == 2
    other = [*ports, record(id="M2_2", type="m2", lanes=4)]
    assert plan(gpu(2), drive, board(slot(1), slot(3), ports=other, lane_sharing=off_by_drive)).status == "placed"


def test_an_adapter_leaves_the_port_to_a_drive_that_needs_it() -> None:
    drive = item("storage", form="m2-2280", protocol="nvme")
    adapter = item("riser", kind="m2-adapter", host_connector="m2", host_lanes=4)
    found = plan(gpu(), drive, adapter, board(slot(1), ports=[record(id="M2_1", type="m2", lanes=4)]))
    assert not found.conflicts
    assert [seat.riser for seat in found.seats] == [None]


def test_ribbons_of_two_kinds_each_where_it_fits() -> None:
    long, short = ribbon(item_id="long"), ribbon(item_id="short", host_connector="x1")
    found = plan(gpu(2, slot_width=3), long, short, board(slot(1, physical_lanes=1), slot(2)))
    assert {seat.slot.id: seat.riser for seat in found.seats} == {"S1": "short", "S2": "long"}


def test_picky_adapters_take_their_ports_first() -> None:
    ports = [record(id="W", type="slimsas-8i", lanes=8), record(id="N", type="slimsas-4i", lanes=4)]
    narrow = item("riser", item_id="narrow", kind="cabled", host_connector="slimsas-4i", host_lanes=4)
    wide = item("riser", item_id="wide", kind="cabled", host_connector="slimsas-8i", host_lanes=8)
    assert plan(gpu(2), narrow, wide, board(ports=ports)).status == "placed"


@pytest.mark.parametrize(
    ("width", "status"),
    [
        pytest.param(None, "placed", id="one slot unless somebody says otherwise"),
        pytest.param(1, "placed", id="just thin enough"),
        pytest.param(2, "impossible", id="just too thick"),
    ],
)
def test_how_many_slots_another_card_takes(width: int | None, status: str) -> None:
    nic = item("nic", 2, form="pcie", slot_width=width, connector_lanes=8, pcie_lanes=8, pcie_gen=4)
    assert plan(nic, board(slot(1), slot(2))).status == status


@pytest.mark.parametrize(
    ("items", "missing"),
    [
        pytest.param((ANY, board(slot(1, physical_lanes=8))), ["connector_lanes"], id="connector"),
        pytest.param((ANY, board(slot(1))), [], id="any connector fits"),
        pytest.param((CPU, gpu(), board(slot(1, root=None), socket_count=2)), ["slots.root"], id="root"),
        pytest.param((TWO_CPUS, gpu(), board(slot(1, root=None), socket_count=2)), [], id="root, no socket is empty"),
        pytest.param((gpu(2), board(slot(1), slot(3, position=None))), ["slots.position"], id="position"),
        pytest.param((gpu(2, slot_width=1), board(slot(1), slot(3, position=None))), [], id="position of thin cards"),
        pytest.param(
            (ANY, board(slot(1, physical_lanes=None))), ["connector_lanes", "slots.physical_lanes"], id="both together"
        ),
        pytest.param(
            (CPU, ANY, board(slot(1, physical_lanes=None), socket_count=2)),
            ["connector_lanes", "slots.physical_lanes"],
            id="both together, and no root is unknown",
        ),
        pytest.param(
            (gpu(2, slot_width=None), board(slot(1, physical_lanes=None), slot(9))),
            ["slots.physical_lanes"],
            id="one of two",
        ),
    ],
)
def test_the_facts_that_decide_are_named(items: tuple[Item, ...], missing: list[str]) -> None:
    found = plan(*items)
    assert found.status == ("unknown" if missing else "placed")
    assert list(dict.fromkeys(gap.fact for gap in found.missing)) == missing


def test_a_block_makes_a_card_thin() -> None:
    cards = gpu(2, slot_width=3, cooling="loop")
    assert plan(cards, board(slot(1), slot(2))).status == "impossible"
    thin, unknown = item("gpu-block", 2, kind="water", slot_width=1), item("gpu-block", 2, kind="water")
    assert plan(cards, thin, board(slot(1), slot(2))).status == "placed"
    assert plan(cards, unknown, board(slot(1), slot(2))).status == "impossible"


def test_the_slots_that_a_card_covers() -> None:
    (seat,) = plan(gpu(slot_width=3), board(slot(1), slot(2), slot(3), slot(4))).seats
    assert (seat.slot.id, seat.covers) == ("S1", ("S2", "S3"))


@pytest.mark.parametrize(
    ("cards", "downstream", "status"),
    [
        (4, [record(lanes=4, count=4)], "placed"),
        (5, [record(lanes=4, count=4)], "impossible"),
        (3, [record(lanes=8, count=1), record(lanes=4, count=2)], "placed"),
        (2, None, "placed"),
        (4, None, "unknown"),
        (5, None, "impossible"),
    ],
)
def test_splitters(cards: int, downstream: object, status: str) -> None:
    splitter = item("riser", kind="bifurcation", host_connector="x16", downstream=downstream)
    found = plan(gpu(cards), splitter, board(slot(1, bifurcation=["x4x4x4x4"])))
    assert found.status == status
    assert [gap.fact for gap in found.missing] == (["downstream"] if status == "unknown" else [])


def test_two_sockets_share_the_boards_lanes() -> None:
    items = (item("cpu", 2, pcie_lanes=128, pcie_gen=4), gpu(2), board(slot(1), slot(3), socket_count=2, cpu_lanes=160))
    assert [(use.root, use.used, use.available) for use in plan(*items).roots] == [("cpu0", 32, 80), ("cpu1", 0, 80)]


# A plain model of the same question.


class Card(NamedTuple):
    width: int | None
    lanes: int


class Place(NamedTuple):
    position: int
    physical: int
    wired: int
    root: str
    open_ended: bool


class Puzzle(NamedTuple):
    cards: list[Card]
    places: list[Place]
    sharings: list[tuple[int, int, int]]
    cpus: int
    cpu_lanes: int


@st.composite
def cases(draw: st.DrawFn, unknown_widths: bool = False) -> Puzzle:
    positions = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5, unique=True))
    places = [
        Place(
            position,
            draw(st.sampled_from((4, 8, 16))),
            draw(st.sampled_from((1, 4, 8, 16))),
            draw(st.sampled_from(("cpu0", "cpu1", "pch"))),
            draw(st.booleans()),
        )
        for position in sorted(positions)
    ]
    index = st.integers(0, len(places) - 1)
    sharings = draw(st.lists(st.tuples(index, index, st.sampled_from((0, 4, 8))), max_size=2))
    widths = st.one_of(st.none(), st.integers(1, 4)) if unknown_widths else st.integers(1, 4)
    cards = draw(st.lists(st.builds(Card, widths, st.sampled_from((4, 8, 16))), min_size=1, max_size=4))
    return Puzzle(
        cards,
        places,
        [one for one in sharings if one[0] != one[1]],
        draw(st.integers(1, 2)),
        draw(st.sampled_from((8, 16, 128))),
    )


def rig_of(case: Puzzle, without: int | None = None) -> Build:
    slots = [
        slot(
            place.position,
            physical_lanes=place.physical,
            electrical_lanes=place.wired,
            root=place.root,
            open_ended=place.open_ended,
        )
        for place in case.places
    ]
    names = [f"S{place.position}" for place in case.places]
    sharing = [
        record(when=[names[when]], affects=names[affects], lanes=lanes) for when, affects, lanes in case.sharings
    ]
    items = [
        gpu(item_id=f"g{number}", slot_width=card.width, connector_lanes=card.lanes, made_cooling="axial")
        for number, card in enumerate(case.cards)
        if number != without
    ]
    facts: dict[str, Any] = {"socket_count": 2, "cpu_lanes": 2 * case.cpu_lanes, "lane_sharing": sharing}
    return build(*items, item("cpu", case.cpus, pcie_lanes=128, pcie_gen=4), board(*slots, **facts))


def assignments(case: Puzzle) -> Iterator[tuple[int, ...]]:
    """Every seating of all cards, as the index of each card's slot."""
    for way in permutations(range(len(case.places)), len(case.cards)):
        if is_sound(case, way):
            yield way


def is_sound(case: Puzzle, way: tuple[int, ...]) -> bool:
    seats = [(card, case.places[where]) for card, where in zip(case.cards, way, strict=True)]
    if any(card.lanes > place.physical and not place.open_ended for card, place in seats):
        return False
    if case.cpus == 1 and any(place.root == "cpu1" for _, place in seats):
        return False
    spans = [set(range(place.position, place.position + (card.width or 1))) for card, place in seats]
    if any(first & second for first, second in combinations(spans, 2)):
        return False
    kept = {where: case.places[where].wired for where in way}
    for when, affects, lanes in case.sharings:
        if when in kept and affects in kept:
            if lanes == 0:
                return False
            kept[affects] = min(kept[affects], lanes)
    return all(
        sum(min(4, lanes) for where, lanes in kept.items() if case.places[where].root == root) <= case.cpu_lanes
        for root in ("cpu0", "cpu1")
    )


@pytest.mark.parametrize("cards", [gpu(16), gpu(31, slot_width=1)], ids=["too wide together", "more than slots"])
def test_too_many_cards_are_told_without_a_search(cards: Item) -> None:
    rig = resolve(build(CPU, cards, board(*(slot(number) for number in range(1, 31)))), words_only())
    assert rig.board is not None
    search = Search(build_problem(rig, rig.board))
    assert (search.run(), search.steps) == (None, 0)


HALF, FAR = {"electrical_lanes": 8}, {"root": "pch"}


@pytest.mark.parametrize(
    ("items", "seats"),
    [
        pytest.param((gpu(), board(slot(1, **HALF), slot(3))), {"gpu": "S3"}, id="all its lanes"),
        pytest.param((gpu(), board(slot(1, pcie_gen=3), slot(3))), {"gpu": "S3"}, id="its generation"),
        pytest.param((gpu(), board(slot(1, **FAR), slot(3))), {"gpu": "S3"}, id="on the processor"),
        pytest.param((gpu(), board(slot(1), slot(3))), {"gpu": "S1"}, id="else the board's own order"),
        pytest.param(
            (gpu(), item("nic", connector_lanes=8, pcie_lanes=16, pcie_gen=4), board(slot(1, **HALF), slot(3))),
            {"gpu": "S3", "nic": "S1"},
            id="a GPU before another card",
        ),
        pytest.param(
            (
                gpu(slot_width=1),
                item("nic", connector_lanes=8, pcie_lanes=8, pcie_gen=4),
                board(slot(1, **FAR), slot(3)),
            ),
            {"gpu": "S3", "nic": "S1"},
            id="another card behind the chipset",
        ),
        pytest.param(
            (gpu(2, made_cooling="axial"), board(slot(1), slot(3), slot(4))),
            {"gpu#1": "S1", "gpu#2": "S4"},
            id="a free slot between open-air cards",
        ),
        pytest.param(
            (gpu(2, made_cooling="blower"), board(slot(1), slot(3), slot(4))),
            {"gpu#1": "S1", "gpu#2": "S3"},
            id="blowers side by side",
        ),
        pytest.param(
            (gpu(), board(slot(4), slot(3)), item("chassis", expansion_slots=4)),
            {"gpu": "S3"},
            id="within the brackets",
        ),
    ],
)
def test_the_better_seat(items: tuple[Item, ...], seats: dict[str, str]) -> None:
    assert {seat.device: seat.slot.id for seat in plan(CPU, *items).seats} == seats


@settings(deadline=None, max_examples=200)
@given(cases())
def test_placed_if_and_only_if_plain_enumeration_finds_a_way(case: Puzzle) -> None:
    found = planned(rig_of(case))
    ways = list(assignments(case))
    assert found.status == ("placed" if ways else "impossible")
    if ways:
        names = [f"S{place.position}" for place in case.places]
        seats = {seat.device: names.index(seat.slot.id) for seat in found.seats}
        assert tuple(seats[f"g{number}"] for number in range(len(case.cards))) in ways
        assert all(use.available is None or use.used <= use.available for use in found.roots)


@settings(deadline=None, max_examples=100)
@given(cases())
def test_no_other_seating_is_better(case: Puzzle) -> None:
    rig = resolve(rig_of(case), words_only())
    assert rig.board is not None
    problem = build_problem(rig, rig.board)
    found = Search(problem).run()
    costs = []
    for way in assignments(case):
        where = {f"g{number}": problem.slots[index] for number, index in enumerate(way)}
        chosen = [(body, where[body.device.name]) for body in problem.bodies]
        seated = settle(problem, [(body, SlotPlace(f"slot:{one.id}", one)) for body, one in chosen], frozenset())
        assert seated is not None
        costs.append(cost_of(problem, seated))
    assert (found is None) == (not costs)
    assert found is None or cost_of(problem, found) == min(costs)


@settings(deadline=None, max_examples=100)
@given(cases())
def test_a_conflict_can_not_be_made_smaller(case: Puzzle) -> None:
    found = planned(rig_of(case))
    if found.status != "impossible":
        return
    (conflict,) = found.conflicts
    core = case._replace(cards=[case.cards[int(name[1:])] for name in conflict.devices])
    assert planned(rig_of(core)).status == "impossible"
    assert all(planned(rig_of(core, without=number)).status == "placed" for number in range(len(core.cards)))


@settings(deadline=None, max_examples=100)
@given(cases(unknown_widths=True), st.lists(st.integers(1, 4), min_size=4, max_size=4))
def test_an_answer_given_without_a_width_holds_for_every_width(case: Puzzle, widths: list[int]) -> None:
    before = planned(rig_of(case)).status
    cards = [card._replace(width=card.width or widths[number]) for number, card in enumerate(case.cards)]
    after = planned(rig_of(case._replace(cards=cards))).status
    assert after in ("placed", "impossible")
    assert before in ("unknown", after)
