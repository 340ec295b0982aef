"""psu-form-factor: the supply's shape and the chassis' hole."""

from collections.abc import Mapping

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "psu-form-factor"


def rig(psu: Mapping[str, object], **chassis: object) -> Build:
    return build(item("psu", **psu), item("chassis", **chassis))


ATX, CRPS = {"form_factor": "atx"}, {"form_factor": "crps"}


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(ATX, psu_form_factors=["atx"]), ["passed"], "atx", id="match"),
        pytest.param(rig(CRPS, psu_form_factors=["atx"]), ["error"], "crps", id="mismatch"),
        pytest.param(
            rig({"form_factor": "sfx"}, psu_form_factors=["atx"]), ["warning"], "bracket", id="with a bracket"
        ),
        pytest.param(rig(ATX, psu_form_factors=[]), ["error"], "no place", id="no bay at all"),
        pytest.param(rig({"form_factor": "external"}, psu_form_factors=[]), ["passed"], "outside", id="a brick"),
        pytest.param(
            rig(ATX, proprietary_psus=["psu/some/other"]), ["error"], "its own supplies", id="the machine's own alone"
        ),
        pytest.param(rig(ATX, proprietary_psus=["custom/psu/psu"]), ["passed"], "names", id="one of the machine's own"),
        pytest.param(
            rig(ATX | {"length_mm": 200}, psu_form_factors=["atx"], psu_max_length_mm=200),
            ["passed"],
            "atx",
            id="exactly long",
        ),
        pytest.param(
            rig(ATX | {"length_mm": 201}, psu_form_factors=["atx"], psu_max_length_mm=200),
            ["error"],
            "201 mm",
            id="too long",
        ),
        pytest.param(rig({}, psu_form_factors=["atx"]), ["unknown"], "both form factors", id="unknown supply"),
        pytest.param(rig(ATX), ["unknown"], "both form factors", id="unknown chassis"),
        pytest.param(rig(ATX, kind="open-frame"), ["passed"], "no walls", id="open frame"),
    ],
)
def test_psu_form_factor(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
