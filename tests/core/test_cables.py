"""Stage two: sockets on plugs and watts on supplies, held against a plain search through everything."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.build import Build, CablePin, Choices, Item
from app.core.case import Case
from app.core.parts import Facts
from app.core.placement import hanging
from app.core.placement.connectors import fewest_plugs
from app.core.placement.plans import CablePlan
from app.core.rig import resolve
from app.core.rules._examples import build, item, record
from tests.rules.harness import words_only

LABEL = [record(volts_min=100, volts_max=240, watts=1000)]


def plugs(**counts: int) -> list[Facts]:
    return [record(connector=name, count=count) for name, count in counts.items() if count]


def card(watts: float = 200, count: int = 1, item_id: str = "gpu", **sockets: int) -> Item:
    return item("gpu", count, item_id=item_id, board_power_w=watts, aux_power=plugs(**sockets))


def supply(count: int = 1, item_id: str = "psu", ratings: object = LABEL, **outputs: int) -> Item:
    return item("psu", count, item_id=item_id, ratings=ratings, outputs=plugs(**outputs))


def plan(*items: Item, choices: Choices | None = None) -> CablePlan:
    return planned(build(*items, choices=choices))


def planned(rig: Build) -> CablePlan:
    return Case(resolve(rig, words_only())).cables


def adapter(count: int = 1, **facts: object) -> Item:
    return item("cable", count, **{"kind": "power-adapter", "input": "pcie8", "input_count": 2, **facts})


def test_without_a_supply_nothing_is_placed() -> None:
    assert plan(card(pcie8=1)).status == "waiting"


def test_a_larger_plug_serves_a_smaller_socket_and_not_the_other_way_round() -> None:
    assert plan(card(100, pcie6=1), supply(pcie8=1)).status == "placed"
    assert plan(card(100, pcie8=1), supply(pcie6=1)).status == "impossible"


def test_the_card_whose_adapter_takes_more_plugs_gets_the_plug_of_its_own_kind() -> None:
    small, large = card(220, item_id="small", pcie16=1), card(575, item_id="large", pcie16=1)
    found = plan(small, large, supply(pcie16=1, pcie8=2))
    assert found.status == "placed"
    assert [(feed.device, feed.adapter is None) for feed in sorted(found.feeds, key=lambda feed: feed.device)] == [
        ("large", True),
        ("small", False),
    ]


def test_an_adapter_of_the_build_feeds_one_card() -> None:
    fits = {"output": "eps8", "watts": 300}
    found = plan(card(250, 4, eps8=1), adapter(1, **fits), supply(pcie8=8))
    assert Counter(feed.adapter_from for feed in found.feeds) == {"cable": 1, "buy": 3}
    assert [need.quantity for need in found.needed] == [3]
    assert not plan(card(250, 4, eps8=1), adapter(4, **fits), supply(pcie8=8)).needed


def test_an_adapter_hangs_on_one_supply() -> None:
    cards = card(250, 2, eps8=1)
    found = plan(cards, adapter(1, output="eps8", watts=300), supply(2, pcie8=2))
    assert Counter(feed.adapter_from for feed in found.feeds) == {"cable": 1, "buy": 1}


def test_the_adapter_in_the_box_is_its_cards_own() -> None:
    boxed = item(
        "gpu",
        board_power_w=300,
        aux_power=plugs(pcie16=2),
        included_adapters=[record(input="pcie8", input_count=2, output="pcie16", watts=300)],
    )
    origins = [feed.adapter_from for feed in plan(boxed, supply(pcie8=4)).feeds]
    assert sorted(origins, key=str) == ["box", "buy"]


def test_a_splitter_feeds_two_sockets_and_shares_its_rating() -> None:
    splitter = adapter(kind="splitter", input_count=1, output="pcie6", output_count=2, watts=150)
    assert plan(card(200, pcie6=2), splitter, supply(pcie8=1)).status == "placed"
    assert plan(card(200, pcie6=2), supply(pcie8=1)).status == "impossible"
    weak = adapter(kind="splitter", input_count=1, output="pcie8", output_count=2, watts=150)
    assert plan(card(300, pcie8=2), weak, supply(pcie8=1)).status == "impossible"


def test_a_splitter_feeds_the_board() -> None:
    board = item("motherboard", power_standard="atx", power_inputs=plugs(atx24=1, eps8=2))
    splitter = adapter(kind="splitter", input="eps8", input_count=1, output="eps8", output_count=2)
    assert plan(board, supply(atx24=1, eps8=1)).conflicts[0].connector == "eps8"
    assert plan(board, splitter, supply(atx24=1, eps8=1)).status == "placed"


SHARED = [record(sockets=4, connectors=("eps8", "pcie8"))]


@pytest.mark.parametrize(
    ("sockets", "cables", "status"),
    [
        pytest.param(2, None, "placed", id="a cable for each plug, exactly"),
        pytest.param(3, None, "impossible", id="a cable for each plug, one short"),
        pytest.param(4, 3, "placed", id="two plugs on a cable, exactly"),
        pytest.param(5, 3, "impossible", id="two plugs on a cable, one short"),
    ],
)
def test_modular_sockets_that_kinds_share(sockets: int, cables: int | None, status: str) -> None:
    outputs = [
        *plugs(atx24=1),
        record(connector="eps8", count=2),
        record(connector="pcie8", count=6, cables=cables),
    ]
    rig = (
        card(200, pcie8=sockets),
        item("motherboard", power_standard="atx", power_inputs=plugs(atx24=1, eps8=2)),
        item("psu", ratings=LABEL, outputs=outputs, shared_sockets=SHARED),
    )
    assert plan(*rig).status == status


@pytest.mark.parametrize(
    ("watts", "cables", "kinds"),
    [(226, 1, ["shared-cable"]), (225, 1, []), (226, 2, []), (226, None, [])],
)
def test_one_cable_for_two_sockets_of_a_large_card(watts: float, cables: int | None, kinds: list[str]) -> None:
    outputs = [record(connector="pcie8", count=2, cables=cables)]
    found = plan(card(watts, pcie8=2), item("psu", ratings=LABEL, outputs=outputs))
    assert [conflict.kind for conflict in found.conflicts] == kinds


def test_a_supply_with_enough_cables_is_preferred() -> None:
    tight = item("psu", item_id="tight", ratings=LABEL, outputs=[record(connector="pcie8", count=2, cables=1)])
    loose = item("psu", item_id="loose", ratings=LABEL, outputs=[record(connector="pcie8", count=2, cables=2)])
    assert {feed.psu for feed in plan(card(300, pcie8=2), tight, loose).feeds} == {"loose"}


def test_cards_divide_themselves_among_supplies() -> None:
    # The slots' 4 × 66 W come from the supply of the board: 264 + 234 against 3 × 234.
    loads = plan(card(300, 4, pcie8=2), supply(2, pcie8=8)).psu_loads
    assert [load.watts for load in loads] == [264 + 234, 3 * 234] or [load.watts for load in loads] == [
        264 + 2 * 234,
        2 * 234,
    ]


def test_the_builders_choice_of_supply_and_output() -> None:
    pins = (CablePin("gpu#1", "pcie8", "psu#2"), CablePin("gpu#2", "pcie8", "psu#2"))
    found = plan(card(150, 2, pcie8=1), supply(2, pcie8=2), choices=Choices(cable_pins=pins))
    assert {feed.psu for feed in found.feeds} == {"psu#2"}
    wrong = plan(card(150, pcie8=1), supply(eps8=2), choices=Choices(cable_pins=(CablePin("gpu", "eps8"),)))
    assert [conflict.kind for conflict in wrong.conflicts] == ["type"]


@pytest.mark.parametrize(
    ("watts", "socket", "status"),
    [(225, "pcie8", "placed"), (226, "pcie8", "impossible"), (600, "48vhpwr", "placed")],
)
def test_what_a_card_may_draw_through_its_own_sockets(watts: float, socket: str, status: str) -> None:
    one = plugs(**{socket: 1})
    found = plan(item("gpu", board_power_w=watts, aux_power=one), item("psu", ratings=LABEL, outputs=one))
    assert found.status == status
    assert all(conflict.kind == "rating" for conflict in found.conflicts)


def test_what_carries_too_little_is_named() -> None:
    (weak,) = plan(card(400, pcie8=1, pcie6=1), supply(pcie8=4)).conflicts
    assert (weak.kind, weak.connector, weak.needed, weak.offered) == ("rating", "pcie8+pcie6", 400, 300)
    (bare,) = plan(item("gpu", board_power_w=100, aux_power=[]), supply(pcie8=4)).conflicts
    assert (bare.connector, bare.offered) == ("slot75", 75)


def test_a_search_that_ends_early_claims_no_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    # Six plugs for six sockets, but a card can't be divided between supplies of three plugs each.
    rig = (*(card(250 + number, item_id=f"g{number}", pcie8=2) for number in range(3)), supply(2, pcie8=3))
    assert plan(*rig).status == "impossible"
    monkeypatch.setattr(hanging, "STEP_BUDGET", 20)
    early = plan(*rig)
    assert (early.status, early.conflicts) == ("undecided", ())
    assert len(early.psu_loads) == 2


@pytest.mark.parametrize(
    ("plugs_each", "status"),
    [pytest.param(3, "impossible", id="too few"), pytest.param(4, "undecided", id="just enough")],
)
def test_too_few_plugs_are_certain_before_every_way_was_tried(
    monkeypatch: pytest.MonkeyPatch, plugs_each: int, status: str
) -> None:
    for budget in ("STEP_BUDGET", "HOPELESS_BUDGET"):
        monkeypatch.setattr(hanging, budget, 50)
    rig = (*(card(150 + number, item_id=f"g{number}", pcie8=1) for number in range(8)), supply(2, pcie8=plugs_each))
    found = plan(*rig)
    assert found.status == status
    assert [conflict.kind for conflict in found.conflicts] == ["count"] * (status == "impossible")


def test_a_supply_of_unknown_plugs_may_have_those_that_others_lack(monkeypatch: pytest.MonkeyPatch) -> None:
    for budget in ("STEP_BUDGET", "HOPELESS_BUDGET"):
        monkeypatch.setattr(hanging, budget, 50)
    cards = [card(150 + number, item_id=f"g{number}", pcie8=1) for number in range(8)]
    found = plan(*cards, supply(pcie8=2), item("psu", item_id="other", ratings=LABEL))
    assert (found.status, found.conflicts) == ("undecided", ())


def test_hundreds_of_cards_take_bounded_work() -> None:
    found = plan(card(300, 250, pcie8=2), supply(6, pcie8=110))
    assert found.status == "placed"
    assert max(load.watts for load in found.psu_loads) < 1.5 * min(load.watts for load in found.psu_loads)


def test_a_redundant_mode_with_more_modules_than_there_are() -> None:
    modules = item("psu", 2, ratings=LABEL, redundant=True)
    assert plan(card(300), modules, choices=Choices(psu_redundancy="4+0")).usable_w == 2000


def test_a_stated_load_without_anything_that_draws() -> None:
    found = plan(supply(2, pcie8=2), choices=Choices(load_override_w=1500))
    assert sum(load.watts for load in found.psu_loads) == pytest.approx(1500)


# A plain model of the same question, to hold the search against.
KINDS = ("pcie6", "pcie8", "pcie16", "eps8")
FITS = {"pcie6": ("pcie6", "pcie8"), "pcie8": ("pcie8",), "pcie16": ("pcie16",), "eps8": ("eps8",)}
SOLD = ("pcie16", "eps8")  # an adapter with two 8-pin plugs carries all that these cards draw

few = st.integers(0, 2)
sockets = st.fixed_dictionaries({kind: st.integers(0, 1) for kind in KINDS})
outputs = st.fixed_dictionaries({"pcie6": few, "pcie8": st.integers(0, 4), "pcie16": few, "eps8": few})
Counts = dict[str, int]


def all_fed(wanted: list[str], free: Counts, adapters: bool) -> bool:
    """Whether some way of plugging feeds every socket."""
    if not wanted:
        return True
    first, rest = wanted[0], wanted[1:]
    ways = [(plug, 1) for plug in FITS[first]] + [("pcie8", 2)] * (adapters and first in SOLD)
    return any(
        free[plug] >= count and all_fed(rest, {**free, plug: free[plug] - count}, adapters) for plug, count in ways
    )


def feasible(cards: list[Counts], supplies: list[Counts], way: tuple[int, ...], adapters: bool) -> bool:
    for index, free in enumerate(supplies):
        mine = [own for own, where in zip(cards, way, strict=True) if where == index]
        if not all_fed([kind for own in mine for kind, count in own.items() for _ in range(count)], free, adapters):
            return False
    return True


@settings(deadline=None, max_examples=150)
@given(
    cards=st.lists(st.tuples(st.sampled_from((100, 150, 200)), sockets), min_size=1, max_size=3),
    supplies=st.lists(st.tuples(st.sampled_from((500, 1000)), outputs), min_size=1, max_size=2),
)
def test_the_search_against_plain_enumeration(
    cards: list[tuple[int, Counts]], supplies: list[tuple[int, Counts]]
) -> None:
    items = [card(watts, item_id=f"g{number}", **own) for number, (watts, own) in enumerate(cards)]
    for number, (watts, free) in enumerate(supplies):
        label = [record(volts_min=100, volts_max=240, watts=watts)]
        items.append(supply(item_id=f"p{number}", ratings=label, **free))
    case = Case(resolve(build(*items), words_only()))
    found, power = case.cables, case.power
    wanted, offered = [own for _, own in cards], [free for _, free in supplies]
    ways = list(product(range(len(supplies)), repeat=len(cards)))

    fed = not any(conflict.kind == "count" for conflict in found.conflicts)
    assert fed == any(feasible(wanted, offered, way, adapters=True) for way in ways)
    assert sum(load.watts for load in found.psu_loads) == pytest.approx(power.at_least_w)
    for number, free in enumerate(offered):
        used: Counter[str] = Counter()
        for feed in found.feeds:
            if feed.psu == f"p{number}":
                used[feed.output] += feed.outputs_used
        assert all(count <= free[kind] for kind, count in used.items())

    loads = [power.load(f"g{number}") for number in range(len(cards))]
    aux = [load.watts - load.slot_w for load in loads if load is not None]
    fullest = [
        max(
            (
                sum(own for own, where in zip(aux, way, strict=True) if where == index)
                + (power.at_least_w - sum(aux)) * (index == system)
            )
            / rating
            for index, (rating, _) in enumerate(supplies)
        )
        for way in ways
        if feasible(wanted, offered, way, adapters=False)
        for system in range(len(supplies))
    ]
    assert bool(fullest) == (fed and not found.needed)
    if fullest:
        assert max(load.share or 0.0 for load in found.psu_loads) == pytest.approx(min(fullest), abs=1e-5)


@settings(deadline=None, max_examples=100)
@given(
    cards=st.lists(st.tuples(st.sampled_from((100, 200)), sockets), min_size=1, max_size=3),
    form=st.sampled_from(("atx", "sfx", None)),
    watts=st.sampled_from((400, 600, 1200)),
    plugs_of_it=outputs,
)
def test_unknown_plugs_never_make_a_conflict_and_a_sure_plan_holds(
    cards: list[tuple[int, Counts]], form: str | None, watts: int, plugs_of_it: Counts
) -> None:
    items = [card(most, item_id=f"g{number}", **own) for number, (most, own) in enumerate(cards)]
    label = [record(volts_min=100, volts_max=240, watts=watts)]
    unknown = plan(*items, item("psu", ratings=label, form_factor=form))
    assert not any(conflict.kind in ("count", "type", "board-input", "shared-cable") for conflict in unknown.conflicts)
    if unknown.status == "placed":
        sure = {"pcie8": 0, "eps8": 0, "pcie6": 0, "pcie16": 0} | dict(fewest_plugs_of(form, watts))
        more = {kind: max(count, sure.get(kind, 0)) for kind, count in plugs_of_it.items()}
        assert plan(*items, item("psu", ratings=label, form_factor=form, outputs=plugs(**more))).status == "placed"


def fewest_plugs_of(form: str | None, watts: int) -> Counts:
    (psu,) = resolve(
        build(item("psu", form_factor=form, ratings=[record(volts_min=100, volts_max=240, watts=watts)])), words_only()
    ).devices
    return fewest_plugs(psu)
