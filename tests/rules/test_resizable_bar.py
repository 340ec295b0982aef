"""resizable-bar: what Intel cards need."""

import pytest

from app.core.build import Build
from app.core.report import Finding
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "resizable-bar"


def rig(vendor: str | None, **board: object) -> Build:
    return build(item("gpu", vendor=vendor, resizable_bar=True), item("motherboard", **board))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig("intel", resizable_bar=True), ["passed"], "offers", id="match"),
        pytest.param(rig("intel", resizable_bar=False), ["warning"], "loses", id="mismatch"),
        pytest.param(rig("intel"), ["unknown"], "depends", id="unknown board"),
        pytest.param(rig("intel", socket="AM5"), ["passed"], "offers", id="a platform that always has it"),
        pytest.param(rig(None, resizable_bar=False), ["unknown"], "chip maker", id="unknown card"),
        pytest.param(rig("nvidia", resizable_bar=False), ["info"], "little", id="a card that hardly cares"),
        pytest.param(rig(None), ["unknown"], "chip maker", id="nothing known"),
        pytest.param(rig("nvidia"), [], "", id="nothing bad is possible"),
    ],
)
def test_resizable_bar(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


def test_what_is_missing_is_named() -> None:
    (known_board,) = outcomes(RULE, rig(None, resizable_bar=False))
    (nothing,) = outcomes(RULE, rig(None))
    assert isinstance(known_board, Finding)
    assert isinstance(nothing, Finding)
    assert [gap.fact for gap in known_board.missing] == ["vendor"]
    assert [gap.fact for gap in nothing.missing] == ["vendor", "resizable_bar"]
