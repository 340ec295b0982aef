"""psu-server-breakout: 12 V supplies behind ATX boards."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "psu-server-breakout"


def rig(psu: dict[str, object], board: dict[str, object], *others: Item) -> Build:
    return build(item("psu", **psu), item("motherboard", **board), *others)


BREAKOUT = item("power-breakout", outputs=[record(connector="pcie8", count=12)])
PICO = item("power-breakout", item_id="pico", outputs=[record(connector="atx24", count=1)])
DESKTOP = item("psu", item_id="small", form_factor="atx", twelve_volt_only=False)
SERVER: dict[str, object] = {"twelve_volt_only": True}
ATX: dict[str, object] = {"power_standard": "atx"}


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(SERVER, ATX, BREAKOUT), ["error"], "12 V alone", id="mismatch"),
        pytest.param(rig({"form_factor": "crps"}, ATX, BREAKOUT), ["error"], "12 V alone", id="CRPS"),
        pytest.param(rig(SERVER, {"power_standard": "12v-only"}, BREAKOUT), ["passed"], "runs on", id="match"),
        pytest.param(rig(SERVER, ATX, BREAKOUT, PICO), ["passed"], "has one", id="with a converter"),
        pytest.param(rig(SERVER, ATX, BREAKOUT, DESKTOP), ["passed"], "has one", id="with a desktop supply"),
        pytest.param(rig({}, ATX, BREAKOUT), ["unknown"], "isn't known", id="unknown supply"),
        pytest.param(rig(SERVER, {}, BREAKOUT), ["unknown"], "isn't known", id="unknown board"),
        pytest.param(rig({"form_factor": "atx"}, ATX), [], "", id="a desktop supply"),
    ],
)
def test_psu_server_breakout(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
