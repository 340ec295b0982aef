"""inrush: large supplies that start at once."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Circuit, Site, build, item, record
from tests.rules.harness import outcomes, severities

RULE = "inrush"
ONE, TWO = Site(circuits=(Circuit(240, 30),)), Site(circuits=(Circuit(240, 30), Circuit(240, 30)))


def rig(supplies: int, watts: float | None, site: Site | None = ONE) -> Build:
    ratings = None if watts is None else [record(volts_min=200, volts_max=240, watts=watts)]
    return build(
        item("gpu", 4, board_power_w=350), item("psu", supplies, ratings=ratings, efficiency="platinum"), site=site
    )


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(3, 1600), ["passed"], "3 of 3 supplies on circuit 1", id="just under"),
        pytest.param(rig(4, 999), ["passed"], "0 of 4 supplies", id="just under, by watts"),
        pytest.param(rig(4, 1000), ["info"], "4 supplies of 1,000 W or more", id="exactly"),
        pytest.param(rig(5, 1600), ["info"], "130 A", id="just over"),
        pytest.param(rig(4, 1600, TWO), ["passed"], "2 of 2 supplies on circuit 2", id="spread over two circuits"),
        pytest.param(rig(4, 1600, None), ["info"], "on one circuit", id="no circuit named"),
        pytest.param(rig(4, None), ["unknown"], "isn't known", id="unknown"),
        pytest.param(rig(3, None), ["passed"], "few enough", id="unknown, too few to matter"),
        pytest.param(build(item("gpu")), [], "", id="no supply"),
    ],
)
def test_inrush(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
