"""dc-bus-voltage: 12 V cards and 48 V buses."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "dc-bus-voltage"


def rig(bus: float | None, *others: Item, **card: object) -> Build:
    return build(item("gpu", board_power_w=350, **card), *others, choices=Choices(bus_volts=bus))


def supply(**facts: object) -> Item:
    return item("psu", **facts)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(48, form_factor="pcie"), ["error"], "7.3 A there, 29.2 A at 12 V", id="48 V for a card"),
        pytest.param(rig(40, supply_volts=12), ["error"], "40 V bus", id="exactly a bus"),
        pytest.param(rig(12, supply_volts=12), ["passed"], "12 V", id="12 V for a card"),
        pytest.param(rig(48, supply_volts=48, form_factor="sxm5"), ["passed"], "48 V", id="48 V for a module"),
        pytest.param(rig(48), ["unknown"], "depends on the voltage", id="unknown card"),
        pytest.param(rig(39), ["passed"], "not on a 40 V bus", id="unknown card, just under a bus"),
        pytest.param(rig(None, supply(output_volts=54), form_factor="pcie"), ["error"], "54 V", id="a 54 V supply"),
        pytest.param(
            rig(None, supply(form_factor="crps"), form_factor="pcie"), ["unknown"], "54 V", id="unknown module"
        ),
        pytest.param(rig(None, supply(form_factor="atx"), form_factor="pcie"), [], "", id="a desktop supply"),
    ],
)
def test_dc_bus_voltage(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
