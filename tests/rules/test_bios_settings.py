"""bios-settings: what this very machine wants."""

import pytest

from app.core.build import Build, Item
from app.core.rules import _example_cards as example
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "bios-settings"
RIBBON = item("riser", name="ribbon", kind="ribbon", host_connector="x16", pcie_gen=3, length_mm=300)
SPLITTER = item(
    "riser",
    name="splitter",
    kind="bifurcation",
    host_connector="x16",
    host_lanes=16,
    pcie_gen=4,
    required_bifurcation="x8x8",
    downstream=[record(lanes=8, count=2, connector_lanes=16)],
)


def rig(card: Item, *others: Item, bmc: bool = False) -> Build:
    slot = example.slot(1, bifurcation=("x8x8",))
    return build(example.cpu(), card, example.board(slot, bmc=bmc), *others)


PLAIN = example.gpu(made_cooling="axial")


def memory(**facts: object) -> Item:
    return item("memory", capacity_gib=16, **facts)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(PLAIN), ["passed"], "other than its defaults", id="nothing to set"),
        pytest.param(rig(example.gpu(made_cooling="passive", bar1_gib=3.9)), ["passed"], "", id="just under 4 GiB"),
        pytest.param(
            rig(example.gpu(made_cooling="passive", bar1_gib=4)), ["info"], "for 1 × 4 GiB", id="exactly 4 GiB"
        ),
        pytest.param(rig(example.gpu(made_cooling="passive")), ["info"], "in case", id="unknown BAR"),
        pytest.param(rig(example.gpu(made_cooling="axial", vendor="intel")), ["info"], "Resizable BAR on", id="Intel"),
        pytest.param(rig(PLAIN, RIBBON), ["info"], "PCIE1 to Gen3, as ribbon is rated", id="an older riser"),
        pytest.param(
            rig(example.gpu(made_cooling="axial", pcie_gen=3), RIBBON), ["passed"], "", id="a card no newer than it"
        ),
        pytest.param(rig(PLAIN, SPLITTER), ["info"], "PCIE1 to x8x8, for splitter", id="a splitter"),
        pytest.param(
            rig(PLAIN, memory(generation="ddr5", speed_mts=6000, jedec_mts=4800)), ["info"], "4,800 MT/s", id="EXPO"
        ),
        pytest.param(rig(PLAIN, memory(generation="ddr4", speed_mts=3200)), ["passed"], "", id="exactly the standard"),
        pytest.param(rig(PLAIN, memory(generation="ddr4", speed_mts=3600)), ["info"], "XMP", id="above the standard"),
        pytest.param(rig(PLAIN, memory(speed_mts=6000)), ["passed"], "", id="unknown standard"),
        pytest.param(rig(PLAIN, bmc=True), ["info"], "the onboard display first", id="a BMC beside cards with outputs"),
        pytest.param(build(PLAIN), [], "", id="no board"),
    ],
)
def test_bios_settings(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
