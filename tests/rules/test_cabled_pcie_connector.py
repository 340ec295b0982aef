"""cabled-pcie-connector: plugs and sockets of cabled PCIe."""

import pytest

from app.core.build import Item
from app.core.rules._example_cards import board, cpu, gpu, part, slot
from app.core.rules._examples import build, item, record
from tests.rules.harness import severities

RULE = "cabled-pcie-connector"


def adapter(**facts: object) -> Item:
    usual = {
        "kind": "cabled",
        "host_connector": "slimsas-8i",
        "host_connector_count": 2,
        "host_lanes": 16,
        "pcie_gen": 5,
    }
    return part("riser", **usual | facts)


def ports(kind: str, count: int, gen: int = 4) -> Item:
    records = [record(id=f"P{number}", type=kind, lanes=8, pcie_gen=gen, root="cpu0") for number in range(count)]
    return board(slot(1), ports=records)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([adapter(), ports("slimsas-8i", 3)], ["passed"], id="just over"),
        pytest.param([adapter(), ports("slimsas-8i", 2)], ["passed"], id="exactly"),
        pytest.param([adapter(), ports("slimsas-8i", 1)], ["error"], id="just under"),
        pytest.param([adapter(), ports("mcio-8i", 2)], ["error"], id="another connector"),
        pytest.param([adapter(), board(slot(1))], ["unknown"], id="unknown ports"),
        pytest.param([adapter(host_connector=None), ports("mcio-8i", 2)], ["unknown"], id="unknown plug"),
        pytest.param([adapter(host_connector_count=None), ports("slimsas-8i", 2)], ["unknown"], id="unknown number"),
        pytest.param([item("riser", kind="ribbon", host_connector="x16"), board(slot(1))], [], id="no cable at all"),
        pytest.param(
            [adapter(), item("riser", item_id="host", kind="cabled", host_connector="x16"), ports("sata", 4)],
            ["unknown"],
            id="a host card may offer the sockets",
        ),
    ],
)
def test_connectors(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), gpu(), *parts)) == expected


@pytest.mark.parametrize(
    ("kind", "gen", "expected"),
    [
        pytest.param("slimsas-8i", 4, ["passed"], id="SlimSAS at Gen4"),
        pytest.param("slimsas-8i", 5, ["warning"], id="SlimSAS at Gen5"),
        pytest.param("mcio-8i", 5, ["passed"], id="MCIO at Gen5"),
    ],
)
def test_generation_of_the_connector(kind: str, gen: int, expected: list[str]) -> None:
    parts = [cpu(pcie_gen=5), gpu(pcie_gen=5), adapter(host_connector=kind), ports(kind, 2, gen)]
    assert severities(RULE, build(*parts)) == expected
