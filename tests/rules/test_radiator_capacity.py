"""radiator-capacity: kelvins above the room, sizes that exist, and temperatures that radiators reach."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, Site, build, item
from tests.rules.harness import outcomes, severities

RULE = "radiator-capacity"


def loop(
    watts: float | None,
    coolant_c: float | None = None,
    room_c: float | None = None,
    fan_rpm: float | None = None,
    **radiator: object,
) -> Build:
    card = item("gpu", board_power_w=watts, cooling="loop", made_cooling="passive")
    choices = Choices(coolant_c=coolant_c, fan_rpm=fan_rpm)
    return build(card, item("radiator", **radiator), site=Site(room_c=room_c), choices=choices)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(loop(1000, w_per_k=66.67), ["passed"], "15.0 K", id="just under the warning"),
        pytest.param(loop(1000, w_per_k=66.66), ["warning"], "15.0 K", id="just over the warning"),
        pytest.param(loop(1000, w_per_k=40), ["warning"], "25.0 K", id="exactly at the error"),
        pytest.param(loop(1000, w_per_k=39.9), ["error"], "25.1 K", id="just over the error"),
        pytest.param(loop(1000, w_per_k=50, room_c=40), ["warning"], "60.0 °C", id="coolant exactly at its limit"),
        pytest.param(loop(1000, w_per_k=49, room_c=40), ["error"], "60.4 °C", id="coolant over its limit"),
        pytest.param(loop(1000), ["unknown"], "missing", id="unknown radiator"),
        pytest.param(loop(None, w_per_k=50), ["unknown"], "missing", id="unknown heat"),
        pytest.param(loop(2150, fan_mm=140, fan_positions=9), ["unknown"], "10.0 K", id="unknown fan speed"),
        pytest.param(
            loop(1000, fan_mm=140, fan_positions=9), ["passed"], "10.2 K at worst", id="any fan speed will do"
        ),
        pytest.param(loop(2150, fan_rpm=1800, fan_mm=140, fan_positions=9), ["passed"], "10.0 K", id="build C"),
        pytest.param(
            loop(2350, fan_rpm=1200, fan_mm=140, fan_positions=9),
            ["warning"],
            "16.0 K",
            id="build C with slow fans and 500 W",
        ),
        pytest.param(loop(1400, fan_mm=150, fan_positions=2), ["warning", "error"], "25.6 K", id="the published list"),
        pytest.param(
            loop(1400, coolant_c=10, room_c=22, w_per_k=200),
            ["error"],
            "10 °C in a room of 22 °C",
            id="colder than the room",
        ),
        pytest.param(loop(1400, coolant_c=22, room_c=22, w_per_k=200), ["error"], "22 °C", id="as cold as the room"),
        pytest.param(loop(1400, coolant_c=30, room_c=22, w_per_k=200), ["passed"], "29.0 °C", id="warm enough"),
        pytest.param(loop(1400, coolant_c=25, room_c=22, w_per_k=200), ["info"], "29.0 °C", id="warmer than asked for"),
        pytest.param(loop(1000, w_per_k=40), ["warning"], "66.7 W/K, 1.7 times as much", id="how much more"),
        pytest.param(
            loop(1000, room_c=20, fan_mm=140, fan_positions=9),
            ["passed"],
            "coolant at 24.7 to 30.2 °C in",
            id="coolant's span",
        ),
        pytest.param(loop(1400, coolant_c=20, w_per_k=200), ["unknown"], "room", id="unknown room"),
        pytest.param(
            build(item("gpu", board_power_w=350, cooling="loop"), item("pump")),
            ["warning"],
            "2 × 120 mm",
            id="no radiator listed",
        ),
        pytest.param(build(item("radiator", fan_mm=140, fan_positions=3)), [], "", id="no heat on the loop yet"),
    ],
)
def test_radiator_capacity(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
