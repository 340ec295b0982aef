"""rack-units: heights in a rack."""

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "rack-units"


def rig(units: float | None, rack: float | None, machines: int = 1, *others: object) -> Build:
    chassis = {} if units is None else {"rack_units": units}
    room = {} if rack is None else {"rack_units": rack}
    return build(item("chassis", machines, **chassis), item("rack", **room), *others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(4, 8, 2), ["passed"], "4 + 4 = 8U of 8U", id="exactly"),
        pytest.param(rig(4, 7, 2), ["error"], "8U of 7U", id="just over"),
        pytest.param(rig(4, 4, 1, item("switch", rack_units=1)), ["error"], "5U of 4U", id="with a switch"),
        pytest.param(rig(None, 6), ["unknown"], "isn't known", id="unknown machine"),
        pytest.param(rig(None, 12), ["passed"], "0U of 12U", id="unknown machine, room for any"),
        pytest.param(rig(4, None), ["unknown"], "isn't known", id="unknown rack"),
        pytest.param(build(item("chassis", rack_units=4)), [], "", id="no rack"),
        pytest.param(
            build(item("chassis", kind="tower"), item("rack", rack_units=6)), [], "", id="a tower goes on no rails"
        ),
    ],
)
def test_rack_units(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
