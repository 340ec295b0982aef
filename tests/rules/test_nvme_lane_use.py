"""nvme-lane-use: lanes of drives and ports."""

import pytest

from app.core.build import Build, Item
from app.core.parts import Facts
from app.core.report import Finding
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "nvme-lane-use"


def port(number: int, lanes: int | None = 4, root: str = "cpu0") -> Facts:
    return record(id=f"M2_{number}", type="m2", lanes=lanes, drives=1, root=root)


def board(*ports: Facts) -> Item:
    return item("motherboard", slots=[], ports=list(ports))


def drives(count: int = 1, protocol: str | None = "nvme", form: str | None = "m2-2280") -> Item:
    return item("storage", count, form=form, protocol=protocol)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(build(drives(), board(port(1))), ["passed"], "takes 4 PCIe lanes: 4 of cpu0", id="exactly"),
        pytest.param(build(drives(), board(port(1, 2))), ["info"], "2 of its 4 PCIe lanes", id="just under"),
        pytest.param(
            build(drives(2), board(port(1), port(2, root="pch"))),
            ["passed"],
            "8 PCIe lanes: 4 of cpu0, 4 of pch",
            id="two",
        ),
        pytest.param(build(drives(2), board(port(1))), ["info"], "find no port", id="just over"),
        pytest.param(build(drives(protocol="sata"), board(port(1))), [], "", id="SATA"),
        pytest.param(build(drives(form="aic"), board(port(1))), [], "", id="a card's lanes are the slot's"),
    ],
)
def test_lanes(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(
    "rig",
    [
        pytest.param(build(drives(), board(port(1, None))), id="the port's lanes"),
        pytest.param(build(drives(), item("motherboard", slots=[])), id="ports"),
        pytest.param(build(drives(protocol=None), board(port(1))), id="protocol"),
        pytest.param(build(drives(form=None), board(port(1))), id="form"),
    ],
)
def test_unknown(rig: Build) -> None:
    found = outcomes(RULE, rig)
    assert [(one.severity, one.could_be) for one in found if isinstance(one, Finding)] == [("unknown", "info")]
