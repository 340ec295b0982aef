"""loop-fittings: threads and tubes."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "loop-fittings"

BLOCK = item("gpu-block", kind="water", thread="G1/4")


def fitting(quantity: int = 1, /, **facts: object) -> Item:
    return item("fitting", quantity, **{"thread": "G1/4", "tube_id_mm": 10, "tube_od_mm": 13} | facts)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(build(BLOCK, fitting(4)), ["passed"], "G1/4", id="match"),
        pytest.param(build(BLOCK, fitting(4, thread='G 1/4"')), ["passed"], "G1/4", id="another spelling"),
        pytest.param(build(BLOCK, fitting(4, thread="1/4 NPT")), ["error"], "NPT", id="mismatch"),
        pytest.param(build(item("gpu-block", kind="water"), fitting(4)), ["unknown"], "thread", id="unknown thread"),
        pytest.param(build(BLOCK), ["passed"], "usual", id="no fittings listed"),
        pytest.param(
            build(item("radiator", thread="G3/8")), ["warning"], "G3/8", id="unusual thread, no fittings listed"
        ),
        pytest.param(
            build(BLOCK, fitting(3), fitting(1, item_id="odd", tube_od_mm=16)),
            ["error"],
            "3 × 10/13 mm",
            id="sizes that leave a tube end over",
        ),
        pytest.param(
            build(BLOCK, fitting(2), fitting(2, item_id="even", tube_od_mm=16)),
            ["warning"],
            "10/16 mm",
            id="two sizes in pairs",
        ),
        pytest.param(
            build(BLOCK, fitting(2), fitting(2, item_id="silent", tube_od_mm=None)),
            ["unknown"],
            "sizes",
            id="unknown size",
        ),
        pytest.param(build(fitting(2)), [], "", id="nothing to screw into"),
    ],
)
def test_loop_fittings(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
