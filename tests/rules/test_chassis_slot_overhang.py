"""chassis-slot-overhang: brackets below the board's last slot."""

import pytest

from app.core.build import Item
from app.core.rules._example_cards import board, cpu, gpu, part, slot
from app.core.rules._examples import build
from tests.rules.harness import outcomes, severities

RULE = "chassis-slot-overhang"
LAST = board(slot(7))
GPUS = gpu(4)
SEVEN = board(*(slot(position) for position in (1, 3, 5, 7)), form_factor="atx")


def case(openings: int | None = None, **facts: object) -> Item:
    return part("chassis", **{"expansion_slots": openings} | facts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([gpu(), LAST, case(9)], ["passed"], id="just under"),
        pytest.param([gpu(), LAST, case(8)], ["passed"], id="exactly"),
        pytest.param([gpu(), LAST, case(7)], ["error"], id="just over"),
        pytest.param([GPUS, SEVEN, case(7)], ["error"], id="GV-13 seven openings"),
        pytest.param([GPUS, SEVEN, case(8)], ["passed"], id="GV-13 eight openings"),
        pytest.param([gpu(slot_width=1), LAST, case(7)], ["passed"], id="single-slot card"),
        pytest.param([gpu(), LAST, case(kind="open-frame")], ["passed"], id="open frame"),
        pytest.param([gpu(), LAST, case()], ["unknown"], id="unknown openings"),
        pytest.param([gpu(), board(slot(1)), case(board_form_factors=["atx"])], ["passed"], id="an ATX case has seven"),
        pytest.param(
            [gpu(), board(slot(1), form_factor="atx"), case()], ["passed"], id="nor has a case for an ATX board less"
        ),
        pytest.param([GPUS, SEVEN, case()], ["unknown"], id="unknown openings, the seventh slot in use"),
        pytest.param([gpu(slot_width=None), LAST, case(8)], ["unknown"], id="unknown width"),
        pytest.param([gpu(slot_width=None), LAST, case(10)], ["passed"], id="unknown width, room for any"),
        pytest.param([gpu(), board(slot(1, position=None)), case(7)], ["unknown"], id="unknown position"),
        pytest.param(
            [gpu(), board(slot(1, position=None), form_factor="atx"), case(7)],
            ["passed"],
            id="unknown position, lone card",
        ),
        pytest.param([gpu(), board(slots=None), case(7)], ["unknown"], id="unknown slots"),
    ],
)
def test_overhang(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), *parts)) == expected


def test_the_position_is_told() -> None:
    assert "reaches position 8" in outcomes(RULE, build(cpu(), gpu(), LAST, case(7)))[0].message
