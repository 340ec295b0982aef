"""nvlink-bridge: connector, number and distance."""

import pytest

from app.core.build import Choices, Item, SlotPin
from app.core.rules._example_cards import board, cpu, gpu, nic, part, slot
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "nvlink-bridge"


def card(count: int = 2, **facts: object) -> Item:
    usual = {"chip": "ga102", "memory_gb": 24, "nvlink_type": "ampere", "nvlink_bridges_required": 1}
    return gpu(count, **usual | facts)


def bridge(count: int = 1, **facts: object) -> Item:
    return part("nvlink-bridge", count, **{"nvlink_types": ["ampere"], "pitch_slots": 2, "gpus_joined": 2} | facts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([card(), bridge()], ["passed"], id="match"),
        pytest.param([card(nvlink_type="none"), bridge()], ["error"], id="no NVLink"),
        pytest.param([card(nvlink_type="turing-quadro"), bridge()], ["error"], id="another connector"),
        pytest.param([card(nvlink_type=None), bridge()], ["unknown"], id="unknown card"),
        pytest.param([card(), bridge(nvlink_types=None)], ["unknown"], id="unknown bridge"),
        pytest.param([card(nvlink_type="none"), bridge(nvlink_types=None)], ["error"], id="unknown bridge, no NVLink"),
        pytest.param([card(1), bridge()], ["error"], id="one card"),
        pytest.param([card(1), card(1, item_id="other", memory_gb=48), bridge()], ["error"], id="two models"),
        pytest.param([card(), bridge(gpus_joined=None)], ["unknown"], id="unknown number of cards"),
        pytest.param([card(slot_width=3), bridge()], ["error"], id="cards thicker than the bridge"),
        pytest.param([card(slot_width=3, cooling="loop"), bridge()], ["passed"], id="thick cards under water"),
        pytest.param([card()], [], id="no bridge"),
    ],
)
def test_without_a_board(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(*parts)) == expected


@pytest.mark.parametrize(
    ("count", "required", "expected"),
    [
        pytest.param(2, 3, ["error"], id="just under"),
        pytest.param(3, 3, ["passed"], id="exactly"),
        pytest.param(4, 3, ["error"], id="just over"),
        pytest.param(6, 3, ["passed"], id="two pairs"),
        pytest.param(3, None, ["unknown"], id="unknown"),
    ],
)
def test_sets_of_bridges(count: int, required: int | None, expected: list[str]) -> None:
    assert severities(RULE, build(card(4, nvlink_bridges_required=required), bridge(count))) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([board(slot(1), slot(3))], ["passed"], id="at the distance"),
        pytest.param([board(slot(1), slot(4))], ["error"], id="one slot too far"),
        pytest.param([board(slot(1), slot(5), slot(7))], ["info"], id="other slots are at the distance"),
        pytest.param([board(slot(1), slot(3, position=None))], ["unknown"], id="unknown position"),
        pytest.param([board(slots=None)], ["unknown"], id="unknown slots"),
    ],
)
def test_distance(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), card(), bridge(), *parts)) == expected


def test_unknown_distance_of_the_bridge() -> None:
    assert severities(RULE, build(cpu(), card(), bridge(pitch_slots=None), board(slot(1), slot(3)))) == ["unknown"]


def test_the_builder_holds_the_cards_at_another_distance() -> None:
    pins = Choices(slot_pins=(SlotPin("gpu#1", "PCIE1"), SlotPin("gpu#2", "PCIE5")))
    rig = build(cpu(), card(), bridge(), board(slot(1), slot(5), slot(7)), choices=pins)
    assert severities(RULE, rig) == ["error"]


def test_two_pairs_need_two_distances() -> None:
    four = board(*(slot(position) for position in (1, 3, 5, 7)))
    assert severities(RULE, build(cpu(), card(4), bridge(2), four)) == ["passed"]
    gap = board(*(slot(position) for position in (1, 3, 6, 9)))
    assert severities(RULE, build(cpu(), card(4), bridge(2), gap)) == ["error"]


def test_a_riser_lets_the_builder_choose_the_distance() -> None:
    riser = item("riser", kind="ribbon", host_connector="x16", host_lanes=16, pcie_gen=4, length_mm=200)
    assert severities(RULE, build(cpu(), card(), bridge(), riser, board(slot(1), slot(4)))) == ["passed"]


def test_the_slots_are_named() -> None:
    (found,) = outcomes(RULE, build(cpu(), card(), bridge(), board(slot(1), slot(5), slot(7))))
    assert "PCIE5, PCIE7" in found.message


def test_seats_that_were_not_all_tried_are_no_error() -> None:
    """Slots 26, 29 and 27, 30 would do, behind more arrangements than are tried."""
    free = (20, 21, 22, 26, 27, 29, 30)
    taken = [number for number in range(1, 31) if number not in free]
    rig = build(
        cpu(),
        card(4, slot_width=1),
        *(nic(item_id=f"nic-{number}") for number in taken),
        board(*(slot(number) for number in range(1, 31))),
        bridge(2, pitch_slots=3),
        choices=Choices(slot_pins=tuple(SlotPin(f"nic-{number}", f"PCIE{number}") for number in taken)),
    )
    assert severities(RULE, rig) == ["unknown"]
