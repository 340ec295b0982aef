"""above-4g-decoding: large BARs and boards that map them."""

from typing import Literal

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, build, item
from tests.rules.harness import outcomes, severities

RULE = "above-4g-decoding"


def rig(gpu: dict[str, object], board: dict[str, object], boot_mode: Literal["uefi", "legacy"] | None = None) -> Build:
    card = item("gpu", **{"made_cooling": "passive"} | gpu)
    return build(card, item("motherboard", **board), choices=Choices(boot_mode=boot_mode))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig({"bar1_gib": 4}, {"above_4g": False}), ["error"], "4 GiB", id="exactly large"),
        pytest.param(rig({"bar1_gib": 3.9}, {"above_4g": False}), ["passed"], "MiB", id="just small"),
        pytest.param(rig({"bar1_gib": 32}, {"above_4g": True}), ["passed"], "32 GiB", id="mapped"),
        pytest.param(rig({"bar1_gib": 32}, {}), ["unknown"], "32 GiB", id="unknown board"),
        pytest.param(rig({"bar1_gib": 32}, {"socket": "SP3"}), ["passed"], "32 GiB", id="a platform that always maps"),
        pytest.param(rig({"bar1_gib": 32}, {"socket": "AM4"}), ["unknown"], "32 GiB", id="a platform that may map"),
        pytest.param(
            rig({"bar1_gib": 32}, {"socket": "AM4", "chipset": "b550"}),
            ["passed"],
            "32 GiB",
            id="a chipset that always maps",
        ),
        pytest.param(rig({}, {"above_4g": False}), ["unknown"], "BAR", id="unknown BAR, board that maps none"),
        pytest.param(rig({}, {"above_4g": True}), ["passed"], "may be large", id="unknown BAR, board that maps any"),
        pytest.param(rig({"made_cooling": "axial"}, {"above_4g": False}), ["passed"], "256 MiB", id="a desktop card"),
        pytest.param(
            rig({"made_cooling": "axial", "bar1_gib": 32}, {"above_4g": False}),
            ["passed"],
            "256 MiB",
            id="a desktop card with resizable BAR",
        ),
        pytest.param(
            rig({"bar1_gib": 32, "resizable_bar": True}, {"above_4g": False}),
            ["passed"],
            "256 MiB",
            id="a resizable BAR",
        ),
        pytest.param(rig({"bar1_gib": 32}, {"above_4g": True}, "legacy"), ["warning"], "CSM", id="legacy boot"),
    ],
)
def test_above_4g_decoding(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
