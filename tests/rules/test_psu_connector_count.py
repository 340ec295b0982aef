"""psu-connector-count: as many plugs as sockets."""

import pytest

from app.core.build import Build, Item
from app.core.parts import Facts
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "psu-connector-count"


def plugs(**counts: int) -> list[Facts]:
    return [record(connector=name, count=count) for name, count in counts.items()]


def rig(
    card: list[Facts] | None, supply: list[Facts] | None, *others: Item, shared: list[Facts] | None = None
) -> Build:
    aux = {} if card is None else {"aux_power": card}
    facts: dict[str, object] = {} if supply is None else {"outputs": supply}
    facts |= {} if shared is None else {"shared_sockets": shared}
    label = [record(volts_min=100, volts_max=240, watts=1600)]
    return build(item("gpu", board_power_w=200, **aux), item("psu", ratings=label, **facts), *others)


def board(**counts: int) -> Item:
    return item("motherboard", power_standard="atx", power_inputs=plugs(**counts))


UNKNOWN_BOARD = item("motherboard", power_standard="atx")
SOCKETS = [record(sockets=4, connectors=("eps8", "pcie8"))]


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(plugs(pcie8=2), plugs(pcie8=2)), ["passed"], "2 × PCIe 8-pin", id="exactly"),
        pytest.param(rig(plugs(pcie8=3), plugs(pcie8=2)), ["error"], "1 × PCIe 8-pin", id="one short"),
        pytest.param(rig(plugs(pcie8=1), plugs(atx24=1, eps8=2)), ["error"], "2 × EPS 8-pin", id="no PCIe plug at all"),
        pytest.param(
            rig(plugs(pcie8=2), plugs(atx24=1, eps8=2, pcie8=6), board(atx24=1, eps8=2), shared=SOCKETS),
            ["passed"],
            "PCIe 8-pin",
            id="shared sockets, exactly",
        ),
        pytest.param(
            rig(plugs(pcie8=3), plugs(atx24=1, eps8=2, pcie8=6), board(atx24=1, eps8=2), shared=SOCKETS),
            ["error"],
            "No plug is left",
            id="shared sockets, one short",
        ),
        pytest.param(
            rig(plugs(pcie8=1), plugs(atx24=1, eps8=1, pcie8=2), board(atx24=1, eps8=2)),
            ["error"],
            "EPS 8-pin of example motherboard",
            id="a board's second processor plug",
        ),
        pytest.param(rig(plugs(pcie8=1), None), ["unknown"], "Which plugs", id="unknown supply"),
        pytest.param(rig(None, plugs(pcie8=2)), ["unknown"], "How many plugs", id="unknown card"),
        pytest.param(
            rig(plugs(pcie8=1), plugs(atx24=1, eps8=2, pcie8=2), UNKNOWN_BOARD),
            ["unknown"],
            "power plugs",
            id="unknown board",
        ),
    ],
)
def test_psu_connector_count(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


def test_the_part_whose_plugs_are_unknown_is_named() -> None:
    (supply,) = outcomes(RULE, rig(plugs(pcie8=1), None))
    assert "Which plugs example psu has" in supply.message
    modules = item("psu", 2, ratings=[record(volts_min=100, volts_max=240, watts=1100)], redundant=True)
    card = item("gpu", board_power_w=200, aux_power=plugs(pcie8=1))
    (breakout,) = outcomes(RULE, build(card, modules, item("power-breakout")))
    assert "Which plugs the power board has" in breakout.message


def test_equal_devices_are_counted() -> None:
    cards = item("gpu", 3, board_power_w=200, aux_power=plugs(pcie8=2))
    label = [record(volts_min=100, volts_max=240, watts=1600)]
    (short,) = outcomes(RULE, build(cards, item("psu", ratings=label, outputs=plugs(pcie8=2))))
    assert "4 × PCIe 8-pin of 2 × example gpu" in short.message


def test_unknown_watts_are_no_question_of_plugs() -> None:
    card = item("gpu", board_power_w=200, aux_power=plugs(pcie8=1))
    assert severities(RULE, build(card, item("psu", outputs=plugs(pcie8=2)))) == ["passed"]
