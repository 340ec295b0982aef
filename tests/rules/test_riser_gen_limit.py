"""riser-gen-limit: rated generation and length of risers."""

import pytest

from app.core.build import Item
from app.core.rules._example_cards import board, cpu, gpu, part, slot
from app.core.rules._examples import build
from tests.rules.harness import outcomes, severities

RULE = "riser-gen-limit"


def riser(**facts: object) -> Item:
    usual = {"kind": "ribbon", "host_connector": "x16", "host_lanes": 16, "pcie_gen": 4, "length_mm": 200}
    return part("riser", **usual | facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"length_mm": 299}, ["passed"], id="just under"),
        pytest.param({"length_mm": 300}, ["passed"], id="exactly"),
        pytest.param({"length_mm": 301}, ["warning"], id="just over"),
        pytest.param({"pcie_gen": 3}, ["warning"], id="rated for an older generation"),
        pytest.param({"pcie_gen": 5}, ["passed"], id="rated for a newer generation"),
        pytest.param({"active": "retimer", "length_mm": 900}, ["passed"], id="retimer"),
        pytest.param({"kind": "cabled", "length_mm": 750}, ["passed"], id="cabled, exactly"),
        pytest.param({"kind": "cabled", "length_mm": 800}, ["warning"], id="cabled, just over"),
        pytest.param({"length_mm": None}, ["unknown"], id="unknown length"),
        pytest.param({"pcie_gen": None}, ["unknown"], id="unknown rating"),
        pytest.param({"kind": "usb-riser"}, [], id="a ×1 riser over USB cable is another matter"),
    ],
)
def test_risers_at_gen4(facts: dict[str, object], expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), gpu(), board(slot(1)), riser(**facts))) == expected


@pytest.mark.parametrize(
    ("gen", "length_mm", "expected"),
    [
        pytest.param(3, 900, ["passed"], id="Gen3, exactly"),
        pytest.param(3, 901, ["warning"], id="Gen3, just over"),
        pytest.param(5, 150, ["passed"], id="Gen5, exactly"),
        pytest.param(5, 151, ["warning"], id="Gen5, just over"),
    ],
)
def test_lengths_by_generation(gen: int, length_mm: int, expected: list[str]) -> None:
    parts = [cpu(pcie_gen=5), gpu(pcie_gen=gen), board(slot(1, pcie_gen=5)), riser(pcie_gen=5, length_mm=length_mm)]
    assert severities(RULE, build(*parts)) == expected


def test_twice_the_length_is_told_louder() -> None:
    (found,) = outcomes(RULE, build(cpu(), gpu(), board(slot(1)), riser(length_mm=600)))
    assert "expect errors" in found.message


@pytest.mark.parametrize(("length_mm", "loud"), [(599, False), (600, True)], ids=["just under", "exactly"])
def test_how_long_is_far_too_long(length_mm: int, loud: bool) -> None:
    (found,) = outcomes(RULE, build(cpu(), gpu(), board(slot(1)), riser(length_mm=length_mm)))
    assert ("expect errors" in found.message) is loud


def test_without_a_seat_the_newest_slot_is_feared() -> None:
    # The card is too long for the slot, so that nothing is seated; the riser is judged by what both could try.
    short = [cpu(), gpu(), board(slot(1, physical_lanes=4)), riser(host_connector="x16")]
    assert severities(RULE, build(*short)) == ["passed"]
    assert severities(RULE, build(cpu(), gpu(), riser(length_mm=301))) == ["unknown"]
