"""noise: only where people live."""

import pytest

from app.core.build import Build, Item
from app.core.rules._examples import Site, build, item
from tests.rules.harness import outcomes, severities

RULE = "noise"


def rig(*more: Item, **chassis: object) -> Build:
    return build(item("chassis", **chassis), *more, site=Site(living_space=True))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(noise_dba=55), ["passed"], "55 dB(A)", id="exactly"),
        pytest.param(rig(noise_dba=55.1), ["warning"], "55.1 dB(A)", id="just over"),
        pytest.param(rig(server_fans=True), ["warning"], "server fans", id="server fans"),
        pytest.param(rig(server_fans=False), ["passed"], "no server fans", id="quiet fans"),
        pytest.param(rig(), ["unknown"], "fans", id="unknown fans"),
        pytest.param(
            rig(item("fan", 4, noise_dba=50), server_fans=False), ["warning"], "56 dB(A)", id="many fans add up"
        ),
        pytest.param(
            build(item("chassis", server_fans=True), site=Site(living_space=False)), ["passed"], "outside", id="outside"
        ),
        pytest.param(build(item("chassis", server_fans=True)), [], "", id="site not described"),
    ],
)
def test_noise(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
