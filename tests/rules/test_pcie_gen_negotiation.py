"""pcie-gen-negotiation: the oldest generation on the path."""

import pytest

from app.core.build import Item
from app.core.report import Finding
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "pcie-gen-negotiation"
RISER = item("riser", kind="ribbon", host_connector="x16", host_lanes=16, pcie_gen=3, length_mm=200)


@pytest.mark.parametrize(
    ("parts", "expected", "says"),
    [
        pytest.param([gpu(), board(slot(1))], ["passed"], "Gen4", id="exactly its own"),
        pytest.param([gpu(pcie_gen=3), board(slot(1))], ["passed"], "Gen3", id="just over: newer slot"),
        pytest.param([gpu(pcie_gen=5), board(slot(1))], ["info"], "63.0 → 31.5 GB/s", id="just under: one generation"),
        pytest.param(
            [gpu(pcie_gen=5), board(slot(1, pcie_gen=3))], ["warning"], "63.0 → 15.8 GB/s", id="two generations"
        ),
        pytest.param([gpu(pcie_gen=5), board(slot(1)), RISER], ["warning"], "Gen3", id="GV-03 slot Gen4, riser Gen3"),
        pytest.param(
            [cpu(pcie_gen=3), gpu(), board(slot(1))], ["info"], "example processor is Gen3", id="the processor is older"
        ),
        pytest.param([gpu(), board(slot(1, pcie_gen=None))], ["unknown"], "depends", id="unknown slot"),
        pytest.param([gpu(pcie_gen=None), board(slot(1))], ["unknown"], "depends", id="unknown card"),
        pytest.param(
            [cpu(pcie_gen=None), gpu(pcie_gen=5), board(slot(1, pcie_gen=3))],
            ["warning"],
            "15.8 GB/s",
            id="unknown processor, but the slot decides",
        ),
        pytest.param([gpu(), board(slots=None)], ["unknown"], "depends on its slot", id="unknown slots"),
    ],
)
def test_generations(parts: list[Item], expected: list[str], says: str) -> None:
    assert severities(RULE, build(*parts)) == expected
    assert says in outcomes(RULE, build(*parts))[0].message


def test_cards_without_a_seat_are_bounded_by_the_best_slot() -> None:
    found = outcomes(RULE, build(gpu(2, pcie_gen=5, slot_width=3), board(slot(1), slot(2))))
    assert [outcome.message.count("63.0 → 31.5") for outcome in found] == [1]


def test_equal_cards_are_told_once() -> None:
    assert severities(RULE, build(gpu(2, pcie_gen=5), board(slot(1), slot(3)))) == ["info"]


def test_a_measured_link_is_believed() -> None:
    measured = gpu(pcie_gen=4, link_gen=1, link_lanes=1)
    assert severities(RULE, build(measured, board(slots=None))) == ["warning"]
    assert "so it was measured" in outcomes(RULE, build(measured, board(slot(1))))[0].message


@pytest.mark.parametrize(
    ("parts", "gaps"),
    [
        pytest.param([gpu(), board(slot(1, pcie_gen=None))], ["slots.pcie_gen"], id="slot"),
        pytest.param([gpu(pcie_gen=None), board(slot(1))], ["pcie_gen"], id="card"),
    ],
)
def test_what_is_missing_is_named(parts: list[Item], gaps: list[str]) -> None:
    (unknown,) = outcomes(RULE, build(*parts))
    assert isinstance(unknown, Finding)
    assert [gap.fact for gap in unknown.missing] == gaps
