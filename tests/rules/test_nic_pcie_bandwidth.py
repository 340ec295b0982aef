"""nic-pcie-bandwidth: ports against the slot's link."""

import pytest

from app.core.build import Item
from app.core.estimate.bandwidth import PAYLOAD_SHARE, pcie_gb_s
from app.core.report import Finding
from app.core.rules._example_cards import board, cpu, nic, slot
from app.core.rules._examples import build, record
from tests.rules.harness import outcomes, severities

RULE = "nic-pcie-bandwidth"


def card(gbps: float, count: int, **facts: object) -> Item:
    return nic(**{"pcie_gen": 5, "ports": [record(form="qsfp56", gbps=gbps, count=count)]} | facts)


@pytest.mark.parametrize(
    ("gbps", "count", "gen", "lanes", "expected"),
    [
        pytest.param(100, 2, 3, 16, ["warning"], id="GV-05 Gen3 ×16"),
        pytest.param(100, 2, 4, 16, ["passed"], id="GV-05 Gen4 ×16"),
        pytest.param(100, 2, 4, 8, ["warning"], id="GV-05 Gen4 ×8"),
        pytest.param(100, 2, 5, 8, ["passed"], id="GV-05 Gen5 ×8"),
        pytest.param(100, 1, 3, 16, ["passed"], id="GV-06 Gen3 ×16"),
        pytest.param(100, 1, 3, 8, ["warning"], id="GV-06 Gen3 ×8"),
        pytest.param(400, 1, 5, 16, ["passed"], id="GV-07 Gen5 ×16"),
        pytest.param(400, 1, 4, 16, ["warning"], id="GV-07 Gen4 ×16"),
        pytest.param(113, 1, 3, 16, ["passed"], id="just under 0.9"),
        pytest.param(8 * PAYLOAD_SHARE * pcie_gb_s(3, 16), 1, 3, 16, ["passed"], id="exactly 0.9"),
        pytest.param(114, 1, 3, 16, ["warning"], id="just over 0.9"),
    ],
)
def test_links(gbps: float, count: int, gen: int, lanes: int, expected: list[str]) -> None:
    rig = build(cpu(pcie_gen=5), card(gbps, count), board(slot(1, pcie_gen=gen, electrical_lanes=lanes)))
    assert severities(RULE, rig) == expected


@pytest.mark.parametrize(
    ("device", "place", "expected"),
    [
        pytest.param(card(100, 1, ports=None), slot(1), ["unknown"], id="unknown ports"),
        pytest.param(card(100, 1, pcie_lanes=None), slot(1), ["unknown"], id="unknown card"),
        pytest.param(card(100, 1), slot(1, electrical_lanes=None), ["unknown"], id="unknown wiring"),
        pytest.param(card(100, 1), slot(1, pcie_gen=None, electrical_lanes=1), ["warning"], id="unknown, but hopeless"),
        pytest.param(card(100, 2, pcie_gen=3), slot(1, pcie_gen=None), ["warning"], id="the card itself is too slow"),
    ],
)
def test_unknowns(device: Item, place: object, expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), device, board(place))) == expected  # type: ignore[arg-type]


def test_the_numbers_are_told() -> None:
    (found,) = outcomes(RULE, build(cpu(), card(100, 2), board(slot(1, electrical_lanes=8))))
    assert "needs 25.0 GB/s" in found.message
    assert "15.8 GB/s (Gen4 ×8)" in found.message


def test_a_measured_link_is_named_as_such() -> None:
    (found,) = outcomes(RULE, build(cpu(), card(100, 1, link_lanes=4, link_gen=4), board(slots=None)))
    assert "the link that was measured gives 7.9 GB/s" in found.message
    (seated,) = outcomes(RULE, build(cpu(), card(100, 1), board(slot(1, electrical_lanes=4))))
    assert "slot PCIE1 gives 7.9 GB/s" in seated.message


@pytest.mark.parametrize(
    ("parts", "gaps"),
    [
        pytest.param([card(100, 1), board(slot(1, electrical_lanes=None))], ["slots.electrical_lanes"], id="wiring"),
        pytest.param([card(100, 1, pcie_lanes=None), board(slot(1))], ["pcie_lanes"], id="card"),
    ],
)
def test_what_is_missing_is_named(parts: list[Item], gaps: list[str]) -> None:
    (unknown,) = outcomes(RULE, build(cpu(), *parts))
    assert isinstance(unknown, Finding)
    assert [gap.fact for gap in unknown.missing] == gaps
