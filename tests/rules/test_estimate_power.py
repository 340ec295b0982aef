"""estimate-power: the sum beside claims."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "estimate-power"


def rig(claimed: float | None = None, forced: float | None = None, card_w: float | None = 350) -> Build:
    card = {} if card_w is None else {"board_power_w": card_w}
    choices = Choices(claimed_load_w=claimed, load_override_w=forced)
    return build(item("gpu", 4, **card), choices=choices)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(), ["passed"], "4 × 350 W", id="no claim"),
        pytest.param(rig(claimed=1540), ["passed"], "agree", id="exactly a tenth more"),
        pytest.param(rig(claimed=1541), ["info"], "1.10 times less", id="just over a tenth more"),
        pytest.param(rig(claimed=12000), ["info"], "8.57 times less", id="a multiple"),
        pytest.param(rig(claimed=700), ["info"], "2.00 times more", id="a claim too low"),
        pytest.param(rig(forced=3000), ["info"], "3,000 W", id="a forced load"),
        pytest.param(rig(card_w=None), ["unknown"], "isn't known in full", id="unknown cards"),
        pytest.param(
            build(
                item("gpu", board_power_w=800),
                item("psu", ratings=[record(volts_min=100, volts_max=240, watts=6000)], efficiency="white"),
                site=Site(circuits=(Circuit(120, 20),)),
            ),
            ["passed"],
            "80.0 % efficient: 1,000 W at the wall",
            id="with a supply",
        ),
    ],
)
def test_estimate_power(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
