"""data-confidence: what the user states against what the catalog has."""

from dataclasses import replace

import pytest

from app.core.build import Item
from app.core.parts import Catalog, Facts, Part, Source
from app.core.report import Finding
from app.core.rules._examples import build
from tests.rules.harness import outcomes, severities, words_only

RULE = "data-confidence"
SHEET = Source("https://www.techpowerup.com/gpu-specs/h100-pcie-80-gb.c3899", "A data sheet")
CARD = Part(
    "gpu/example",
    "gpu",
    "example card",
    facts=Facts({"length_mm": 267, "height_mm": 111, "cooling": "passive"}),
    sources={"length_mm": SHEET, "cooling": SHEET},
)


def catalog() -> Catalog:
    return replace(words_only(), parts={CARD.id: CARD})


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        pytest.param({"length_mm": 269}, ["passed"], id="just under"),
        pytest.param({"length_mm": 270}, ["warning"], id="just over"),
        pytest.param({"length_mm": 267}, ["passed"], id="the same"),
        pytest.param({"cooling": "blower"}, ["warning"], id="another word"),
        pytest.param({"height_mm": 130}, ["info"], id="against general knowledge"),
        pytest.param({"slot_width": 3}, ["info"], id="unknown to the catalog"),
        pytest.param({}, [], id="nothing stated"),
    ],
)
def test_stated_facts(stated: dict[str, float | str], expected: list[str]) -> None:
    rig = build(Item("gpus", 2, part=CARD.id, facts=Facts(stated)))
    assert severities(RULE, rig, catalog()) == expected


def test_names_both_values_and_the_source() -> None:
    (found,) = outcomes(RULE, build(Item("gpus", part=CARD.id, facts=Facts({"length_mm": 330}))), catalog())
    assert isinstance(found, Finding)
    assert "you said 330 mm, the catalog 267 mm" in found.message
    assert found.sources == (SHEET,)
    assert [(cited.basis, cited.source) for cited in found.cited] == [("user", None)]
