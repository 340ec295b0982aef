"""The coolant loop: heat, radiators, temperatures."""

from __future__ import annotations

import pytest

from app.core.build import Choices, Item, Site
from app.core.case import Case
from app.core.placement.plans import LoopPlan
from app.core.rig import resolve
from app.core.rules._examples import build, item
from tests.rules.harness import words_only

ROOM = Site(room_c=25)
AT_1800 = Choices(fan_rpm=1800)


def plan(*items: Item, site: Site = ROOM, choices: Choices | None = AT_1800) -> LoopPlan:
    return Case(resolve(build(*items, site=site, choices=choices), words_only())).loop


def radiator(**facts: object) -> Item:
    return item("radiator", **{"fan_mm": 120, "fan_positions": 4, **facts})


CARD = item("gpu", 2, board_power_w=350, cooling="loop")


def test_no_loop() -> None:
    assert plan(item("gpu", board_power_w=350), item("cpu", tdp_w=200)).status == "waiting"


def test_heat_over_radiators() -> None:
    found = plan(CARD, radiator())
    assert (found.status, found.heat_w, found.area, found.w_per_k) == ("placed", 700, 4, 70)
    assert (found.rise_k, found.coolant_c) == (10, 35)
    assert found.devices == ("gpu#1", "gpu#2", "radiator")


def test_a_processor_under_a_block() -> None:
    assert plan(CARD, item("cpu", tdp_w=200), item("cpu-block"), radiator()).heat_w == 900
    assert plan(CARD, item("cpu", tdp_w=200), radiator()).heat_w == 700


@pytest.mark.parametrize(("blocks", "heat_w"), [(1, 350), (2, 700), (3, 700)])
def test_blocks_sit_on_cards_that_nobody_speaks_of(blocks: int, heat_w: float) -> None:
    cards = item("gpu", 2, board_power_w=350)
    assert plan(cards, item("gpu-block", blocks, kind="water"), radiator()).heat_w == heat_w
    stock = item("gpu", 2, board_power_w=350, cooling="stock")
    assert plan(stock, item("gpu-block", blocks, kind="water"), radiator()).heat_w is None


def test_unknown_heat() -> None:
    found = plan(item("gpu", cooling="loop"), radiator())
    assert (found.status, found.heat_w, found.rise_k, found.coolant_c) == ("unknown", None, None, None)
    assert [gap.fact for gap in found.missing] == ["board_power_w"]


def test_a_measured_radiator_needs_no_size() -> None:
    found = plan(CARD, radiator(fan_mm=None, fan_positions=None, w_per_k=100), choices=None)
    assert (found.status, found.w_per_k, found.area, found.rise_k) == ("placed", 100, None, 7)


def test_one_unknown_radiator_leaves_the_sum_open() -> None:
    found = plan(CARD, radiator(), radiator(item_id="other", fan_mm=None))
    assert (found.status, found.area, found.w_per_k, found.rise_k) == ("unknown", None, None, None)
    assert [gap.fact for gap in found.missing] == ["fan_mm"]


def test_without_a_fan_speed_the_reference_stands_in_and_is_said() -> None:
    found = plan(CARD, radiator(), choices=None)
    assert (found.status, found.w_per_k) == ("unknown", 70)
    assert [gap.fact for gap in found.missing] == ["w_per_k"]
    assert plan(CARD, radiator(), item("fan", rpm=1200), choices=None).w_per_k == 48


def test_the_builders_coolant_and_a_chiller() -> None:
    found = plan(CARD, item("chiller", kind="chiller"), choices=Choices(coolant_c=20, loop_lpm=6))
    assert (found.target_c, found.coolant_c, found.flow_lpm, found.chilled) == (20, 20, 6, True)


def test_without_a_room_the_coolant_is_unknown() -> None:
    found = plan(CARD, radiator(), site=Site())
    assert (found.rise_k, found.coolant_c) == (10, None)
