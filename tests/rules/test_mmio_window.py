"""mmio-window: the sum of BARs, rounded up to a power of two."""

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "mmio-window"


def rig(cards: int, bar1_gib: float | None, **board: object) -> Build:
    return build(item("gpu", cards, made_cooling="passive", bar1_gib=bar1_gib), item("motherboard", **board))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(4, 128, mmio_high_gib=512), ["passed"], "512 GiB", id="exactly"),
        pytest.param(rig(4, 128, mmio_high_gib=511), ["warning"], "511 GiB", id="just under"),
        pytest.param(rig(3, 128, mmio_high_gib=500), ["warning"], "3 × 128 GiB", id="rounded up"),
        pytest.param(rig(2, 32), ["passed"], "at least 64 GiB", id="every window has room"),
        pytest.param(rig(3, 32), ["unknown"], "128 GiB", id="unknown window"),
        pytest.param(rig(4, None, mmio_high_gib=512), ["unknown"], "not known", id="unknown BARs"),
        pytest.param(
            build(item("gpu", made_cooling="axial", bar1_gib=32), item("motherboard")),
            [],
            "",
            id="desktop cards need no window at start",
        ),
    ],
)
def test_mmio_window(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
