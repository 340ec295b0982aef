"""rack-depth: machine and cords in a rack."""

import pytest

from app.core.build import Build
from app.core.rules._examples import Site, build, item
from tests.rules.harness import outcomes, severities

RULE = "rack-depth"


def rig(depth: float | None, rack: float | None, site: float | None = None, kind: str = "server") -> Build:
    machine = {} if depth is None else {"depth_mm": depth}
    room = {} if rack is None else {"depth_mm": rack}
    racks = [item("rack", **room)] if site is None else []
    return build(item("chassis", kind=kind, **machine), *racks, site=Site(rack_depth_mm=site))


@pytest.mark.parametrize(
    ("rig", "expected", "words"),
    [
        pytest.param(rig(737, 887), ["passed"], "150 mm for plugs", id="exactly comfortable"),
        pytest.param(rig(737, 886), ["warning"], "149 mm are left", id="just tight"),
        pytest.param(rig(737, 837), ["warning"], "100 mm are left", id="exactly tight"),
        pytest.param(rig(737, 836), ["error"], "need 100 mm more", id="just too shallow"),
        pytest.param(rig(737, None, site=600), ["error"], "the rack at the site has 600 mm", id="a network rack"),
        pytest.param(rig(None, 1070), ["unknown"], "both depths", id="unknown machine"),
        pytest.param(rig(737, None), ["unknown"], "both depths", id="unknown rack"),
        pytest.param(rig(737, 600, kind="tower"), [], "", id="a tower goes on no rails"),
    ],
)
def test_rack_depth(rig: Build, expected: list[str], words: str) -> None:
    assert severities(RULE, rig) == expected
    assert words in " ".join(outcome.message for outcome in outcomes(RULE, rig))
