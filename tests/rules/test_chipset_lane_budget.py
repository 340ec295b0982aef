"""chipset-lane-budget: what hangs on the chipset."""

import pytest

from app.core.build import Item
from app.core.report import Finding
from app.core.rules._example_cards import board, cpu, gpu, nic, slot
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "chipset-lane-budget"
PCH = record(id="pch", lanes=12, uplink_root="cpu0", uplink_lanes=4, uplink_gen=4)
LOW = {"root": "pch", "electrical_lanes": 4}
SLOW = [record(form="rj45", gbps=10, count=2)]
M2 = [record(id=f"M2_{number}", type="m2", lanes=4, pcie_gen=4, root="pch") for number in (1, 2)]
SSD = {"form": "m2-2280", "protocol": "nvme", "pcie_gen": 4, "pcie_lanes": 4}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([gpu(), board(slot(1))], ["passed"], id="on the processor"),
        pytest.param([gpu(), board(slot(4, **LOW), roots=[PCH])], ["warning"], id="card on the chipset"),
        pytest.param([nic(), board(slot(4, **LOW), roots=[PCH])], ["warning"], id="100 Gbit/s on the chipset"),
        pytest.param([nic(ports=SLOW), board(slot(4, **LOW), roots=[PCH])], ["passed"], id="10 Gbit/s on the chipset"),
        pytest.param([nic(ports=None), board(slot(4, **LOW), roots=[PCH])], ["unknown"], id="unknown ports"),
        pytest.param([gpu(), board(slot(1, root=None, electrical_lanes=4))], ["unknown"], id="unknown root"),
        pytest.param([gpu(), board(slot(1, root=None))], ["passed"], id="unknown root, but no chipset has ×16"),
        pytest.param([item("storage", 1, **SSD), board(ports=M2, roots=[PCH])], ["passed"], id="exactly the uplink"),
        pytest.param([item("storage", 2, **SSD), board(ports=M2, roots=[PCH])], ["info"], id="twice the uplink"),
        pytest.param([item("storage", 2, **SSD), board(ports=M2)], ["unknown"], id="unknown uplink"),
        pytest.param([gpu(), board(slots=None)], ["unknown"], id="unknown slots"),
    ],
)
def test_chipset(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(cpu(), *parts)) == expected


def test_equal_cards_on_chipset_and_processor_are_judged_apart() -> None:
    slots = (slot(1, electrical_lanes=4), slot(4, **LOW))
    found = outcomes(RULE, build(cpu(), gpu(2), board(*slots, roots=[PCH])))
    assert [outcome.parts for outcome in found if isinstance(outcome, Finding)] == [("gpu#2",)]
