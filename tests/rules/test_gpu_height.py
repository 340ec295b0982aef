"""gpu-height: upright cards under lids."""

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "gpu-height"

EIGHT, SIXTEEN = [record(connector="pcie8", count=1)], [record(connector="pcie16", count=1)]


def rig(card: dict[str, object], *others: object, **chassis: object) -> Build:
    return build(item("gpu", **card), item("chassis", **chassis), *others)  # type: ignore[arg-type]


UPRIGHT = {"height_mm": 111, "aux_power": EIGHT, "aux_position": "top"}
END = {"height_mm": 111, "aux_power": EIGHT, "aux_position": "end"}


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(UPRIGHT, card_max_height_mm=131), ["passed"], "131 mm", id="with its plug, exactly"),
        pytest.param(rig(UPRIGHT, card_max_height_mm=130), ["warning"], "angled plug", id="with its plug, just over"),
        pytest.param(rig(UPRIGHT, card_max_height_mm=110), ["error"], "110 mm", id="bare card too high"),
        pytest.param(rig(UPRIGHT, rack_units=2), ["error"], "88.9 mm", id="2U"),
        pytest.param(rig(UPRIGHT, rack_units=3), ["warning"], "3U is", id="3U, plug on top"),
        pytest.param(rig(END, rack_units=3), ["passed"], "3U", id="3U, plug at the end"),
        pytest.param(
            rig({"height_mm": 111, "aux_power": SIXTEEN}, rack_units=4), ["passed"], "146 mm", id="4U, any plug"
        ),
        pytest.param(
            rig({"height_mm": 69, "aux_power": []}, rack_units=2), ["passed"], "69 mm", id="low profile in 2U"
        ),
        pytest.param(
            rig({"aux_power": EIGHT}, rack_units=2), ["error"], "or more", id="unknown height, but not low profile"
        ),
        pytest.param(rig({}, rack_units=2), ["unknown"], "isn't known", id="unknown card in 2U"),
        pytest.param(
            rig(UPRIGHT, item("riser", kind="slot-riser"), rack_units=2), ["passed"], "flat", id="2U with a riser"
        ),
        pytest.param(rig(UPRIGHT, rack_units=2, fan_wall=True), ["passed"], "places", id="2U made for cards"),
        pytest.param(
            rig(UPRIGHT, kind="tower", cpu_cooler_max_mm=160), ["passed"], "160 mm", id="a tower's cooler clearance"
        ),
        pytest.param(rig(UPRIGHT, kind="tower"), ["unknown"], "isn't known", id="unknown tower"),
        pytest.param(rig(UPRIGHT, kind="open-frame"), ["passed"], "Nothing stands", id="open frame"),
    ],
)
def test_gpu_height(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
