"""placement-undecided: the search's budget."""

from app.core.report import Finding, Severity
from app.core.rules._example_cards import board, cpu, gpu, slot
from app.core.rules._examples import build
from tests.rules.harness import outcomes, rule, severities

RULE = "placement-undecided"


def test_a_search_that_ends() -> None:
    assert severities(RULE, build(cpu(), gpu(2), board(slot(1), slot(3)))) == ["passed"]
    assert severities(RULE, build(cpu(), gpu(2, slot_width=3), board(slot(1), slot(3)))) == ["passed"]


def test_a_search_that_does_not_end() -> None:
    (found,) = outcomes(RULE, rule(RULE).breaks)
    assert isinstance(found, Finding)
    assert found.could_be is Severity.ERROR


def test_too_many_cards_are_decided() -> None:
    wide = [slot(number) for number in range(1, 31)]
    assert severities(RULE, build(cpu(), gpu(16), board(*wide))) == ["passed"]
    assert severities(RULE, build(cpu(), gpu(31, slot_width=1), board(*wide))) == ["passed"]


def test_an_unknown_placement_is_others_to_tell() -> None:
    assert severities(RULE, build(cpu(), gpu(2), board(slots=None))) == []
