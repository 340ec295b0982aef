"""passive-needs-airflow: fan walls, shrouds with a figure, water, and lists of qualified GPUs."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "passive-needs-airflow"


def card(**facts: object) -> Item:
    return item("gpu", **{"made_cooling": "passive", "form_factor": "pcie", "board_power_w": 300} | facts)


def shroud(**facts: object) -> Item:
    return item("gpu-block", kind="shroud", **facts)


def case(**facts: object) -> Item:
    return item("chassis", **{"kind": "tower", "fan_wall": False} | facts)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(build(card(), case()), ["error"], "1.76 × 300 W ÷ 15 K = 35 CFM", id="passive card in a tower"),
        pytest.param(
            build(card(form_factor="sxm4", made_cooling=None), case(kind="open-frame", fan_wall=None)),
            ["error"],
            "no fan",
            id="bare module on an open frame",
        ),
        pytest.param(build(card(made_cooling="blower"), case()), ["passed"], "fans", id="card with a fan of its own"),
        pytest.param(build(card(made_cooling=None), case()), ["unknown"], "cooling", id="unknown cooling"),
        pytest.param(
            build(card(name="GeForce 3060", made_cooling=None), case()), ["passed"], "fans", id="desktop card"
        ),
        pytest.param(build(card(), case(fan_wall=None)), ["unknown"], "fan wall", id="unknown fan wall"),
        pytest.param(
            build(card(), case(kind="server", fan_wall=True, qualified_gpus=["custom/gpu/gpu"])),
            ["passed"],
            "qualified",
            id="on the list",
        ),
        pytest.param(
            build(card(), case(kind="server", fan_wall=True, qualified_gpus=["gpu/other"])),
            ["warning"],
            "list of 1",
            id="not on the list",
        ),
        pytest.param(build(card(), case(kind="server", fan_wall=True)), ["unknown"], "list", id="unknown list"),
        pytest.param(build(card(), shroud(max_w=299), case()), ["warning"], "299 W", id="shroud just under"),
        pytest.param(build(card(), shroud(max_w=300), case()), ["passed"], "300 W", id="shroud exactly"),
        pytest.param(build(card(), shroud(max_w=301), case()), ["passed"], "301 W", id="shroud just over"),
        pytest.param(
            build(card(power_limit_w=180), shroud(max_w=180), case()),
            ["passed"],
            "180 W",
            id="limited to what the shroud cools",
        ),
        pytest.param(build(card(), shroud(), case()), ["unknown"], "measured", id="unknown figure of the shroud"),
        pytest.param(build(card(cooling="shroud"), case()), ["unknown"], "shroud", id="a shroud that nobody named"),
        pytest.param(
            build(card(cooling="loop"), item("gpu-block", kind="water"), case()), ["passed"], "loop", id="under water"
        ),
        pytest.param(build(card(cooling="loop"), case()), [], "", id="the missing block is another rule's"),
    ],
)
def test_passive_needs_airflow(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
