"""bmc: a way to the firmware's setup."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "bmc"


def rig(bmc: bool | None, graphics: bool | None, cooling: str, *more: Item) -> Build:
    cpu = item("cpu", integrated_graphics=graphics)
    return build(item("gpu", made_cooling=cooling), cpu, item("motherboard", bmc=bmc), *more)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(True, False, "passive"), ["passed"], "BMC", id="BMC"),
        pytest.param(rig(False, False, "passive"), ["warning"], "no BMC", id="nothing to see"),
        pytest.param(rig(False, True, "passive"), ["passed"], "screen", id="processor with graphics"),
        pytest.param(rig(False, False, "axial"), ["passed"], "screen", id="display card"),
        pytest.param(rig(False, False, "axial", item("chassis", kind="rack")), ["info"], "rack", id="in a rack"),
        pytest.param(rig(None, False, "passive"), ["unknown"], "BMC", id="unknown BMC"),
        pytest.param(rig(False, None, "passive"), ["unknown"], "graphics", id="unknown processor"),
        pytest.param(rig(None, None, "axial"), ["passed"], "screen", id="a display card settles it"),
    ],
)
def test_bmc(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
