"""humidity-altitude: the air of the place."""

import pytest

from app.core.rules._examples import Site, build
from tests.rules.harness import outcomes, severities

RULE = "humidity-altitude"


@pytest.mark.parametrize(
    ("site", "expected", "words"),
    [
        pytest.param(Site(humidity_pct=7.9), ["info"], "wrist strap", id="just under 8 %"),
        pytest.param(Site(humidity_pct=8), ["passed"], "8 % relative humidity", id="exactly 8 %"),
        pytest.param(Site(humidity_pct=80), ["passed"], "within", id="exactly 80 %"),
        pytest.param(Site(humidity_pct=80.1), ["info"], "dehumidify", id="just over 80 %"),
        pytest.param(Site(humidity_pct=58, room_c=30), ["passed"], "20.8 °C", id="just under 21 °C of dew point"),
        pytest.param(Site(humidity_pct=59, room_c=30), ["info"], "21.1 °C", id="just over 21 °C of dew point"),
        pytest.param(Site(altitude_m=900), ["passed"], "900 m", id="exactly 900 m"),
        pytest.param(Site(altitude_m=901), ["info"], "35.0 °C", id="just over 900 m"),
        # 1,609 m: density (1 − 0.0000225577 × 1,609)^4.2559 = 85.4 %; (1,609 − 900) ÷ 300 = 2.36 K.
        pytest.param(Site(altitude_m=1609), ["info"], "17 % more CFM", id="a mile high"),
        pytest.param(Site(altitude_m=1609), ["info"], "to 32.6 °C", id="a mile high, the room"),
        pytest.param(Site(), [], "", id="unknown"),
    ],
)
def test_humidity_altitude(site: Site, expected: list[str], words: str) -> None:
    assert severities(RULE, build(site=site)) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, build(site=site)))
