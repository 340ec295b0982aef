"""gpu-power-connector: a card of which only the chip is known, and the most plugs that cards of its name have."""

import pytest

from app.core.build import Build
from app.core.parts import Facts
from app.core.rules._examples import build, item, record
from tests.rules.harness import severities

RULES = ("gpu-power-connector", "psu-connector-count")
MOST = [record(connector="pcie8", count=3)]


def rig(cards: int, outputs: list[Facts], **facts: object) -> Build:
    ratings = [record(volts_min=100, volts_max=240, watts=1600)]
    return build(item("gpu", cards, board_power_w=350, **facts), item("psu", ratings=ratings, outputs=outputs))


@pytest.mark.parametrize("rule", RULES)
def test_a_supply_for_the_most_is_enough(rule: str) -> None:
    assert severities(rule, rig(2, [record(connector="pcie8", count=6)], aux_power_most=MOST)) == ["passed"]


@pytest.mark.parametrize("rule", RULES)
def test_a_supply_for_fewer_leaves_it_open(rule: str) -> None:
    assert severities(rule, rig(2, [record(connector="pcie8", count=5)], aux_power_most=MOST)) == ["unknown"]


@pytest.mark.parametrize("rule", RULES)
def test_what_the_card_has_goes_before_the_most(rule: str) -> None:
    two = [record(connector="pcie8", count=2)]
    outputs = [record(connector="pcie8", count=4)]
    assert severities(rule, rig(2, outputs, aux_power=two, aux_power_most=MOST)) == ["passed"]
