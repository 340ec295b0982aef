"""Stage three: supplies on circuits, and what flows there."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.build import Choices, Circuit, Item, Site
from app.core.case import Case
from app.core.placement.plans import CircuitPlan
from app.core.placement.spreading import spread
from app.core.rig import resolve
from app.core.rules._examples import build, item, record
from tests.rules.harness import words_only

WIDE = [record(volts_min=100, volts_max=240, watts=1000)]


def supply(count: int = 1, efficiency: str | None = "gold", **facts: object) -> Item:
    return item("psu", count, ratings=WIDE, efficiency=efficiency, **facts)


def plan(*items: Item, circuits: tuple[Circuit, ...] = (), choices: Choices | None = None) -> CircuitPlan:
    return Case(resolve(build(*items, site=Site(circuits=circuits), choices=choices), words_only())).circuits


HALF_LOAD = Choices(load_override_w=500)


def test_without_a_supply_there_is_nothing_to_plug_in() -> None:
    assert plan(item("gpu", board_power_w=300)).status == "waiting"


def test_the_wall_figure_needs_no_circuit() -> None:
    found = plan(supply(), choices=HALF_LOAD)
    assert (found.status, found.loads) == ("waiting", ())
    assert found.wall_w == pytest.approx(500 / 0.92)  # gold at half load and 230 V


@pytest.mark.parametrize(
    ("volts", "efficiency", "percent", "missing"),
    [(240, "gold", 92, []), (120, "gold", 90, []), (240, None, 80, ["efficiency"])],
)
def test_efficiency(volts: float, efficiency: str | None, percent: float, missing: list[str]) -> None:
    found = plan(supply(efficiency=efficiency), circuits=(Circuit(volts, 16),), choices=HALF_LOAD)
    assert found.efficiency == pytest.approx(percent)
    assert [gap.fact for gap in found.missing] == missing
    assert found.status == ("unknown" if missing else "placed")
    assert found.loads[0].amps == pytest.approx(500 / percent * 100 / volts)


def test_an_unknown_card_leaves_the_plan_unknown_unless_a_load_is_stated() -> None:
    circuits = (Circuit(240, 16),)
    assert [gap.fact for gap in plan(item("gpu"), supply(), circuits=circuits).missing] == ["board_power_w"]
    assert plan(item("gpu"), supply(), circuits=circuits, choices=HALF_LOAD).status == "placed"


def test_limits_and_other_loads() -> None:
    (load,) = plan(supply(), circuits=(Circuit(240, 20, other_load_w=240),), choices=HALF_LOAD).loads
    assert (load.breaker_a, load.limit_a) == (20, 16)
    assert load.amps == pytest.approx(500 / 0.92 / 240 + 1)
    assert load.wall_w == pytest.approx(500 / 0.92)
    (unknown,) = plan(supply(), circuits=(Circuit(240),), choices=HALF_LOAD).loads
    assert (unknown.breaker_a, unknown.limit_a) == (None, None)


def test_three_phases() -> None:
    label = [record(volts_min=200, volts_max=480, watts=1000)]
    psu = item("psu", ratings=label, efficiency="gold")
    (load,) = plan(psu, circuits=(Circuit(400, 16, 3),), choices=HALF_LOAD).loads
    assert load.amps == pytest.approx(500 / 0.92 / 400 / 3**0.5)


def test_the_loss_of_a_feed_puts_everything_on_the_other() -> None:
    modules = supply(4, redundant=True)
    choices = Choices(load_override_w=2000, psu_redundancy="2+2")
    found = plan(modules, circuits=(Circuit(240, 16), Circuit(240, 16)), choices=choices)
    normal_w, failover_w = 2000 / 0.92, 2000 / 0.88  # gold, redundant: half load, and full load of two modules
    assert [load.amps for load in found.loads] == pytest.approx([normal_w / 480] * 2)
    assert [load.failover_amps for load in found.loads] == pytest.approx([failover_w / 240] * 2)
    (single,) = plan(modules, circuits=(Circuit(240, 16),), choices=choices).loads
    assert single.failover_amps is None


def test_several_machines() -> None:
    board = item("motherboard", 4)
    found = plan(board, supply(4), circuits=(Circuit(240, 16), Circuit(240, 16)), choices=HALF_LOAD)
    assert found.wall_w == pytest.approx(500 / 0.92)  # of one machine
    assert [load.psus for load in found.loads] == [
        ("psu", "psu of machine 2"),
        ("psu of machine 3", "psu of machine 4"),
    ]
    assert sum(load.wall_w for load in found.loads) == pytest.approx(4 * 500 / 0.92)


def test_a_circuit_of_unknown_breaker_is_used_only_where_the_known_ones_end() -> None:
    known, unknown = Circuit(100, 10), Circuit(100)
    assert spread((unknown, known), (400.0, 400.0)) == (1, 1)
    assert sorted(spread((unknown, known), (400.0, 500.0))) == [0, 1]


def test_many_equal_loads_divide_evenly() -> None:
    circuits = (Circuit(120, 20),) * 6
    where = spread(circuits, (900.0,) * 24)
    assert [where.count(index) for index in range(6)] == [4] * 6
    assert len(spread(circuits, tuple(float(number) for number in range(1, 500)))) == 499


circuit = st.builds(
    Circuit,
    st.sampled_from((120, 240)),
    st.sampled_from((10, 20)),
    st.just(1),
    other_load_w=st.sampled_from((None, 500)),
)


@settings(deadline=None, max_examples=100)
@given(st.lists(circuit, min_size=1, max_size=3), st.lists(st.sampled_from((100, 300, 700, 1100)), max_size=5))
def test_the_fullest_circuit_is_as_empty_as_can_be(circuits: list[Circuit], watts: list[float]) -> None:
    def fullest(way: tuple[int, ...]) -> float:
        filled = [circuit.other_load_w or 0.0 for circuit in circuits]
        for load, where in zip(watts, way, strict=True):
            filled[where] += load
        return max(load / circuit.volts / (circuit.amps or 1) for load, circuit in zip(filled, circuits, strict=True))

    best = min(fullest(way) for way in product(range(len(circuits)), repeat=len(watts)))
    assert fullest(spread(tuple(circuits), tuple(watts))) == pytest.approx(best)


@settings(deadline=None, max_examples=50)
@given(
    cards=st.lists(st.integers(50, 400), min_size=1, max_size=3),
    supplies=st.integers(1, 3),
    circuits=st.lists(circuit, min_size=1, max_size=2),
    efficiency=st.sampled_from(("bronze", "titanium", None)),
)
def test_currents_add_up(cards: list[int], supplies: int, circuits: list[Circuit], efficiency: str | None) -> None:
    items = [item("gpu", item_id=f"g{number}", board_power_w=watts) for number, watts in enumerate(cards)]
    case = Case(resolve(build(*items, supply(supplies, efficiency), site=Site(tuple(circuits))), words_only()))
    found = case.circuits
    assert found.wall_w == pytest.approx(sum(load.wall_w for load in found.loads))
    assert sorted(name for load in found.loads for name in load.psus) == sorted(psu.name for psu in case.rig.all("psu"))
    assert (found.wall_w or 0) * (found.efficiency or 0) / 100 == pytest.approx(case.power.dc_w)
    for load in found.loads:
        assert load.amps * load.circuit.volts == pytest.approx(load.wall_w + (load.circuit.other_load_w or 0))


def test_no_circuit_takes_more_supplies_than_it_has_room_for() -> None:
    circuits = (Circuit(240, 20), Circuit(240, 20))
    assert spread(circuits, (500, 500, 500, 500), (None, 1)) == (0, 0, 0, 1)
    assert spread(circuits, (900, 100, 100), (None, 1)) == (1, 0, 0)
    assert spread(circuits, (900, 100, 100), (1, None)) == (0, 1, 1)
