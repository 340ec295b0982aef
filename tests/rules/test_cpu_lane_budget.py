"""cpu-lane-budget: lanes in use against lanes there are."""

import pytest

from app.core.build import Item
from app.core.report import Finding, Severity
from app.core.rules._example_cards import board, cpu, gpu, nic, slot
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "cpu-lane-budget"
DRIVE = {"form": "u2", "protocol": "nvme", "pcie_gen": 4, "pcie_lanes": 4}
U2 = [record(id=f"U2_{number}", type="u2", lanes=4, pcie_gen=4, root="cpu0") for number in (1, 2)]
SEVEN = [slot(position) for position in range(1, 8)]
AM5 = {"socket": "AM5", "platform": "desktop"}


def drives(count: int) -> Item:
    return item("storage", count, **DRIVE)


@pytest.mark.parametrize(
    ("parts", "expected", "says"),
    [
        pytest.param(
            [cpu(), gpu(4, slot_width=1), nic(), drives(2), board(*SEVEN, ports=U2)],
            ["passed"],
            "88 of 128 used, 40 free",
            id="GV-11",
        ),
        pytest.param([cpu(pcie_lanes=16), gpu(), board(slot(1))], ["passed"], "16 of 16 used, 0 free", id="exactly"),
        pytest.param(
            [cpu(pcie_lanes=4), gpu(2), board(slot(1), slot(3))], ["error"], "lanes", id="just over: none left"
        ),
        pytest.param(
            [cpu(pcie_lanes=24, **AM5), gpu(2), drives(2), board(slot(1), slot(3), ports=U2)],
            ["warning"],
            "narrower",
            id="GV-12 over, but ×8/×8 and two drives fit",
        ),
        pytest.param([cpu(pcie_lanes=None), gpu(), board(slot(1))], ["unknown"], "missing", id="unknown processor"),
        pytest.param(
            [cpu(), gpu(), board(slot(1, electrical_lanes=None))],
            ["passed"],
            "0 of 128",
            id="unknown wiring, lanes enough",
        ),
        pytest.param(
            [cpu(pcie_lanes=12), gpu(), board(slot(1, root=None))],
            ["unknown"],
            "missing",
            id="unknown root, too few lanes",
        ),
        pytest.param([cpu(), gpu(), board(slots=None)], ["unknown"], "depends", id="unknown slots"),
    ],
)
def test_budgets(parts: list[Item], expected: list[str], says: str) -> None:
    assert severities(RULE, build(*parts)) == expected
    assert says in outcomes(RULE, build(*parts))[0].message


def test_an_error_is_possible_only_when_even_the_narrowest_links_do_not_fit() -> None:
    (unknown,) = outcomes(RULE, build(cpu(pcie_lanes=12), gpu(), board(slot(1, root=None))))
    assert isinstance(unknown, Finding)
    assert unknown.could_be is Severity.WARNING
    (unknown,) = outcomes(RULE, build(cpu(pcie_lanes=None), gpu(), board(slot(1))))
    assert isinstance(unknown, Finding)
    assert unknown.could_be is Severity.ERROR
