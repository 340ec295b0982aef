"""psu-low-line: labels by mains voltage."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "psu-low-line"

LABEL = [
    record(volts_min=100, volts_max=127, watts=1000),
    record(volts_min=200, volts_max=219, watts=1800),
    record(volts_min=220, volts_max=240, watts=2000),
]


def rig(volts: float | None, load_w: float, label: object = LABEL, *, modules: int = 1) -> Build:
    site = Site(circuits=(Circuit(volts, 20),)) if volts else None
    ratings = {} if label is None else {"ratings": label}
    return build(item("gpu", board_power_w=load_w), item("psu", modules, **ratings, redundant=modules > 1), site=site)


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(230, 1500), ["passed"], "full 2,000 W at 230 V", id="high line"),
        pytest.param(rig(120, 1000), ["info"], "instead of 2,000 W", id="low line, exactly"),
        pytest.param(rig(120, 1001), ["error"], "the load is 1,001 W", id="low line, just over"),
        pytest.param(rig(120, 2001), ["info"], "2,001 W", id="too much for any voltage: another rule's error"),
        pytest.param(rig(208, 1800), ["info"], "1,800 W instead", id="208 V"),
        pytest.param(rig(120, 4001, modules=4), ["error"], "4 × 1,000 W = 4,000 W", id="four modules"),
        pytest.param(rig(120, 500, LABEL[1:]), ["error"], "not for 120 V", id="no row near"),
        pytest.param(rig(208, 500, LABEL[2:]), ["unknown"], "isn't on the label", id="a row nearly"),
        pytest.param(rig(120, 500, None), ["unknown"], "isn't known", id="unknown label at low line"),
        pytest.param(rig(None, 1001), ["warning"], "needs the higher voltage", id="no circuit, low line too weak"),
        pytest.param(rig(None, 1000), ["info"], "no circuit was named", id="no circuit, low line exactly"),
        pytest.param(rig(None, 2000), ["warning"], "needs the higher voltage", id="no circuit, high line exactly"),
        pytest.param(rig(None, 2001), ["info"], "no circuit was named", id="no circuit, too much for either"),
        pytest.param(rig(None, 900), ["info"], "no circuit was named", id="no circuit, either will do"),
    ],
)
def test_psu_low_line(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
