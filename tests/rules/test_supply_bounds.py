"""What supplies are held against where a part's own power is unknown."""

import pytest

from app.core.build import Item
from app.core.case import Case
from app.core.rig import resolve
from app.core.rules._examples import build, item
from app.core.rules._supply import dc_range
from tests.rules.harness import words_only


@pytest.mark.parametrize(
    ("parts", "low", "high"),
    [
        pytest.param([item("gpu", board_power_w=300)], 300, 300, id="known"),
        pytest.param([item("gpu")], 0, 675, id="unknown card"),
        pytest.param([item("gpu", board_power_w=300), item("cpu")], 300, 800, id="unknown processor"),
        pytest.param([item("gpu"), item("chassis", kind="server")], 0, 675 * 1.15, id="with server fans"),
        pytest.param([item("gpu"), item("chassis", kind="server", server_fans=False)], 0, 675, id="quiet server"),
    ],
)
def test_the_load_lies_between(parts: list[Item], low: float, high: float) -> None:
    found = dc_range(Case(resolve(build(*parts), words_only())))
    assert found.low == low
    assert found.high == pytest.approx(high)
    assert found.known is (low == high)
