"""chassis-fan-zones: a header for each fan."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "chassis-fan-zones"


def rig(headers: int | None, fans: int, *others: Item, form: str | None = "atx", kind: str = "tower") -> Build:
    listed = [item("fan", fans)] if fans else []
    return build(
        item("motherboard", fan_headers=headers, form_factor=form), item("chassis", kind=kind), *listed, *others
    )


COOLER, PUMP = item("cpu-cooler", kind="air"), item("pump")
INCLUDED = build(item("motherboard", fan_headers=2), item("chassis", kind="tower", fans_included=3))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(5, 3, COOLER), ["passed"], "3 fans + 1 processor cooler = 4", id="just under"),
        pytest.param(rig(5, 4, COOLER), ["passed"], "= 5", id="exactly"),
        pytest.param(rig(5, 4, COOLER, PUMP), ["info"], "= 6 for 5 fan headers", id="just over"),
        pytest.param(rig(5, 5, item("cpu-cooler", kind="passive")), ["passed"], "5 fans = 5", id="a passive cooler"),
        pytest.param(INCLUDED, ["info"], "3 fans = 3 for 2", id="fans of the chassis"),
        pytest.param(rig(None, 3), ["passed"], "3 fans", id="unknown, as many as every board has"),
        pytest.param(rig(None, 4), ["unknown"], "isn't known", id="unknown"),
        pytest.param(rig(None, 3, form="mini-itx"), ["unknown"], "isn't known", id="unknown on a small board"),
        pytest.param(rig(2, 8, kind="server"), [], "", id="a server has a fan board"),
        pytest.param(rig(2, 0, COOLER), [], "", id="no fans listed"),
    ],
)
def test_chassis_fan_zones(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
