"""nvlink-same-root: bridged cards on one processor."""

import pytest

from app.core.build import Item
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item
from tests.rules.harness import severities

RULE = "nvlink-same-root"
BRIDGE = {"nvlink_types": ["ampere"], "pitch_slots": 1, "gpus_joined": 2}
CARD = {"slot_width": 1, "nvlink_type": "ampere", "nvlink_bridges_required": 1}


def roots(*names: str | None, sockets: int = 2) -> Item:
    slots = [slot(number, root=name) for number, name in enumerate(names, 1)]
    return board(*slots, socket="SP3", socket_count=sockets)


@pytest.mark.parametrize(
    ("cards", "bridges", "host", "expected"),
    [
        pytest.param(2, 1, roots("cpu0", "cpu0"), ["passed"], id="one processor"),
        pytest.param(2, 1, roots("cpu0", "cpu1"), ["warning"], id="split"),
        pytest.param(4, 2, roots("cpu0", "cpu0", "cpu1", "cpu1"), ["passed"], id="a pair on each"),
        pytest.param(4, 2, roots("cpu0", "cpu0", "cpu0", "cpu1"), ["warning"], id="three and one"),
        pytest.param(2, 1, roots("cpu0", None), ["unknown"], id="unknown root"),
        pytest.param(2, 1, roots("cpu0", None, sockets=1), ["passed"], id="unknown root, one socket"),
        pytest.param(2, 0, roots("cpu0", "cpu1"), [], id="no bridge"),
    ],
)
def test_roots(cards: int, bridges: int, host: Item, expected: list[str]) -> None:
    extra = [item("nvlink-bridge", bridges, **BRIDGE)] if bridges else []
    assert severities(RULE, build(cpu(2), gpu(cards, **CARD), host, *extra)) == expected
