"""condensation-dew-point: the dew point at 22 °C and 50 % is 11.10 °C."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import Choices, Site, build, item
from tests.rules.harness import outcomes, severities

RULE = "condensation-dew-point"


def loop(coolant_c: float | None, room_c: float | None, humidity_pct: float | None, *more: Item) -> Build:
    card = item("gpu", board_power_w=350, cooling="loop", made_cooling="passive")
    site = Site(room_c=room_c, humidity_pct=humidity_pct)
    return build(card, *more, site=site, choices=Choices(coolant_c=coolant_c))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(loop(10, 22, 50), ["error"], "11.10 °C", id="the published list"),
        pytest.param(loop(10, 25, 50), ["error"], "13.86 °C", id="25 °C and 50 %"),
        pytest.param(loop(11.1, 22, 50), ["error"], "11.10 °C", id="at the dew point"),
        pytest.param(loop(11.2, 22, 50), ["warning"], "within 2 K", id="just over the dew point"),
        pytest.param(loop(13.0, 22, 50), ["warning"], "within 2 K", id="just under the margin"),
        pytest.param(loop(13.2, 22, 50), ["passed"], "stays dry", id="just over the margin"),
        pytest.param(loop(10, 22, None), ["unknown"], "46.5 %", id="unknown humidity"),
        pytest.param(loop(10, None, None), ["unknown"], "humidity", id="unknown room"),
        pytest.param(loop(24, 22, None), ["passed"], "no colder", id="warmer than the room"),
        pytest.param(loop(35, None, None), ["passed"], "any dew point", id="warmer than any dew point"),
        pytest.param(loop(None, 25, 60), ["passed"], "Without a chiller", id="radiators alone"),
        pytest.param(
            loop(None, 25, 60, item("chiller", kind="chiller")), ["info"], "19.7 °C", id="chiller without a set point"
        ),
        pytest.param(
            loop(None, None, None, item("chiller", kind="chiller")),
            ["unknown"],
            "dew point",
            id="chiller in an unknown room",
        ),
        pytest.param(build(item("gpu")), [], "", id="no loop"),
    ],
)
def test_condensation_dew_point(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
