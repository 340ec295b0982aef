"""Golden vectors of heat, air, water, condensation and chillers."""

import pytest

from app.core.estimate import heat

GOLDEN = 0.005  # half a percent


@pytest.mark.parametrize(("watts", "expected"), [(1500, 5118), (2817.6, 9614), (5000, 17061), (12000, 40946)])
def test_btu(watts: float, expected: float) -> None:
    """GV-43."""
    assert heat.btu_h(watts) == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize(("watts", "expected"), [(2817.6, 0.801), (5000, 1.422)])
def test_tons(watts: float, expected: float) -> None:
    """GV-44."""
    assert heat.cooling_tons(watts) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize(("watts", "rise_k", "expected"), [(350, 15, 41.1), (350, 20, 30.8), (252, 14.78, 30.0)])
def test_air(watts: float, rise_k: float, expected: float) -> None:
    """GV-45."""
    assert heat.air_cfm(watts, rise_k) == pytest.approx(expected, rel=GOLDEN)


@pytest.mark.parametrize(
    ("watts", "lpm", "glycol_pct", "expected"),
    [
        (350, 1.0, 0, 5.03),
        (350, 1.5, 0, 3.35),
        (600, 1.0, 0, 8.62),
        (350, 1.0, 25, 5.15),
        (2150, 6, 0, 5.15),
        (2150, 8, 0, 3.86),
    ],
)
def test_coolant_rise(watts: float, lpm: float, glycol_pct: float, expected: float) -> None:
    """GV-46, GV-47."""
    assert heat.coolant_rise_k(watts, lpm, glycol_pct) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(("watts", "expected"), [(1400, 2.01), (5000, 7.19)])
def test_flow_for_ten_kelvin(watts: float, expected: float) -> None:
    """GV-48."""
    assert heat.flow_lpm(watts, 10) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize(
    ("fan_mm", "positions", "area", "watts_at_10_k"),
    [(120, 2, 2, 350), (150, 2, 3.125, 546.9), (140, 9, 12.25, 2143.8)],
)
def test_radiators(fan_mm: float, positions: int, area: float, watts_at_10_k: float) -> None:
    """GV-49, GV-50, GV-52."""
    assert heat.radiator_area(fan_mm, positions) == pytest.approx(area)
    assert heat.radiator_area(fan_mm, positions) * heat.radiator_w_per_k(1800) * 10 == pytest.approx(
        watts_at_10_k, rel=GOLDEN
    )


@pytest.mark.parametrize(
    ("watts", "area", "rpm", "rise_k"),
    [(1400, 3.125, 1800, 25.6), (12000, 3.125, 1800, 219.4), (2150, 12.25, 1800, 10.03), (2150, 12.25, 1200, 14.63)],
)
def test_radiator_rise(watts: float, area: float, rpm: float, rise_k: float) -> None:
    """GV-50, GV-52."""
    assert watts / (area * heat.radiator_w_per_k(rpm)) == pytest.approx(rise_k, rel=GOLDEN)


@pytest.mark.parametrize(
    ("rpm", "expected"), [(0, 8), (800, 8), (1000, 10), (1200, 12), (1500, 14.75), (1800, 17.5), (3000, 17.5)]
)
def test_radiator_figure_by_fan_speed(rpm: float, expected: float) -> None:
    assert heat.radiator_w_per_k(rpm) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("room_c", "humidity_pct", "expected"),
    [
        (25, 50, 13.86),
        (22, 45, 9.52),
        (25, 60, 16.70),
        (30, 70, 23.93),
        (20, 40, 5.99),
        (24, 55, 14.41),
        (22, 50, 11.10),
    ],
)
def test_dew_point(room_c: float, humidity_pct: float, expected: float) -> None:
    """GV-53."""
    assert heat.dew_point_c(room_c, humidity_pct) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(("room_c", "expected"), [(20, 52.5), (22, 46.5), (24, 41.2), (25, 38.8)])
def test_humidity_at_which_ten_degrees_condense(room_c: float, expected: float) -> None:
    """GV-54."""
    assert heat.humidity_limit_pct(room_c, 10) == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize(("cop", "expected"), [(5.8, 862), (3, 1667), (4, 1250)])
def test_chiller_power(cop: float, expected: float) -> None:
    """GV-56."""
    assert heat.chiller_electrical_w(5000, cop) == pytest.approx(expected, abs=0.5)


def test_heat_that_a_chiller_rejects() -> None:
    """GV-56: the heat that it moves, and its own power."""
    assert 5000 + heat.chiller_electrical_w(5000, 5.8) == pytest.approx(5862, abs=0.5)


def test_efficiency_figures_of_a_chiller() -> None:
    """GV-57, GV-58."""
    assert heat.eer(3.5) == pytest.approx(11.94, abs=0.005)
    assert heat.kw_per_ton(3.5) == pytest.approx(1.005, abs=0.0005)
    assert heat.pue(1000, 100) == pytest.approx(1.10)
