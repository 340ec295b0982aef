"""cpu-cooler-orientation: the way that a tower cooler blows."""

import pytest

from app.core.build import Build
from app.core.rules._examples import build, item
from tests.rules.harness import outcomes, severities

RULE = "cpu-cooler-orientation"
BOTH = ["SP3", "TR4", "sTRX4"]


def rig(socket: str | None, sockets: list[str] | None, kind: str | None = "air", case: str = "tower") -> Build:
    return build(
        item("motherboard", socket=socket),
        item("cpu-cooler", sockets=sockets, kind=kind),
        item("chassis", kind=case),
    )


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig("SP3", BOTH), ["info"], "give the case an exhaust there", id="made for both"),
        pytest.param(rig("SP3", BOTH, case="rack"), ["info"], "from front to rear", id="in a rack"),
        pytest.param(rig("SP6", ["SP6", "sTR5"]), ["info"], "SP6", id="SP6"),
        pytest.param(rig("SP3", BOTH, kind=None), ["info"], "SP3", id="unknown kind"),
        pytest.param(rig("SP3", ["SP3"]), ["passed"], "server boards of socket SP3 alone", id="made for servers"),
        pytest.param(rig("SP3", BOTH, kind="aio"), [], "", id="a radiator has no direction"),
        pytest.param(rig("sTRX4", BOTH), [], "", id="on a workstation board"),
        pytest.param(rig("AM5", None), [], "", id="on a desktop board"),
        pytest.param(rig("SP3", None), ["unknown"], "depends", id="unknown list"),
        pytest.param(rig(None, BOTH), ["unknown"], "depends", id="unknown socket"),
        pytest.param(rig(None, ["AM5"]), [], "", id="unknown socket, desktop cooler"),
    ],
)
def test_cpu_cooler_orientation(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
