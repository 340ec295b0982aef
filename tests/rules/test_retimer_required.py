"""retimer-required: decibels against the budget of a generation."""

import pytest

from app.core.build import Build
from app.core.report import Finding
from app.core.rules._example_cards import board, cpu, gpu, part, slot
from app.core.rules._examples import build
from tests.rules.harness import outcomes, severities

RULE = "retimer-required"


def rig(
    gen: int | None = 5,
    length_mm: float | None = 500,
    kind: str | None = "cabled",
    active: str | None = "passive",
    position: int | None = 1,
    card_gen: int | None = 5,
) -> Build:
    riser = part("riser", kind=kind, host_connector="x16", active=active, pcie_gen=5, length_mm=length_mm)
    where = slot(1, position=position, pcie_gen=gen)
    return build(cpu(pcie_gen=5), gpu(pcie_gen=card_gen, slot_width=1), board(where), riser)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        # 36 - (20 + 3 × 1.2 + 2 × 2.5 + 3 × 1.2) = 3.8 dB for the cable, 9 dB a metre
        pytest.param(rig(length_mm=400), ["passed"], "of 36 dB at Gen5", id="just under"),
        pytest.param(rig(length_mm=422), ["passed"], "= 36 dB", id="exactly"),
        pytest.param(rig(length_mm=450), ["warning"], "= 36.2 dB", id="just over"),
        pytest.param(rig(length_mm=450, active="retimer"), ["passed"], "retimer", id="a retimer"),
        pytest.param(rig(length_mm=450, active="redriver"), ["warning"], "", id="a redriver is no retimer at Gen5"),
        pytest.param(rig(4, length_mm=450, active="redriver"), ["passed"], "redriver", id="a redriver at Gen4"),
        pytest.param(rig(4, length_mm=750), ["passed"], "of 28 dB at Gen4", id="Gen4, near slot"),
        pytest.param(rig(4, length_mm=750, position=7), ["warning"], "28 dB", id="Gen4, far slot"),
        pytest.param(rig(3, length_mm=900, position=7), ["passed"], "Gen3", id="Gen3"),
        pytest.param(rig(kind="ribbon", length_mm=150, position=7), ["passed"], "", id="a short ribbon, far slot"),
        pytest.param(rig(length_mm=150, position=7), ["warning"], "", id="a cable adapter, far slot"),
        pytest.param(build(cpu(), gpu(), board(slot(1))), [], "", id="no riser"),
    ],
)
def test_paths(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(
    "rig",
    [
        pytest.param(rig(length_mm=None), id="length"),
        pytest.param(rig(length_mm=750, active=None), id="what it does to the signal"),
        pytest.param(rig(length_mm=750, kind=None), id="kind"),
        pytest.param(rig(length_mm=750, card_gen=None), id="the card's generation"),
        pytest.param(rig(None, length_mm=750), id="the slot's generation"),
        pytest.param(rig(length_mm=300, position=None), id="where the slot is"),
    ],
)
def test_unknown(rig: Build) -> None:
    (outcome,) = outcomes(RULE, rig)
    assert isinstance(outcome, Finding)
    assert (outcome.severity, outcome.could_be) == ("unknown", "warning")
    assert outcome.missing


def test_bounds_decide_where_they_can() -> None:
    assert severities(RULE, rig(kind="slot-riser", length_mm=None, position=None, active=None)) == ["passed"]
