"""dual-socket-lane-ownership: slots of absent processors."""

import pytest

from app.core.build import Choices, Item
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build
from tests.rules.harness import outcomes, severities

RULE = "dual-socket-lane-ownership"
FIRST, SECOND = slot(1), slot(2, root="cpu1")
CARD = {"slot_width": 1}


def two(*slots: object, **facts: object) -> Item:
    return board(*slots, **{"socket": "SP3", "socket_count": 2} | facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([cpu(2), gpu(2, **CARD), two(FIRST, SECOND)], ["passed"], id="both there"),
        pytest.param([cpu(1), gpu(1, **CARD), two(FIRST, SECOND)], ["warning"], id="one there, nothing on the other"),
        pytest.param([cpu(1), gpu(2, **CARD), two(FIRST, SECOND)], ["error"], id="one there, a card on the other"),
        pytest.param([cpu(1), gpu(1, **CARD), board(FIRST)], ["passed"], id="one socket"),
        pytest.param([cpu(1), gpu(1, **CARD), two(FIRST, socket_count=None)], ["unknown"], id="unknown sockets"),
        pytest.param(
            [cpu(1), gpu(1, **CARD), two(FIRST, SECOND, socket_count=None)], ["warning"], id="unknown, but a root tells"
        ),
        pytest.param(
            [cpu(1), gpu(1, **CARD), two(FIRST, socket_count=None, socket="AM5")], ["passed"], id="unknown, but AM5"
        ),
        pytest.param(
            [cpu(1), gpu(2, **CARD), two(FIRST, slot(2, root=None))], ["unknown", "warning"], id="unknown root"
        ),
    ],
)
def test_sockets(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(*parts)) == expected


def test_what_is_dead_is_named() -> None:
    (found,) = outcomes(RULE, build(cpu(1), gpu(1, **CARD), two(FIRST, SECOND)))
    assert "PCIE2 and the memory slots" in found.message


@pytest.mark.parametrize(
    ("group", "expected"),
    [pytest.param(None, ["passed"], id="not said"), pytest.param(2, ["warning"], id="a group of two on two sockets")],
)
def test_tensor_parallel_groups(group: int | None, expected: list[str]) -> None:
    rig = build(cpu(2), gpu(2, **CARD), two(FIRST, SECOND), choices=Choices(tensor_parallel=group))
    assert severities(RULE, rig) == expected
