"""motherboard-form-factor: shapes, depths and makers' own boards."""

from collections.abc import Mapping

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "motherboard-form-factor"


def rig(board: Mapping[str, object], chassis: Mapping[str, object]) -> Build:
    return build(item("motherboard", **board), item("chassis", **chassis))


ATX_CASE = {"board_form_factors": ["atx", "micro-atx"]}


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig({"form_factor": "atx"}, ATX_CASE), ["passed"], "atx", id="match"),
        pytest.param(
            rig({"form_factor": "mini-itx"}, {"board_form_factors": ["atx"]}), ["passed"], "mini-itx", id="smaller"
        ),
        pytest.param(rig({"form_factor": "eeb"}, ATX_CASE), ["error"], "takes atx and micro-atx", id="mismatch"),
        pytest.param(
            rig({"form_factor": "atx"}, {"board_form_factors": []}), ["error"], "takes no board", id="no board at all"
        ),
        pytest.param(
            rig({"form_factor": "eeb"}, {"board_form_factors": ["e-atx"]}), ["unknown"], "how deep", id="EEB, E-ATX"
        ),
        pytest.param(
            rig({"form_factor": "eeb", "depth_mm": 330}, {"board_form_factors": ["e-atx"], "board_max_depth_mm": 330}),
            ["warning"],
            "standoffs",
            id="EEB, E-ATX of its depth",
        ),
        pytest.param(
            rig({"form_factor": "ceb"}, {"board_form_factors": ["e-atx"]}), ["passed"], "ceb", id="CEB, E-ATX"
        ),
        pytest.param(
            rig(
                {"form_factor": "e-atx", "depth_mm": 272}, {"board_form_factors": ["e-atx"], "board_max_depth_mm": 272}
            ),
            ["passed"],
            "e-atx",
            id="exactly deep enough",
        ),
        pytest.param(
            rig(
                {"form_factor": "e-atx", "depth_mm": 273}, {"board_form_factors": ["e-atx"], "board_max_depth_mm": 272}
            ),
            ["error"],
            "272 mm",
            id="just too deep",
        ),
        pytest.param(rig({"form_factor": "proprietary"}, ATX_CASE), ["error"], "own shape", id="a maker's own board"),
        pytest.param(
            rig({"form_factor": "proprietary"}, {"proprietary_boards": ["custom/motherboard/motherboard"]}),
            ["passed"],
            "names",
            id="a maker's own board in its chassis",
        ),
        pytest.param(
            rig({"form_factor": "proprietary"}, {"kind": "server"}),
            ["unknown"],
            "isn't known",
            id="own board, unknown chassis",
        ),
        pytest.param(rig({}, ATX_CASE), ["unknown"], "both form factors", id="unknown board"),
        pytest.param(rig({"form_factor": "atx"}, {}), ["unknown"], "both form factors", id="unknown chassis"),
        pytest.param(rig({"form_factor": "atx"}, {"kind": "open-frame"}), ["unknown"], "both", id="unknown frame"),
    ],
)
def test_motherboard_form_factor(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
