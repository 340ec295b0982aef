"""form-factor-sxm: modules and carriers."""

import pytest

from app.core.build import Item
from app.core.rules._example_cards import gpu
from app.core.rules._examples import build, item
from tests.rules.harness import severities

RULE = "form-factor-sxm"
MODULES = item("gpu", 4, form_factor="sxm2")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([gpu(2)], ["passed"], id="cards"),
        pytest.param([MODULES], ["error"], id="nothing to plug into"),
        pytest.param([MODULES, item("carrier", gpu_form="sxm2", positions=4)], ["passed"], id="exactly"),
        pytest.param([MODULES, item("carrier", gpu_form="sxm2", positions=3)], ["error"], id="one position short"),
        pytest.param([MODULES, item("carrier", 4, gpu_form="sxm2", positions=1)], ["passed"], id="one carrier each"),
        pytest.param([MODULES, item("carrier", gpu_form="sxm4", positions=4)], ["error"], id="another form"),
        pytest.param([MODULES, item("carrier", positions=4)], ["unknown"], id="unknown form of the carrier"),
        pytest.param([MODULES, item("carrier", gpu_form="sxm2")], ["unknown"], id="unknown positions"),
        pytest.param([MODULES, item("server", gpu_form="sxm2", gpu_positions=4)], ["passed"], id="a server for them"),
        pytest.param([MODULES, item("server", gpu_form="pcie", gpu_positions=8)], ["error"], id="a server for cards"),
        pytest.param([MODULES, item("server", gpu_positions=8)], ["unknown"], id="unknown server"),
        pytest.param([item("server", gpu_form="sxm2")], [], id="no GPU yet"),
        pytest.param([gpu(1), MODULES, item("carrier", gpu_form="sxm2", positions=4)], ["passed"], id="a card too"),
        pytest.param([item("gpu")], ["unknown"], id="unknown form of the GPU"),
        pytest.param([item("gpu", slot_width=2)], ["passed"], id="unknown form, but it has a bracket"),
    ],
)
def test_modules(parts: list[Item], expected: list[str]) -> None:
    assert severities(RULE, build(*parts)) == expected
