"""slot-spacing-airflow: air between open-air cards."""

import pytest

from app.core.build import Item
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item
from tests.rules.harness import severities

RULE = "slot-spacing-airflow"
FLUSH, SPACED = board(slot(1), slot(3)), board(slot(1), slot(4))


def axial(count: int = 2, **facts: object) -> Item:
    return gpu(count, **{"made_cooling": "axial"} | facts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([axial(), FLUSH], ["warning"], id="no free slot"),
        pytest.param([axial(), SPACED], ["passed"], id="exactly one free slot"),
        pytest.param([axial(slot_width=2.5), SPACED], ["warning"], id="half a slot is none"),
        pytest.param([axial(1), FLUSH], [], id="one card"),
        pytest.param([axial(made_cooling="blower"), FLUSH], [], id="blowers"),
        pytest.param([axial(cooling="loop"), FLUSH], [], id="water"),
        pytest.param([axial(made_cooling=None), FLUSH], ["unknown"], id="unknown cooling"),
        pytest.param([axial(made_cooling=None), board(slot(1), slot(6))], ["passed"], id="unknown cooling, far apart"),
        pytest.param([axial(slot_width=None), SPACED], ["unknown"], id="unknown width"),
        pytest.param([axial(), board(slot(1), slot(3, position=None))], ["unknown"], id="unknown position"),
        pytest.param(
            [axial(1), axial(1, item_id="blower", made_cooling="blower"), board(slot(1, position=None), slot(3))],
            [],
            id="unknown position, but one of them is closed",
        ),
        pytest.param([axial(), board(slots=None)], ["unknown"], id="unknown slots"),
        pytest.param(
            [axial(), FLUSH, item("riser", 2, kind="ribbon", host_connector="x16", host_lanes=16, pcie_gen=4)],
            [],
            id="on risers",
        ),
    ],
)
def test_spacing(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), *parts)) == expected
