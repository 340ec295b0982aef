"""nic-power: heat of network cards, and the air for it."""

import pytest

from app.core.build import Build, Item
from app.core.report import Finding
from app.core.rules._example_cards import nic
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "nic-power"
TOWER = item("chassis", kind="tower", fan_wall=False, server_fans=False)
SERVER = item("chassis", kind="server", fan_wall=True, server_fans=True)


def card(power_w: float | None, gbps: float = 100, ports: int = 1) -> Item:
    return nic(power_w=power_w, ports=[record(form="qsfp28", gbps=gbps, count=ports)])


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(build(card(14.9), TOWER), ["passed"], "14.9 W", id="just under"),
        pytest.param(build(card(15), TOWER), ["info"], "15 W", id="exactly"),
        pytest.param(build(card(25), TOWER), ["info"], "let 3 CFM", id="over"),
        pytest.param(build(card(25)), ["info"], "no fan", id="no chassis at all"),
        pytest.param(build(card(25), SERVER), ["passed"], "in the air of", id="a server's air"),
        pytest.param(build(card(None), TOWER), ["info"], "about 20 W", id="by its speed"),
        pytest.param(build(card(None, 10), TOWER), ["passed"], "about 10 W", id="by its speed, slow"),
        pytest.param(
            build(card(14, ports=1), item("transceiver", 3, power_w=3), TOWER), ["info"], "3 W of them", id="one module"
        ),
        pytest.param(build(TOWER), [], "", id="no card"),
    ],
)
def test_heat(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(
    "rig",
    [
        pytest.param(build(nic(power_w=None, ports=None), TOWER), id="power and ports"),
        pytest.param(build(card(25), item("chassis", kind="tower")), id="air"),
    ],
)
def test_unknown(rig: Build) -> None:
    (outcome,) = outcomes(RULE, rig)
    assert isinstance(outcome, Finding)
    assert (outcome.severity, outcome.could_be) == ("unknown", "info")
    assert outcome.missing
