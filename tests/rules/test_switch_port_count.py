"""switch-port-count: network cards against the ports of a switch."""

import pytest

from app.core.build import Build, Item
from app.core.report import Finding
from app.core.rules._example_cards import nic
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "switch-port-count"


def cards(count: int, form: str = "qsfp28", gbps: float = 100, ports: int = 1) -> Item:
    return nic(count, ports=[record(form=form, gbps=gbps, count=ports)], protocols=["ethernet"])


def switch(form: str = "qsfp28", gbps: float = 100, count: int = 4, protocol: str = "ethernet") -> Item:
    return item("switch", ports=[record(form=form, gbps=gbps, count=count)], protocols=[protocol])


def breakouts(count: int) -> Item:
    return item("cable", count, kind="network", network_form="qsfp28", far_plugs=4)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(build(cards(3), switch()), ["passed"], "3 cards for 4 × QSFP", id="just under"),
        pytest.param(build(cards(4), switch()), ["passed"], "", id="exactly"),
        pytest.param(build(cards(5), switch()), ["error"], "1 has none", id="just over"),
        pytest.param(build(cards(16), switch(gbps=400)), ["warning"], "12 more have one only by breakout", id="split"),
        pytest.param(build(cards(17), switch(gbps=400)), ["error"], "1 has none", id="split, just over"),
        pytest.param(build(cards(6, "sfp28", 25), switch()), ["warning"], "2 more have", id="SFP on QSFP, unlisted"),
        pytest.param(build(cards(6, "sfp28", 25), switch(), breakouts(1)), ["passed"], "listed", id="SFP on QSFP"),
        pytest.param(build(cards(4, ports=2), switch()), ["info"], "4 stay dark", id="second ports stay dark"),
        pytest.param(build(cards(1), switch("rj45", 10, 8)), ["error"], "1 has none", id="no port of its kind"),
        pytest.param(build(cards(1, "rj45", 10), switch("sfp+", 10)), ["passed"], "", id="RJ45 by a module"),
        pytest.param(build(cards(1), switch("qsfp+", 40)), ["warning"], "faster than 40", id="a slower port"),
        pytest.param(build(cards(5), switch(protocol="infiniband")), [], "", id="another protocol"),
        pytest.param(build(cards(5)), [], "", id="no switch"),
    ],
)
def test_cards_and_ports(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


def test_kinds_of_cards_share_the_ports_that_both_reach() -> None:
    mixed = build(cards(3), nic(2, ports=[record(form="sfp28", gbps=25, count=1)], item_id="slow"), switch())
    assert severities(RULE, mixed) == ["warning"]


@pytest.mark.parametrize(
    "rig",
    [
        pytest.param(build(nic(1, ports=None), switch()), id="unknown card"),
        pytest.param(build(cards(1), item("switch", protocols=["ethernet"])), id="unknown switch"),
        pytest.param(build(cards(1), item("switch", ports=[record(form="rj45", gbps=10)])), id="uncounted ports"),
    ],
)
def test_unknown(rig: Build) -> None:
    (outcome,) = outcomes(RULE, rig)
    assert isinstance(outcome, Finding)
    assert (outcome.severity, outcome.could_be) == ("unknown", "error")
