"""link-protocol: Ethernet and InfiniBand."""

import pytest

from app.core.rules._example_cards import nic, part
from app.core.rules._examples import build
from tests.rules.harness import severities

RULE = "link-protocol"
ETHERNET, INFINIBAND = ["ethernet"], ["infiniband"]


@pytest.mark.parametrize(
    ("card", "switch", "expected"),
    [
        pytest.param(ETHERNET, ETHERNET, ["passed"], id="match"),
        pytest.param(ETHERNET, INFINIBAND, ["error"], id="mismatch"),
        pytest.param([*ETHERNET, *INFINIBAND], INFINIBAND, ["passed"], id="VPI"),
        pytest.param(None, INFINIBAND, ["unknown"], id="unknown card"),
        pytest.param(ETHERNET, None, ["unknown"], id="unknown switch"),
    ],
)
def test_protocols(card: list[str] | None, switch: list[str] | None, expected: list[str]) -> None:
    assert severities(RULE, build(nic(protocols=card), part("switch", protocols=switch))) == expected


def test_no_switch_no_question() -> None:
    assert severities(RULE, build(nic(protocols=ETHERNET))) == []
