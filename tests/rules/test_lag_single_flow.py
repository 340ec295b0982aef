"""lag-single-flow: bundled ports."""

import pytest

from app.core.build import Choices, Item
from app.core.report import Finding
from app.core.rules._example_cards import nic
from app.core.rules._examples import build, record
from tests.rules.harness import outcomes, severities

RULE = "lag-single-flow"
TWO_PORTS = nic(ports=[record(form="qsfp28", gbps=100, count=2)])


@pytest.mark.parametrize(
    ("parts", "lacp", "expected"),
    [
        pytest.param([nic()], True, ["passed"], id="one port"),
        pytest.param([TWO_PORTS], None, ["passed"], id="two ports, not bundled"),
        pytest.param([TWO_PORTS], True, ["info"], id="two ports, bundled"),
        pytest.param([nic(2)], None, ["info"], id="two cards"),
        pytest.param([nic(2)], False, ["passed"], id="two cards, said not to be bundled"),
        pytest.param([nic(2, ports=None)], None, ["unknown"], id="unknown ports"),
        pytest.param([], True, [], id="no card"),
    ],
)
def test_bundles(parts: list[Item], lacp: bool | None, expected: list[str]) -> None:
    assert severities(RULE, build(*parts, choices=Choices(lacp=lacp))) == expected


def test_aggregate_and_single_flow() -> None:
    """GV-08."""
    (found,) = outcomes(RULE, build(nic(2)))
    assert isinstance(found, Finding)
    assert (found.figures["aggregate_gbps"], found.figures["single_flow_gbps"]) == (200, 100)
