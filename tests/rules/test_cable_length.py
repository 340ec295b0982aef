"""cable-length: metres against media and speeds."""

import pytest

from app.core.build import Build
from app.core.report import Finding
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "cable-length"
COPPER, OPTICS = "passive-copper", "active-optical"


def rig(medium: str | None, gbps: float | None, metres: float | None, *reaches: float | None) -> Build:
    length_mm = None if metres is None else metres * 1000
    cable = item("cable", kind="network", medium=medium, gbps=gbps, length_mm=length_mm)
    ends = [item("transceiver", reach_m=reach, item_id=f"end{number}") for number, reach in enumerate(reaches)]
    return build(cable, *ends)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(COPPER, 100, 4.5), ["passed"], "carries 5 m", id="just under"),
        pytest.param(rig(COPPER, 100, 5), ["passed"], "carries 5 m", id="exactly"),
        pytest.param(rig(COPPER, 100, 5.5), ["error"], "5.5 m long", id="just over"),
        pytest.param(rig(COPPER, 200, 3), ["passed"], "", id="200G, exactly"),
        pytest.param(rig(COPPER, 200, 5), ["error"], "carries 3 m", id="200G, over"),
        pytest.param(rig(COPPER, 400, 2.5), ["passed"], "", id="400G, exactly"),
        pytest.param(rig(COPPER, 400, 3), ["warning"], "some makers'", id="400G, sold but beyond the standard"),
        pytest.param(rig(COPPER, 400, 5), ["error"], "3 m at most", id="400G, over"),
        pytest.param(rig(COPPER, 10, 7), ["passed"], "", id="10G"),
        pytest.param(rig(OPTICS, 100, 30), ["passed"], "active optics", id="AOC"),
        pytest.param(rig("twisted-pair", 10, 100), ["passed"], "", id="Cat 6A, exactly"),
        pytest.param(rig("twisted-pair", 10, 120), ["error"], "twisted pair", id="Cat 6A, over"),
        pytest.param(rig("fibre", 100, 70, 100), ["passed"], "reaches 100 m", id="fibre"),
        pytest.param(rig("fibre", 100, 150, 100), ["error"], "reaches 100 m", id="fibre, over"),
        pytest.param(rig("fibre", 100, 150, 100, 2000), ["passed"], "2000 m", id="the farthest-reaching are meant"),
        pytest.param(rig("fibre", 100, 150), [], "", id="fibre without transceivers"),
        pytest.param(rig(None, None, 2), ["passed"], "", id="short enough for all"),
        pytest.param(build(item("cable", kind="power-cable", length_mm=9000)), [], "", id="not a network cable"),
    ],
)
def test_lengths(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))


@pytest.mark.parametrize(
    ("rig", "could_be"),
    [
        pytest.param(rig(COPPER, 100, None), "warning", id="length"),
        pytest.param(rig(None, 100, 7), "error", id="medium"),
        pytest.param(rig(COPPER, None, 4), "error", id="speed"),
        pytest.param(rig("fibre", 100, 150, 100, None), "error", id="reach"),
        pytest.param(rig("fibre", 100, None, 100), "warning", id="length of fibre"),
    ],
)
def test_unknown(rig: Build, could_be: str) -> None:
    (outcome,) = outcomes(RULE, rig)
    assert isinstance(outcome, Finding)
    assert (outcome.severity, outcome.could_be) == ("unknown", could_be)
    assert outcome.missing
