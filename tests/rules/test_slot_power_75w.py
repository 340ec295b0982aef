"""slot-power-75w: slot power of all cards together."""

import pytest

from app.core.build import Build
from app.core.parts import Facts
from app.core.rules._examples import build, item, record
from tests.rules.harness import outcomes, severities

RULE = "slot-power-75w"


def plugs(**counts: int) -> list[Facts]:
    return [record(connector=name, count=count) for name, count in counts.items()]


def rig(cards: int, inputs: list[Facts] | None, **board: object) -> Build:
    fed = {} if inputs is None else {"power_inputs": inputs}
    return build(item("gpu", cards, board_power_w=350), item("motherboard", **fed, **board))


def bay(watts: float | None, allowed: float) -> Build:
    power = {} if watts is None else {"board_power_w": watts}
    slot = record(
        id="BAY1", position=1, physical_lanes=16, electrical_lanes=16, pcie_gen=5, root="cpu0", max_card_power_w=allowed
    )
    card = item("gpu", pcie_gen=5, pcie_lanes=16, connector_lanes=16, slot_width=2, form_factor="pcie", **power)
    return build(card, item("cpu", socket="SP5"), item("motherboard", slots=[slot], cpu_lanes=128, lane_sharing=[]))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(3, plugs(atx24=1, eps8=2)), ["passed"], "fewer than 4", id="three cards"),
        pytest.param(rig(4, plugs(atx24=1, eps8=2)), ["warning"], "264 W", id="four cards, no auxiliary input"),
        pytest.param(rig(4, plugs(atx24=1)), ["error"], "144 to 192 W", id="four cards on a 24-pin alone"),
        pytest.param(
            rig(4, plugs(atx24=1, pcie6=1)), ["passed"], "plug its PCIe 6-pin", id="four cards, auxiliary input"
        ),
        pytest.param(rig(4, None), ["unknown"], "isn't known", id="unknown board"),
        pytest.param(rig(4, None, slot_power_budget_w=264), ["passed"], "264 W", id="a stated budget, exactly"),
        pytest.param(rig(4, None, slot_power_budget_w=263), ["warning"], "263 W", id="a stated budget, just under"),
        pytest.param(rig(8, None, power_standard="proprietary"), ["passed"], "power feed", id="a server's board"),
        pytest.param(bay(400, 400), ["passed"], "66 W", id="a bay's limit, exactly"),
        pytest.param(bay(401, 400), ["error"], "allows 400 W", id="a bay's limit, just over"),
        pytest.param(bay(None, 400), ["unknown"], "allows 400 W", id="a bay's limit, unknown card"),
    ],
)
def test_slot_power_75w(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
