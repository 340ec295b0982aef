"""numa-nps: memory nodes of a socket."""

import pytest

from app.core.report import Finding
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "numa-nps"


@pytest.mark.parametrize(
    ("count", "socket", "family", "expected", "words"),
    [
        pytest.param(1, "SP3", "epyc-7002", ["info"], "NPS1 makes 1 memory node, NPS4 up to 4", id="one EPYC"),
        pytest.param(2, "SP5", "epyc-9004", ["info"], "NPS1 makes 2 memory nodes, NPS4 up to 8", id="two EPYC"),
        pytest.param(1, "SP3", None, ["info"], "NPS1", id="family unknown"),
        pytest.param(2, "SP3", "epyc-7001", ["info"], "8 memory nodes", id="four dies"),
        pytest.param(1, "AM5", "ryzen-9000", ["passed"], "one memory node", id="a desktop"),
        pytest.param(1, "TR4", "threadripper-2000", [], "", id="several dies, no NPS"),
        pytest.param(1, None, None, ["unknown"], "platform", id="unknown"),
    ],
)
def test_processors(count: int, socket: str | None, family: str | None, expected: list[str], words: str) -> None:
    rig = build(item("cpu", count, socket=socket, family=family), item("gpu"))
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


def test_unknown_is_no_more_than_a_note() -> None:
    (outcome,) = outcomes(RULE, build(item("cpu"), item("gpu")))
    assert isinstance(outcome, Finding)
    assert outcome.could_be == "info"


def test_without_cards_nobody_asks() -> None:
    assert severities(RULE, build(item("cpu", socket="SP5"))) == []
