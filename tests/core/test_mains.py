"""The golden vectors of supplies, efficiency, circuits and UPSs (GV-15 to GV-42)."""

import pytest

from app.core.build import Item
from app.core.estimate.mains import (
    TRANSIENT_FACTOR,
    TRANSIENT_FACTOR_OLD,
    amps,
    circuit_w,
    efficiency_pct,
    efficiency_table,
    transient_need_w,
    ups_va,
)
from app.core.parts import Facts, Part
from app.core.placement.connectors import RATING_W, SLOT_W
from app.core.placement.supplies import rating_at
from app.core.rig import Device
from app.core.vocabulary import EMPTY_VOCABULARY


def supply(*rows: tuple[float, float, float]) -> Device:
    ratings = tuple(Facts({"volts_min": low, "volts_max": high, "watts": watts}) for low, high, watts in rows)
    part = Part("psu/x", "psu", "x", facts=Facts({"ratings": ratings}))
    return Device("psu", Item("psu"), part, EMPTY_VOCABULARY)


@pytest.mark.parametrize(
    ("plugs", "watts"),
    [
        pytest.param({"pcie8": 3}, 525, id="GV-15: three 8-pin and the slot"),
        pytest.param({"pcie8": 1}, 225, id="GV-16: one 8-pin and the slot"),
        pytest.param({"eps8": 1}, 375, id="GV-17: an EPS plug and the slot"),
    ],
)
def test_what_slot_and_plugs_carry(plugs: dict[str, int], watts: float) -> None:
    assert sum(RATING_W[name] * count for name, count in plugs.items()) + SLOT_W == watts


def test_current_of_a_16_pin_at_600_w() -> None:
    """GV-20: 50 A, 8.33 A through each of six pins."""
    assert amps(RATING_W["pcie16"], 12) == 50
    assert amps(RATING_W["pcie16"], 12) / 6 == pytest.approx(8.33, abs=0.005)


@pytest.mark.parametrize(
    ("rest_w", "gpu_w", "need_w", "new_w", "old_w"),
    [
        pytest.param(450, [300.0], 1350, 675, 1080, id="GV-21: one 300 W card"),
        pytest.param(450, [575.0, 575.0], 2750, 1375, 2200, id="GV-22: two 575 W cards"),
    ],
)
def test_transients(rest_w: float, gpu_w: list[float], need_w: float, new_w: float, old_w: float) -> None:
    need = transient_need_w(rest_w, gpu_w)
    assert need == need_w
    assert need / TRANSIENT_FACTOR["3.0"] == new_w
    assert need / TRANSIENT_FACTOR_OLD == old_w


def test_a_rig_without_cards_has_no_spikes() -> None:
    assert transient_need_w(300, []) == 300


@pytest.mark.parametrize(
    ("volts", "usable_w"), [(120, 2000), (208, 3600), (230, 4000)], ids=["GV-24: 120 V", "GV-24: 208 V", "GV-24: 230 V"]
)
def test_two_active_modules_by_voltage(volts: float, usable_w: float) -> None:
    module = supply((100, 127, 1000), (200, 219, 1800), (220, 240, 2000))
    rating = rating_at(module, volts)
    assert rating is not None
    assert 2 * rating == usable_w


@pytest.mark.parametrize(("volts", "watts"), [(208, 3000), (120, 1350)], ids=["GV-25: 208 V", "GV-25: 120 V"])
def test_a_large_module_by_voltage(volts: float, watts: float) -> None:
    assert rating_at(supply((90, 140, 1350), (180, 264, 3000)), volts) == watts


@pytest.mark.parametrize(
    ("grade", "table", "share", "percent"),
    [
        pytest.param("titanium", "230-redundant", 0.35, 95.0, id="GV-26"),
        pytest.param("platinum", "115", 0.80, 90.2, id="GV-27"),
        pytest.param("gold", "230-eu", 0.60, 91.4, id="GV-28"),
        pytest.param("titanium", "115", 0.15, 91.0, id="GV-29"),
        pytest.param("platinum", "230-redundant", 0.10, 90.0, id="GV-30: clamped below the first point"),
        pytest.param("gold", "115", 1.30, 87.0, id="clamped above the last point"),
        pytest.param("white", "230-redundant", 0.50, None, id="a grade without a table"),
    ],
)
def test_efficiency(grade: str, table: str, share: float, percent: float | None) -> None:
    found = efficiency_pct(grade, table, share)
    assert found == (None if percent is None else pytest.approx(percent, abs=1e-9))


