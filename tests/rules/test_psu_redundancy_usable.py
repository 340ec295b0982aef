"""psu-redundancy-usable: declared modes against the active modules."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Choices, Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "psu-redundancy-usable"

FOUR = [record(volts_min=200, volts_max=240, watts=2000), record(volts_min=100, volts_max=127, watts=1000)]


def rig(load_w: float, mode: str | None, *, modules: int = 4, redundant: bool | None = True) -> Build:
    flag = {} if redundant is None else {"redundant": redundant}
    site = Site(circuits=(Circuit(240, 20), Circuit(240, 20)))
    psus = item("psu", modules, ratings=FOUR, **flag)
    return build(item("gpu", board_power_w=load_w), psus, site=site, choices=Choices(psu_redundancy=mode))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(4000, "2+2"), ["passed"], "2 × 2,000 W = 4,000 W", id="2+2, exactly"),
        pytest.param(rig(4001, "2+2"), ["error"], "it runs, but not redundantly", id="2+2, just over"),
        pytest.param(rig(6000, "3+1"), ["passed"], "3 × 2,000 W = 6,000 W", id="3+1, exactly"),
        pytest.param(rig(8000, "4+0"), ["passed"], "8,000 W", id="4+0, exactly"),
        pytest.param(rig(8001, "4+0"), ["error"], "No mode", id="4+0, just over"),
        pytest.param(rig(12000, "2+2"), ["error"], "not enough either", id="beyond all modules"),
        pytest.param(rig(4000, None), ["passed"], "4+0", id="undeclared, exactly half"),
        pytest.param(rig(4001, None), ["info"], "more than half", id="undeclared, just over half"),
        pytest.param(rig(1000, "2+2", modules=3), ["warning"], "means 4 modules; the build has 3", id="a module short"),
        pytest.param(rig(1000, "2+2", redundant=False), ["warning"], "can't take over", id="not redundant at all"),
        pytest.param(rig(1000, "2+2", redundant=None), ["unknown"], "isn't known", id="unknown kind"),
    ],
)
def test_psu_redundancy_usable(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
