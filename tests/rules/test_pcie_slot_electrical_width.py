"""pcie-slot-electrical-width: lanes and what they carry."""

import pytest

from app.core.build import Choices, Item
from app.core.report import Finding
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, record
from tests.rules.harness import outcomes, severities

RULE = "pcie-slot-electrical-width"
DESKTOP = cpu(socket="AM4", platform="desktop", pcie_lanes=24)
SPLIT = [record(when=("PCIE3",), affects="PCIE1", lanes=8), record(when=("PCIE1",), affects="PCIE3", lanes=8)]


@pytest.mark.parametrize(
    ("parts", "expected", "says"),
    [
        pytest.param([cpu(), gpu(), board(slot(1))], ["passed"], "×16", id="exactly"),
        pytest.param([cpu(), gpu(pcie_lanes=8), board(slot(1))], ["passed"], "×8", id="card is narrower than the slot"),
        pytest.param(
            [cpu(), gpu(), board(slot(1, electrical_lanes=8))], ["info"], "15.8 of 31.5 GB/s", id="just over 15.7 GB/s"
        ),
        pytest.param(
            [cpu(), gpu(), board(slot(1, electrical_lanes=8, pcie_gen=3))],
            ["warning"],
            "7.9 of 15.8",
            id="under 15.7 GB/s",
        ),
        pytest.param(
            [cpu(), gpu(), board(slot(1, electrical_lanes=4))], ["warning"], "inference only", id="under 7.9 GB/s"
        ),
        pytest.param(
            [DESKTOP, gpu(2), board(slot(1), slot(3), lane_sharing=SPLIT)],
            ["warning"],
            "Gen4 ×8",
            id="x8/x8",
        ),
        pytest.param(
            [cpu(pcie_gen=5), gpu(pcie_gen=5), board(slot(1, pcie_gen=5, electrical_lanes=8))],
            ["info"],
            "31.5 of 63.0 GB/s",
            id="GV-04 Gen5 ×8",
        ),
        pytest.param(
            [cpu(), gpu(), board(slot(1, electrical_lanes=None))], ["unknown"], "depends", id="unknown wiring"
        ),
        pytest.param([cpu(), gpu(pcie_lanes=None), board(slot(1))], ["passed"], "×16", id="unknown card, full slot"),
        pytest.param(
            [cpu(), gpu(pcie_lanes=None), board(slot(1, electrical_lanes=8))], ["unknown"], "depends", id="unknown card"
        ),
        pytest.param([cpu(), gpu(), board(slots=None)], ["unknown"], "depends", id="unknown slots"),
    ],
)
def test_widths(parts: list[Item], expected: list[str], says: str) -> None:
    assert severities(RULE, build(*parts)) == expected
    assert says in outcomes(RULE, build(*parts))[0].message


def test_inference_on_one_card_does_not_need_the_link() -> None:
    parts = [DESKTOP, gpu(), board(slot(1, electrical_lanes=8))]
    assert severities(RULE, build(*parts, choices=Choices(workload="inference"))) == ["info"]
    assert severities(RULE, build(*parts, choices=Choices(workload="inference", tensor_parallel=2))) == ["warning"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [pytest.param(1, [], id="one card"), pytest.param(2, ["warning"], id="32 of 24 lanes")],
)
def test_without_a_board_the_processor_bounds_the_lanes(count: int, expected: list[str]) -> None:
    assert severities(RULE, build(DESKTOP, gpu(count))) == expected
    assert severities(RULE, build(cpu(), gpu(count))) == []


def test_a_measured_link_is_believed() -> None:
    measured = gpu(link_gen=4, link_lanes=4)
    assert severities(RULE, build(measured)) == ["warning"]
    assert "as measured" in outcomes(RULE, build(measured))[0].message


@pytest.mark.parametrize(
    ("parts", "gaps"),
    [
        pytest.param([gpu(pcie_lanes=None), board(slot(1, electrical_lanes=8))], ["pcie_lanes"], id="card"),
        pytest.param([gpu(), board(slot(1, electrical_lanes=None))], ["slots.electrical_lanes"], id="wiring"),
        pytest.param([gpu(), board(slot(1, electrical_lanes=8, pcie_gen=None))], ["slots.pcie_gen"], id="generation"),
    ],
)
def test_what_is_missing_is_named(parts: list[Item], gaps: list[str]) -> None:
    (unknown,) = outcomes(RULE, build(cpu(), *parts))
    assert isinstance(unknown, Finding)
    assert [gap.fact for gap in unknown.missing] == gaps
