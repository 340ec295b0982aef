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
        pytest.param(3, 1, roots("cpu0", "cpu0", "cpu1"), ["passed"], id="a third card without a bridge"),
        pytest.param(2, 2, roots("cpu0", "cpu0"), ["passed"], id="a bridge too many"),
    ],
)
def test_roots(cards: int, bridges: int, host: Item, expected: list[str]) -> None:
    extra = [item("nvlink-bridge", bridges, **BRIDGE)] if bridges else []
    assert severities(RULE, build(cpu(2), gpu(cards, **CARD), host, *extra)) == expected


@pytest.mark.parametrize(
    ("known", "doubtful", "expected"),
    [
        pytest.param(0, 1, [], id="just under a pair"),
        pytest.param(1, 1, ["unknown"], id="exactly a pair"),
        pytest.param(0, 2, ["unknown"], id="a pair of unknown connectors"),
    ],
)
def test_cards_of_unknown_connector_may_be_a_pair(known: int, doubtful: int, expected: list[str]) -> None:
    cards = [gpu(known, item_id="known", **CARD)] if known else []
    cards.append(gpu(doubtful, item_id="doubtful", **CARD | {"nvlink_type": None}))
    rig = build(cpu(2), *cards, roots("cpu0", "cpu1"), item("nvlink-bridge", **BRIDGE))
    assert severities(RULE, rig) == expected
