"""pcie-slot-physical-length: mechanical length and number of slots."""

import pytest

from app.core.build import Choices, Item, SlotPin
from app.core.rules._example_cards import board, gpu, nic, slot
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "pcie-slot-physical-length"
SHORT = {"physical_lanes": 8, "electrical_lanes": 8}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([gpu(), board(slot(1))], ["passed"], id="exactly"),
        pytest.param([gpu(connector_lanes=8, pcie_lanes=8), board(slot(1))], ["passed"], id="just under"),
        pytest.param([gpu(), board(slot(1, **SHORT, open_ended=False))], ["error"], id="just over"),
        pytest.param([gpu(), board(slot(1, **SHORT, open_ended=True))], ["passed"], id="open end"),
        pytest.param([gpu(2, slot_width=1), board(slot(1))], ["error"], id="more cards than slots"),
        pytest.param([gpu(), board(slot(1, physical_lanes=None))], ["unknown"], id="unknown slot"),
        pytest.param([nic(connector_lanes=None), board(slot(1, **SHORT))], ["unknown"], id="unknown card"),
        pytest.param([nic(connector_lanes=None), board(slot(1))], ["passed"], id="unknown card, but any would fit"),
        pytest.param([gpu(), board(slots=None)], ["unknown"], id="unknown slots"),
    ],
)
def test_lengths(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(*parts)) == expected


def test_pins_that_do_not_go_together() -> None:
    pins = (SlotPin("gpu#1", "PCIE1"), SlotPin("gpu#2", "PCIE1"))
    rig = build(gpu(2, slot_width=1), board(slot(1), slot(2)), choices=Choices(slot_pins=pins))
    assert severities(RULE, rig) == ["error"]


def test_the_missing_fact_is_named() -> None:
    (unknown,) = outcomes(RULE, build(gpu(), board(slot(1, physical_lanes=None))))
    assert [gap.fact for gap in unknown.missing] == ["slots.physical_lanes"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        pytest.param([board(slot(1))], "gpu in PCIE1 (×16 long)", id="in the slot"),
        pytest.param([board(slot(1, open_ended=True, physical_lanes=None))], "gpu in PCIE1.", id="unknown length"),
        pytest.param(
            [board(slot(1)), item("riser", kind="ribbon", host_connector="x16", host_lanes=16, pcie_gen=4)],
            "gpu in PCIE1 through a riser",
            id="on a riser",
        ),
    ],
)
def test_where_the_card_sits_is_told(parts: list[Item], words: str) -> None:
    (fine,) = outcomes(RULE, build(gpu(), *parts))
    assert words in fine.message
