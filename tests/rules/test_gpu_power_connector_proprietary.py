"""gpu-power-connector-proprietary: makers' own GPU cables."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "gpu-power-connector-proprietary"

CARD = item("gpu", aux_power=[{"connector": "pcie8", "count": 2}])
DELL = "Dell PowerEdge"


def rig(name: str, *cables: Item, **chassis: str) -> Build:
    return build(CARD, item("chassis", name=name, **chassis), *cables)


def cable(vendor: str | None) -> Item:
    whose = {} if vendor is None else {"vendor": vendor}
    return item("cable", kind="power-cable", output="pcie8", **whose)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(DELL, cable("dell"), gpu_power_cables="vendor"), ["passed"], "machine's maker", id="match"),
        pytest.param(rig(DELL, cable("corsair"), gpu_power_cables="vendor"), ["error"], "corsair", id="mismatch"),
        pytest.param(
            rig("GPU server", cable("dell"), gpu_power_cables="vendor"), ["warning"], "make sure", id="unknown maker"
        ),
        pytest.param(rig(DELL, cable(None), gpu_power_cables="vendor"), ["unknown"], "isn't known", id="unknown cable"),
        pytest.param(rig(DELL, gpu_power_cables="vendor"), ["info"], "order the kit", id="no cable listed"),
        pytest.param(
            rig("A case", cable("corsair"), gpu_power_cables="standard"), ["passed"], "leaves", id="standard cables"
        ),
        pytest.param(rig("A case", kind="tower"), ["passed"], "leaves", id="a tower"),
        pytest.param(rig("A server", cable("dell"), kind="server"), ["unknown"], "may be used", id="unknown server"),
    ],
)
def test_gpu_power_connector_proprietary(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
