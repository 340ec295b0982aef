"""gpu-power-connector: plugs of the right kind with enough watts."""

import pytest

from app.core.build import Build, CablePin, Item
from app.core.parts import Facts
from app.core.rules._examples import Choices, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "gpu-power-connector"

SUPPLY = {"ratings": [record(volts_min=100, volts_max=240, watts=1600)]}


def plugs(**counts: int) -> list[Facts]:
    return [record(connector=name, count=count) for name, count in counts.items()]


def rig(
    card: list[Facts] | None, supply: list[Facts] | None, *others: Item, watts: float | None = 300, **facts: object
) -> Build:
    aux = {} if card is None else {"aux_power": card}
    outputs = {} if supply is None else {"outputs": supply}
    return build(item("gpu", board_power_w=watts, **aux, **facts), item("psu", **SUPPLY, **outputs), *others)


def pair(watts: float | None) -> Build:
    """A card and an adapter, and nothing else."""
    power = {} if watts is None else {"board_power_w": watts}
    return build(item("gpu", aux_power=plugs(pcie16=1), **power), ADAPTER)


def pinned(output: str) -> Build:
    card = item("gpu", board_power_w=250, aux_power=plugs(eps8=1))
    choices = Choices(cable_pins=(CablePin("gpu", output),))
    return build(card, item("psu", **SUPPLY, outputs=plugs(pcie8=4, eps8=2)), choices=choices)


def rated(*ratings_w: int) -> list[Facts]:
    """Native 16-pin plugs of these ratings."""
    return [record(connector="pcie16", count=1, watts=watts) for watts in ratings_w]


WEAK = item("cable", kind="power-adapter", input="pcie8", input_count=2, output="pcie16", watts=300)
BOX = [record(input="pcie8", input_count=3, output="pcie16", watts=450)]
ADAPTER = item("cable", kind="power-adapter", input="pcie8", input_count=4, output="pcie16", name="4 × 8-pin adapter")


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(
            rig(plugs(pcie8=1), plugs(pcie8=4), watts=225), ["passed"], "75 W slot + 150 W", id="one 8-pin, exactly"
        ),
        pytest.param(
            rig(plugs(pcie8=1), plugs(pcie8=4), watts=226), ["error"], "= 225 W for 226 W", id="one 8-pin, just over"
        ),
        pytest.param(rig(plugs(pcie8=3), plugs(pcie8=4), watts=350), ["passed"], "= 525 W", id="three 8-pin for 350 W"),
        pytest.param(rig([], plugs(pcie8=4), watts=72), ["passed"], "from the slot", id="no connector"),
        pytest.param(rig([], plugs(pcie8=4), watts=76), ["error"], "75 W", id="no connector, just over the slot"),
        pytest.param(rig(plugs(pcie16=1), plugs(pcie16=1), watts=600), ["passed"], "fed directly", id="native 16-pin"),
        pytest.param(rig(plugs(pcie16=1), rated(450), watts=516), ["passed"], "fed directly", id="450 W plug, exactly"),
        pytest.param(rig(plugs(pcie16=1), rated(450), watts=517), ["error"], "450 W", id="450 W plug, just over"),
        pytest.param(rig(plugs(pcie16=1), rated(300, 600), watts=575), ["passed"], "directly", id="the stronger plug"),
        pytest.param(rig(plugs(pcie16=2), rated(300, 600), watts=1150), ["error"], "300 W", id="one plug too weak"),
        pytest.param(rig(plugs(pcie16=1), plugs(pcie8=2), WEAK, watts=450), ["error"], "300 W", id="weak adapter"),
        pytest.param(rig(plugs(pcie16=1), plugs(pcie8=4)), ["warning"], "bill of materials", id="an adapter to buy"),
        pytest.param(
            rig(plugs(pcie16=1), plugs(pcie8=4), watts=449, included_adapters=BOX),
            ["info"],
            "card's box",
            id="boxed, just under",
        ),
        pytest.param(
            rig(plugs(pcie16=1), plugs(pcie8=4), watts=450, included_adapters=BOX),
            ["warning"],
            "melt",
            id="boxed, exactly risky",
        ),
        pytest.param(
            rig(plugs(pcie16=1), plugs(pcie8=4), watts=None, included_adapters=BOX),
            ["unknown"],
            "depends on the card's power",
            id="boxed, unknown power",
        ),
        pytest.param(
            rig(plugs(pcie16=1), plugs(pcie8=4), watts=None), ["warning"], "melted: push", id="bought, unknown power"
        ),
        pytest.param(rig(plugs(eps8=1), plugs(eps8=2)), ["passed"], "EPS 8-pin", id="EPS, directly"),
        pytest.param(rig(plugs(eps8=1), plugs(pcie8=4)), ["warning"], "cable of its own", id="EPS through an adapter"),
        pytest.param(pinned("eps8"), ["passed"], "fed directly", id="an EPS plug into an EPS socket"),
        pytest.param(pinned("pcie8"), ["error"], "does not go into", id="a PCIe plug into an EPS socket"),
        pytest.param(pair(450), ["warning"], "4 × 8-pin adapter", id="card and adapter alone, exactly risky"),
        pytest.param(pair(449), ["info"], "4 × 8-pin adapter", id="card and adapter alone, just under"),
        pytest.param(pair(None), ["unknown"], "4 × 8-pin adapter", id="card and adapter alone, unknown power"),
        pytest.param(rig(None, plugs(pcie8=4)), ["unknown"], "isn't known", id="unknown card"),
        pytest.param(rig(plugs(pcie8=2), None), ["unknown"], "isn't known", id="unknown supply"),
    ],
)
def test_gpu_power_connector(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
