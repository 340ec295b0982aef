"""psu-continuous-load: shares of what a supply gives."""

import pytest

from app.core.build import Build
from app.core.parts import Facts
from app.core.report import Finding, Outcome
from app.core.rules._examples import Choices, Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "psu-continuous-load"


def rig(card_w: float | None, psu_w: float | None, *, cards: int = 4, redundant: bool = False, psus: int = 1) -> Build:
    card = item("gpu", cards, **{} if card_w is None else {"board_power_w": card_w})
    label = {} if psu_w is None else {"ratings": [record(volts_min=100, volts_max=240, watts=psu_w)]}
    choices = Choices(psu_redundancy="1+1") if redundant else None
    return build(card, item("psu", psus, **label, redundant=redundant), choices=choices)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(200, 1000), ["passed"], "80.0 %", id="exactly comfortable"),
        pytest.param(rig(200, 999), ["warning"], "80.1 %", id="just over comfortable"),
        pytest.param(rig(200, 800), ["warning"], "100.0 %", id="exactly full"),
        pytest.param(rig(200, 799), ["error"], "100.1 %", id="just over full"),
        pytest.param(rig(None, 2000), ["unknown"], "2,700 W", id="unknown cards"),
        pytest.param(rig(None, 4000), ["passed"], "At most 2,700 W", id="cards too few to matter"),
        pytest.param(rig(200, None), ["unknown"], "isn't known", id="unknown supply"),
        pytest.param(rig(200, 900, redundant=True, psus=2), ["warning"], "1 active", id="one of two modules"),
        pytest.param(
            rig(200, 1000, redundant=True, psus=2), ["passed"], "80.0 %", id="one of two modules, comfortably"
        ),
    ],
)
def test_psu_continuous_load(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(
    ("large_w", "outputs", "expected"),
    [
        pytest.param(2000, None, ["unknown", "passed"], id="a second supply of unknown plugs could take cards over"),
        pytest.param(250, None, ["error", "error"], id="both together are too small"),
        pytest.param(2000, [record(connector="atx24", count=1)], ["error", "passed"], id="it is known to have none"),
    ],
)
def test_plugs_that_nobody_counted(large_w: float, outputs: list[Facts] | None, expected: list[str]) -> None:
    """Four cards of 200 W on plugs that a supply of 500 W has, beside one of which nobody knows the plugs."""
    small = item("psu", item_id="small", form_factor="atx", ratings=_label(500), outputs=_plugs(4))
    large = item("psu", item_id="large", ratings=_label(large_w), outputs=outputs)
    cards = item("gpu", 4, board_power_w=200, form_factor="pcie", aux_power=[record(connector="pcie8", count=1)])
    told = outcomes(RULE, build(cards, small, large))
    assert sorted(_word(outcome) for outcome in told) == sorted(expected)


@pytest.mark.parametrize(
    ("small_w", "expected"),
    [pytest.param(535, "unknown", id="just too small"), pytest.param(536, "warning", id="exactly full")],
)
def test_when_plugs_elsewhere_matter(small_w: float, expected: str) -> None:
    small = item("psu", item_id="small", form_factor="atx", ratings=_label(small_w), outputs=_plugs(4))
    cards = item("gpu", 4, board_power_w=200, form_factor="pcie", aux_power=[record(connector="pcie8", count=1)])
    told = outcomes(RULE, build(cards, small, item("psu", item_id="large", ratings=_label(2000))))
    assert _word(told[0]) == expected


def test_a_supply_for_another_voltage_is_the_low_line_rules_finding() -> None:
    label = [record(volts_min=200, volts_max=240, watts=500)]
    small = item("psu", item_id="small", form_factor="atx", ratings=label, outputs=_plugs(4))
    cards = item("gpu", 4, board_power_w=200, form_factor="pcie", aux_power=[record(connector="pcie8", count=1)])
    large = item("psu", item_id="large", ratings=_label(2000))
    told = outcomes(RULE, build(cards, small, large, site=Site(circuits=(Circuit(120, 20),))))
    assert [outcome.parts for outcome in told] == [("large",)]


def _label(watts: float) -> list[Facts]:
    return [record(volts_min=100, volts_max=240, watts=watts)]


def _plugs(count: int) -> list[Facts]:
    return [record(connector="atx24", count=1), record(connector="pcie8", count=count, cables=count)]


def _word(outcome: Outcome) -> str:
    return outcome.severity.value if isinstance(outcome, Finding) else "passed"
