"""slot-covered-by-neighbour: thick cards over slots."""

import pytest

from app.core.build import Choices, Item, SlotPin
from app.core.report import Finding
from app.core.rules._example_cards import board, cpu, gpu, nic, slot
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "slot-covered-by-neighbour"
SEVEN = board(*(slot(position) for position in range(1, 8)))
FOUR_PINS = tuple(SlotPin(f"gpu#{number}", f"PCIE{2 * number - 1}") for number in range(1, 5))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([gpu(2, slot_width=1), board(slot(1), slot(3))], ["passed"], id="just under"),
        pytest.param([gpu(2, slot_width=2), board(slot(1), slot(3))], ["passed"], id="exactly"),
        pytest.param([gpu(2, slot_width=2.1), board(slot(1), slot(3))], ["error"], id="just over"),
        pytest.param([gpu(2, slot_width=3), board(slot(1), slot(3))], ["error"], id="GV-14"),
        pytest.param([gpu(4, slot_width=3), SEVEN], ["error"], id="GT-8 four 3-slot cards on seven slots"),
        pytest.param([gpu(2, slot_width=None), board(slot(1), slot(3))], ["unknown"], id="unknown width"),
        pytest.param([gpu(2), board(slot(1, position=None), slot(3))], ["unknown"], id="unknown position"),
        pytest.param([gpu(2), board(slots=None)], ["unknown"], id="unknown slots"),
        pytest.param([gpu(1, slot_width=None), board(slot(1), slot(3))], ["passed"], id="unknown width, but alone"),
    ],
)
def test_covering(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), *parts)) == expected


def test_covered_slots_are_named() -> None:
    """GV-13."""
    (found,) = outcomes(RULE, build(cpu(), gpu(4), SEVEN, choices=Choices(slot_pins=FOUR_PINS)))
    assert isinstance(found, Finding)
    assert found.severity == "info"
    assert found.figures["covered"] == ["PCIE2", "PCIE4", "PCIE6"]


def test_three_slot_cards_pinned_to_every_other_slot() -> None:
    """GT-8, pinned."""
    assert severities(RULE, build(cpu(), gpu(4, slot_width=3), SEVEN, choices=Choices(slot_pins=FOUR_PINS))) == [
        "error"
    ]


def test_a_network_card_in_a_covered_slot() -> None:
    """GT-9."""
    pins = (*FOUR_PINS, SlotPin("nic", "PCIE2"))
    assert severities(RULE, build(cpu(), gpu(4), nic(), SEVEN, choices=Choices(slot_pins=pins))) == ["error"]


def test_a_riser_takes_the_card_off_the_board() -> None:
    riser = item("riser", kind="ribbon", host_connector="x16", host_lanes=16, pcie_gen=4, length_mm=200)
    assert "error" not in severities(RULE, build(cpu(), gpu(2, slot_width=3), riser, board(slot(1), slot(3))))
