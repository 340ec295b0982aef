"""psu-dual-sync: several supplies, and risers on SATA plugs."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "psu-dual-sync"


def rig(psus: int, *others: Item, redundant: bool = False, watts: float | None = 350, **card: object) -> Build:
    label = [record(volts_min=100, volts_max=240, watts=1600)]
    power = {} if watts is None else {"board_power_w": watts}
    card = {"aux_power": [record(connector="pcie8", count=2)]} | card
    return build(item("gpu", **power, **card), item("psu", psus, ratings=label, redundant=redundant), *others)


SYNC = item("cable", kind="sync", name="ADD2PSU")
SATA, MINING = item("riser", aux_power="sata"), item("riser", kind="usb-riser")
SIX_PIN = item("riser", aux_power="pcie6")


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(1), [], "", id="one supply"),
        pytest.param(rig(2), ["warning"], "start together", id="two supplies"),
        pytest.param(rig(2, SYNC), ["warning"], "lists ADD2PSU", id="two supplies with a sync cable"),
        pytest.param(rig(2, redundant=True), ["passed"], "one bus", id="two modules on one bus"),
        pytest.param(rig(1, SATA), ["error"], "66 W", id="a large card on a SATA riser"),
        pytest.param(rig(1, SATA, watts=54, aux_power=[]), ["passed"], "54 W", id="a small card, exactly"),
        pytest.param(rig(1, SATA, watts=55, aux_power=[]), ["error"], "55 W", id="a small card, just over"),
        pytest.param(rig(1, SATA, watts=None), ["unknown"], "isn't known", id="unknown card on a SATA riser"),
        pytest.param(rig(1, MINING), ["unknown"], "isn't known", id="unknown plug of a mining riser"),
        pytest.param(rig(1, SIX_PIN), [], "", id="a riser with a PCIe plug"),
    ],
)
def test_psu_dual_sync(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
