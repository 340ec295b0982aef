"""gpu-length: the card, its plug and the chassis' limit."""

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "gpu-length"

EIGHT, SIXTEEN = [record(connector="pcie8", count=2)], [record(connector="pcie16", count=1)]


def rig(card: dict[str, object], **chassis: object) -> Build:
    return build(item("gpu", **card), item("chassis", **chassis))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(
            rig({"length_mm": 330, "aux_position": "top"}, gpu_max_length_mm=330), ["passed"], "330", id="exactly"
        ),
        pytest.param(
            rig({"length_mm": 331, "aux_position": "top"}, gpu_max_length_mm=330), ["error"], "331", id="just over"
        ),
        pytest.param(
            rig({"length_mm": 267, "aux_position": "end", "aux_power": EIGHT}, gpu_max_length_mm=287),
            ["passed"],
            "287 mm",
            id="end plug, exactly",
        ),
        pytest.param(
            rig({"length_mm": 267, "aux_position": "end", "aux_power": EIGHT}, gpu_max_length_mm=286),
            ["warning"],
            "no room",
            id="end plug, just over",
        ),
        pytest.param(
            rig({"length_mm": 267, "aux_position": "end", "aux_power": SIXTEEN}, gpu_max_length_mm=290),
            ["warning"],
            "302 mm",
            id="a 16-pin at the end wants more",
        ),
        pytest.param(
            rig({"length_mm": 267, "aux_power": EIGHT}, gpu_max_length_mm=280),
            ["unknown"],
            "plug",
            id="unknown plug position",
        ),
        pytest.param(
            rig({"length_mm": 267}, gpu_max_length_mm=302), ["passed"], "302", id="unknown plug, room for any"
        ),
        pytest.param(rig({}, gpu_max_length_mm=330), ["unknown"], "isn't known", id="unknown card"),
        pytest.param(rig({}, gpu_max_length_mm=400), ["passed"], "more than any", id="unknown card, room for any"),
        pytest.param(rig({"length_mm": 267}), ["unknown"], "isn't known", id="unknown chassis"),
        pytest.param(rig({"length_mm": 400}, kind="open-frame"), ["passed"], "Nothing ends", id="open frame"),
        pytest.param(rig({"form_factor": "sxm5"}, gpu_max_length_mm=200), [], "", id="a module is no card"),
    ],
)
def test_gpu_length(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
