"""bifurcation-support: passive splitters and the slots' modes."""

import pytest

from app.core.build import Item
from app.core.rules._example_cards import board, cpu, gpu, part, slot
from app.core.rules._examples import build, record
from tests.rules.harness import severities

RULE = "bifurcation-support"


def splitter(**facts: object) -> Item:
    usual = {
        "kind": "bifurcation",
        "host_connector": "x16",
        "host_lanes": 16,
        "pcie_gen": 4,
        "required_bifurcation": "x8x8",
        "downstream": [record(lanes=8, count=2, connector_lanes=16)],
    }
    return part("riser", **usual | facts)


def modes(*names: str) -> Item:
    return board(slot(1, bifurcation=names))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([splitter(), modes("x8x8")], ["passed"], id="match"),
        pytest.param([splitter(), modes("x4x4x4x4")], ["error"], id="mismatch"),
        pytest.param([splitter(), modes()], ["error"], id="no mode at all"),
        pytest.param([splitter(), board(slot(1))], ["unknown"], id="unknown modes"),
        pytest.param([splitter(required_bifurcation=None), modes("x8x8")], ["unknown"], id="unknown need"),
        pytest.param([splitter(kind="switch", active="switch"), modes()], [], id="a switch needs none"),
    ],
)
def test_modes(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), gpu(2), *parts)) == expected


def test_a_mode_that_enough_slots_have_needs_no_seat() -> None:
    crowded = [
        board(*(slot(number, bifurcation=("x8x8",)) for number in range(1, 3))),
        splitter(),
        gpu(9, item_id="more"),
    ]
    assert severities(RULE, build(cpu(), *crowded)) == ["passed"]
