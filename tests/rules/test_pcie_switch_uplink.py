"""pcie-switch-uplink: lanes behind a switch against its uplink."""

import pytest

from app.core.build import Choices, Item
from app.core.rules._example_cards import board, cpu, gpu, part, slot
from app.core.rules._examples import build, record
from tests.rules.harness import outcomes, severities

RULE = "pcie-switch-uplink"


def switch(**facts: object) -> Item:
    usual = {
        "kind": "switch",
        "active": "switch",
        "host_connector": "x16",
        "host_lanes": 16,
        "pcie_gen": 4,
        "downstream": [record(lanes=16, count=4, connector_lanes=16)],
    }
    return part("riser", **usual | facts)


@pytest.mark.parametrize(
    ("cards", "facts", "expected"),
    [
        pytest.param(1, {}, ["passed"], id="just under: one card"),
        pytest.param(2, {}, ["info"], id="exactly 2 to 1"),
        pytest.param(3, {}, ["warning"], id="just over"),
        pytest.param(2, {"host_lanes": None}, ["unknown"], id="unknown uplink"),
        pytest.param(2, {"downstream": None}, ["unknown"], id="unknown ends"),
    ],
)
def test_switch_cards(cards: int, facts: dict[str, object], expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), gpu(cards), board(slot(1)), switch(**facts))) == expected


def test_peer_traffic_stays_inside() -> None:
    rig = build(cpu(), gpu(4), board(slot(1)), switch(), choices=Choices(tensor_parallel=4))
    assert severities(RULE, rig) == ["info"]
    assert "4.0 to 1" in outcomes(RULE, rig)[0].message


@pytest.mark.parametrize(
    ("uplink", "expected"),
    [
        pytest.param(32, ["passed"], id="exactly"),
        pytest.param(16, ["info"], id="2 to 1"),
        pytest.param(8, ["warning"], id="4 to 1"),
        pytest.param(None, ["unknown"], id="unknown"),
    ],
)
def test_switches_on_the_board(uplink: int | None, expected: list[str]) -> None:
    root = {"id": "switch0", "uplink_root": "cpu0", "uplink_gen": 4}
    roots = [record(**root, **({} if uplink is None else {"uplink_lanes": uplink}))]
    host = board(slot(1, root="switch0"), slot(3, root="switch0"), roots=roots)
    assert severities(RULE, build(cpu(), gpu(2), host)) == expected
