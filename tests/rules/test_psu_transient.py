"""psu-transient: the shortest peak by ATX version."""

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "psu-transient"

SIXTEEN = [record(connector="pcie16", count=1)]


def rig(
    psu_w: float, version: str | None, plugs: object = SIXTEEN, *, cpu_w: float = 450, card_w: float = 300
) -> Build:
    facts: dict[str, object] = {"ratings": [record(volts_min=100, volts_max=240, watts=psu_w)]}
    facts |= {} if version is None else {"atx_version": version}
    facts |= {} if plugs is None else {"outputs": plugs}
    return build(item("gpu", board_power_w=card_w), item("cpu", tdp_w=cpu_w), item("psu", **facts))


def module() -> Build:
    label = [record(volts_min=200, volts_max=240, watts=2000)]
    return build(item("gpu", board_power_w=300), item("psu", 2, ratings=label, redundant=True))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(675, "3.1"), ["passed"], "1,350 W", id="ATX 3, exactly"),
        pytest.param(rig(674, "3.1"), ["warning"], "2 × 674 W", id="ATX 3, just under"),
        pytest.param(rig(1080, "2.x"), ["passed"], "1.25 × 1,080 W", id="ATX 2, exactly"),
        pytest.param(rig(1079, "2.x"), ["warning"], "1.25", id="ATX 2, just under"),
        pytest.param(
            rig(700, "3.0", [record(connector="pcie8", count=4)]), ["warning"], "1.25", id="ATX 3 without the plug"
        ),
        pytest.param(rig(700, None), ["warning"], "an older one", id="unknown version, taken for an older one"),
        pytest.param(rig(1080, None), ["passed"], "1.25", id="unknown version, enough for any"),
        pytest.param(rig(674, None), ["warning"], "2 × 674 W", id="unknown version, too little for any"),
        pytest.param(rig(700, "3.1", None), ["unknown"], "16-pin", id="unknown plugs, in between"),
        pytest.param(module(), ["info"], "No figure for spikes", id="hot-swap module"),
    ],
)
def test_psu_transient(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
