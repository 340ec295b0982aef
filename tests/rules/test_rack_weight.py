"""rack-weight: kilograms in a rack."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "rack-weight"


def rig(weight_kg: float | None, load_kg: float | None, *others: Item, units: int = 12) -> Build:
    return build(
        item("chassis", rack_units=4, weight_kg=weight_kg),
        item("rack", rack_units=units, static_load_kg=load_kg),
        *others,
    )


UPS = item("ups", weight_kg=40)
GPUS = item("gpu", 8, weight_kg=1.2)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(20, 60.5, UPS), ["passed"], "60 kg; the rack carries 60.5 kg", id="just under"),
        pytest.param(rig(20, 60, UPS), ["passed"], "at most 60 kg; the rack carries 60 kg", id="exactly"),
        pytest.param(rig(20, 59.5, UPS), ["error"], "60 kg go into a rack that carries 59.5 kg", id="just over"),
        pytest.param(rig(20, 29, GPUS), ["error"], "29.6 kg go", id="the cards count too"),
        pytest.param(rig(None, 60), ["unknown"], "at most 100 kg", id="unknown machine"),
        pytest.param(rig(None, 100, GPUS), ["passed"], "at most 100 kg", id="a machine's bound has its cards in it"),
        pytest.param(
            rig(20, None), ["passed"], "the weakest of its kind carries 20 kg", id="unknown rack, little in it"
        ),
        pytest.param(rig(20, None, UPS), ["unknown"], "isn't known", id="unknown rack"),
        pytest.param(rig(20, None, UPS, units=24), ["passed"], "carries 135 kg", id="unknown rack that stands"),
        pytest.param(rig(30, 500), ["info"], "more than the 23 kg", id="too heavy for one"),
        pytest.param(rig(20, 60, item("ups")), ["unknown"], "at most 150 kg", id="unknown UPS"),
        pytest.param(build(item("chassis", weight_kg=20)), [], "", id="no rack"),
        pytest.param(
            build(item("chassis", kind="tower", weight_kg=20), item("rack", static_load_kg=10)),
            [],
            "",
            id="a tower beside the rack",
        ),
    ],
)
def test_rack_weight(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
