"""chiller-sizing: cooling capacity against heat."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "chiller-sizing"


def loop(watts: float | None, coolant_c: float | None = None, **chiller: object) -> Build:
    card = item("gpu", board_power_w=watts, cooling="loop", made_cooling="passive")
    return build(card, item("chiller", kind="chiller", **chiller), choices=Choices(coolant_c=coolant_c))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(loop(2700, cooling_w=3000), ["passed"], "2,700 W", id="exactly, reserve included"),
        pytest.param(loop(2701, cooling_w=3000), ["error"], "too small", id="just over"),
        pytest.param(loop(5000, cooling_w=3000), ["error"], "3,000 W", id="the published 3 kW as cooling capacity"),
        pytest.param(
            loop(5000, electrical_w=3000), ["unknown"], "9,000 W", id="the published 3 kW as electrical power"
        ),
        pytest.param(loop(5000, electrical_w=800), ["error"], "5,200 W", id="too small at any efficiency"),
        pytest.param(loop(5000), ["unknown"], "capacity", id="unknown capacity"),
        pytest.param(loop(None, cooling_w=3000), ["unknown"], "heat", id="unknown heat"),
        pytest.param(
            loop(1000, coolant_c=10, cooling_w=3000, supply_c=15), ["error"], "15 °C", id="colder than it supplies"
        ),
        pytest.param(
            loop(1000, cooling_w=3000, electrical_w=400, supply_c=10), ["info"], "7.5", id="too good to be true"
        ),
        pytest.param(
            build(item("gpu", board_power_w=350, cooling="loop"), item("chiller", kind="room", cooling_w=100)),
            [],
            "",
            id="a room cooler is another rule's",
        ),
    ],
)
def test_chiller_sizing(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
