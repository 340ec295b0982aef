"""psu-bays: supplies against bays."""

from dataclasses import replace

import pytest

from app.core.build import Build, Item
from app.core.parts import Part, Provided
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities, words_only

RULE = "psu-bays"


def rig(psus: int, form: str = "atx", **chassis: object) -> Build:
    return build(item("psu", psus, form_factor=form), item("chassis", **chassis))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(2, psu_bays=2), ["passed"], "2 supply bays", id="exactly"),
        pytest.param(rig(2, psu_bays=1), ["error"], "for 2 supplies", id="just over"),
        pytest.param(rig(1, psu_bays=0), ["error"], "0 supply bays", id="none at all"),
        pytest.param(rig(2, "external", psu_bays=0), [], "", id="bricks need none"),
        pytest.param(rig(2), ["unknown"], "isn't known", id="unknown bays"),
        pytest.param(rig(1), [], "", id="unknown bays, one supply"),
        pytest.param(rig(2, kind="open-frame"), ["passed"], "no walls", id="open frame"),
    ],
)
def test_psu_bays(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


def test_a_machine_holds_the_supplies_that_it_came_with() -> None:
    inner = [
        Provided(category, count, inner=Part(f"{category}/x", category, f"x {category}"))
        for category, count in (("chassis", 1), ("psu", 2))
    ]
    catalog = replace(words_only(), parts={"server/x": Part("server/x", "server", "x server", provides=tuple(inner))})
    brought = Build((Item("server", part="server/x"),))
    (fine,) = outcomes(RULE, brought, catalog)
    assert "came with its 2 supplies" in fine.message
    own = replace(brought, items=(*brought.items, item("psu", 2, form_factor="atx")))
    assert severities(RULE, own, catalog) == ["unknown"]
