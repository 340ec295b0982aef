"""GV-09 and GV-10: memory bandwidth."""

import pytest

from app.core.estimate.bandwidth import memory_gb_s


@pytest.mark.parametrize(
    ("mts", "channels", "expected"),
    [(4800, 12, 460.8), (4800, 2, 76.8), (3200, 8, 204.8), (2933, 8, 187.7), (4800, 8, 307.2)],
)
def test_gv_09_bandwidth(mts: int, channels: int, expected: float) -> None:
    assert memory_gb_s(mts, channels) == pytest.approx(expected, abs=0.05)


def test_gv_10_two_of_twelve() -> None:
    assert memory_gb_s(4800, 2) / memory_gb_s(4800, 12) == pytest.approx(0.1667, abs=5e-5)
