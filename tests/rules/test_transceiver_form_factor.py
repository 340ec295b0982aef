"""transceiver-form-factor: plugs and cages."""

import pytest

from app.core.build import Item
from app.core.rules._cages import cage_takes
from app.core.rules._example_cards import nic
from app.core.rules._examples import build, item, record
from tests.rules.harness import severities

RULE = "transceiver-form-factor"


@pytest.mark.parametrize(
    ("cage", "plug", "takes"),
    [
        pytest.param("qsfp28", "qsfp28", True, id="exactly"),
        pytest.param("qsfp56", "qsfp28", True, id="older plug"),
        pytest.param("qsfp-dd", "qsfp28", True, id="older plug in QSFP-DD"),
        pytest.param("qsfp28", "qsfp56", False, id="newer plug"),
        pytest.param("qsfp56", "qsfp-dd", False, id="longer plug"),
        pytest.param("osfp", "qsfp-dd", False, id="another family"),
        pytest.param("osfp-rhs", "osfp", False, id="finned module in a flat cage"),
        pytest.param("sfp28", "sfp+", True, id="SFP+ in SFP28"),
        pytest.param("sfp28", "qsfp28", False, id="QSFP in SFP"),
    ],
)
def test_cages(cage: str, plug: str, takes: bool) -> None:
    assert cage_takes(cage, plug) is takes


def card(*, form: str | None) -> Item:
    return nic(ports=None if form is None else [record(form=form, gbps=100, count=1)])


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([card(form="qsfp28"), item("transceiver", form="qsfp28")], ["passed"], id="match"),
        pytest.param([card(form="sfp28"), item("transceiver", form="qsfp28")], ["error"], id="mismatch"),
        pytest.param([card(form="qsfp28"), item("transceiver")], ["unknown"], id="unknown module"),
        pytest.param([card(form=None), item("transceiver", form="qsfp28")], ["unknown"], id="unknown cage"),
        pytest.param([card(form="rj45"), item("cable", kind="network", network_form="qsfp28")], ["error"], id="cable"),
        pytest.param([card(form="rj45"), item("cable", kind="power-cable")], [], id="another kind of cable"),
        pytest.param([item("transceiver", form="qsfp28")], [], id="nothing to plug into yet"),
    ],
)
def test_modules(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(*parts)) == expected