@pytest.mark.parametrize(
    ("volts", "redundant", "table"),
    [(120, True, "115"), (150, False, "115"), (208, True, "230-redundant"), (230, False, "230-eu")],
)
def test_which_table_holds(volts: float, redundant: bool, table: str) -> None:
    assert efficiency_table(volts, redundant) == table


@pytest.mark.parametrize(
    ("dc_w", "capacity_w", "volts", "redundant", "grade", "wall_w", "current_a"),
    [
        pytest.param(2673.75, 8000, 240, True, "titanium", 2817.6, 11.74, id="GV-32: build A at 240 V"),
        pytest.param(2673.75, 7200, 208, True, "titanium", 2810.3, 13.51, id="GV-33: build A at 208 V"),
        pytest.param(2673.75, 4000, 240, True, "titanium", 2834.9, 11.81, id="GV-34: build A after a feed is lost"),
        pytest.param(2399, 3000, 240, False, "platinum", 2618.9, 10.91, id="GV-38: build C"),
        pytest.param(2263.2, 6000, 240, True, "titanium", 2377.8, 9.91, id="GV-51: the published list"),
    ],
)
def test_from_dc_to_the_wall(
    dc_w: float, capacity_w: float, volts: float, redundant: bool, grade: str, wall_w: float, current_a: float
) -> None:
    percent = efficiency_pct(grade, efficiency_table(volts, redundant), dc_w / capacity_w)
    assert percent is not None
    wall = dc_w / (percent / 100)
    assert wall == pytest.approx(wall_w, abs=0.06)
    assert amps(wall, volts) == pytest.approx(current_a, abs=0.005)


@pytest.mark.parametrize(
    ("system_w", "cards_w", "wall_w", "current_a"),
    [
        pytest.param(752, 642, 1523.6, 12.70, id="GV-35: build B at 280 W"),
        pytest.param(722, 552, 1391.8, 11.60, id="GV-36: build B at 250 W"),
        pytest.param(822, 852, 1843.3, 15.36, id="GV-37: build B at 350 W"),
    ],
)
def test_two_supplies_at_the_wall(system_w: float, cards_w: float, wall_w: float, current_a: float) -> None:
    wall = 0.0
    for load_w in (system_w, cards_w):
        percent = efficiency_pct("platinum", "115", load_w / 1200)
        assert percent is not None
        wall += load_w / (percent / 100)
    assert wall == pytest.approx(wall_w, abs=0.06)
    assert amps(wall, 120) == pytest.approx(current_a, abs=0.005)


@pytest.mark.parametrize(
    ("volts", "breaker_a", "watts"),
    [
        (120, 15, 1440),
        (120, 20, 1920),
        (208, 20, 3328),
        (208, 30, 4992),
        (240, 30, 5760),
        (230, 16, 2944),
        (230, 32, 5888),
    ],
    ids=lambda value: f"GV-39: {value}",
)
def test_circuits(volts: float, breaker_a: float, watts: float) -> None:
    assert circuit_w(volts, breaker_a) == pytest.approx(watts)


@pytest.mark.parametrize(
    ("volts", "breaker_a", "share", "watts"),
    [(208, 30, 0.8, 8646), (400, 32, 1.0, 22170), (480, 100, 0.8, 66511)],
    ids=["GV-40: 208 V", "GV-40: 400 V", "GV-40: 480 V"],
)
def test_three_phases(volts: float, breaker_a: float, share: float, watts: float) -> None:
    assert circuit_w(volts, breaker_a, 3, share) == pytest.approx(watts, abs=0.5)


def test_three_phase_current_is_the_line_current() -> None:
    assert amps(8646, 208, 3) == pytest.approx(24.0, abs=0.01)


@pytest.mark.parametrize(
    ("watts", "volts", "current_a"),
    [(350, 48, 7.29), (350, 12, 29.17), (12000, 48, 250), (12000, 12, 1000)],
    ids=lambda value: f"GV-41: {value}",
)
def test_dc_currents(watts: float, volts: float, current_a: float) -> None:
    assert amps(watts, volts) == pytest.approx(current_a, abs=0.005)


@pytest.mark.parametrize(("headroom", "va"), [(1.0, 3111), (1.25, 3889)], ids=["GV-42", "GV-42: with headroom"])
def test_ups(headroom: float, va: float) -> None:
    assert ups_va(2800, 0.9, headroom) == pytest.approx(va, abs=0.5)
