"""slot-lane-sharing: one in use takes another's lanes."""

import pytest

from app.core.parts import Facts
from app.core.report import Finding, Severity
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build, record
from tests.rules.harness import outcomes, severities

RULE = "slot-lane-sharing"
TWO = (slot(1), slot(2))


def sharing(lanes: int) -> Facts:
    return record(when=("PCIE1",), affects="PCIE2", lanes=lanes, how="jumper")


@pytest.mark.parametrize(
    ("cards", "shared", "expected"),
    [
        pytest.param(2, [], ["passed"], id="nothing shared"),
        pytest.param(1, [sharing(0)], ["passed"], id="one end in use"),
        pytest.param(2, [sharing(8)], ["info"], id="both ends, narrowed"),
        pytest.param(2, [sharing(0)], ["error"], id="both ends, switched off"),
        pytest.param(2, None, ["unknown"], id="unknown"),
        pytest.param(1, None, [], id="unknown, but alone"),
    ],
)
def test_sharing(cards: int, shared: list[Facts] | None, expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), gpu(cards, slot_width=1), board(*TWO, lane_sharing=shared))) == expected


@pytest.mark.parametrize(
    ("slots", "worst"),
    [
        pytest.param(TWO, Severity.ERROR, id="no slot is free"),
        pytest.param((*TWO, slot(3)), Severity.WARNING, id="another slot is free"),
    ],
)
def test_an_error_is_possible_only_without_another_place(slots: tuple[Facts, ...], worst: Severity) -> None:
    (unknown,) = outcomes(RULE, build(cpu(), gpu(2, slot_width=1), board(*slots)))
    assert isinstance(unknown, Finding)
    assert unknown.could_be is worst


def test_what_shares_lanes_unused_is_named() -> None:
    (fine,) = outcomes(RULE, build(cpu(), gpu(), board(*TWO, lane_sharing=[sharing(8)])))
    assert "PCIE2 share lanes, and nothing in use takes them" in fine.message
