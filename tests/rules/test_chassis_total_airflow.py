"""chassis-total-airflow: 1.76 CFM for each watt and kelvin, half of what fans say."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "chassis-total-airflow"


def rig(*more: Item, **chassis: object) -> Build:
    return build(item("gpu", 2, board_power_w=400), *more, item("chassis", **{"kind": "tower"} | chassis))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(fan_cfm_total=187), ["warning"], "94 CFM", id="just under"),
        pytest.param(rig(fan_cfm_total=300), ["passed"], "150 CFM", id="enough"),
        pytest.param(rig(fan_cfm_total=220), ["unknown"], "not all power is known", id="between the bounds"),
        pytest.param(rig(), ["unknown"], "not known", id="unknown fans"),
        pytest.param(rig(fans_included=0), ["warning"], "0 CFM", id="no fans at all"),
        pytest.param(
            rig(item("fan", 4, cfm=80, power_w=0.001), fans_included=0), ["passed"], "320 CFM", id="fans of the build"
        ),
        pytest.param(
            rig(item("fan", 4, cfm=80, power_w=0.001), item("radiator", fan_mm=120, fan_positions=4), fans_included=0),
            ["warning"],
            "0 CFM",
            id="fans on a radiator don't count",
        ),
        pytest.param(
            rig(item("fan", 4, cfm=80, power_w=0.001), item("radiator", fan_mm=120), fans_included=0),
            ["unknown"],
            "not known",
            id="nobody knows how many fans the radiator takes",
        ),
        pytest.param(rig(kind="open-frame"), ["passed"], "open", id="open frame"),
    ],
)
def test_chassis_total_airflow(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
