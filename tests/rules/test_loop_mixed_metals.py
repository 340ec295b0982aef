"""loop-mixed-metals: aluminium beside copper."""

import pytest

from app.core.build import Build, Item
from app.core.report import Finding
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "loop-mixed-metals"


def block(*metals: str) -> Item:
    return item("gpu-block", kind="water", metals=list(metals))


def radiator(*metals: str) -> Item:
    return item("radiator", metals=list(metals))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(build(block("copper", "nickel"), radiator("copper", "brass")), ["passed"], "copper", id="match"),
        pytest.param(
            build(block("aluminium"), radiator("copper"), item("pump")), ["error"], "aluminium", id="mismatch"
        ),
        pytest.param(
            build(block("aluminium"), radiator("aluminium")), ["passed"], "aluminium", id="aluminium throughout"
        ),
        pytest.param(build(block("copper"), item("radiator")), ["unknown"], "radiator", id="unknown radiator"),
        pytest.param(
            build(block("copper"), radiator("copper"), item("fitting", metals=["aluminium"])),
            ["error"],
            "fitting",
            id="aluminium fitting",
        ),
        pytest.param(build(item("gpu-block", kind="shroud"), radiator("copper")), [], "", id="a shroud is not wet"),
        pytest.param(
            build(block("copper"), radiator("copper"), item("coolant", inhibitor=False)),
            ["warning"],
            "inhibitor",
            id="plain water",
        ),
        pytest.param(
            build(block("copper"), radiator("copper"), item("coolant")), ["unknown"], "inhibitor", id="unknown coolant"
        ),
    ],
)
def test_loop_mixed_metals(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(("silent", "could_be"), [("radiator", "error"), ("fitting", "error"), ("pump", "warning")])
def test_what_an_unknown_metal_could_be(silent: str, could_be: str) -> None:
    (found,) = outcomes(RULE, build(block("copper"), item(silent)))
    assert isinstance(found, Finding)
    assert found.could_be == could_be
