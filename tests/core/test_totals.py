"""Totals: what is known is figured out, what isn't is None and never zero."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.build import Item
from app.core.engine import evaluate
from app.core.rules._examples import Choices, Circuit, Site, build, item, record
from tests.reference.machines import report, template
from tests.rules.harness import words_only

SITE = Site(circuits=(Circuit(240, 16),), electricity_price_kwh=0.3)
PSU = item("psu", ratings=[record(volts_min=100, volts_max=240, watts=1000)], efficiency="gold", weight_kg=2)
CARD = item("gpu", 2, board_power_w=300, idle_w=15, weight_kg=1.5)


def totals(*items: Item, site: Site = SITE, choices: Choices | None = None) -> Any:
    return evaluate(build(*items, site=site, choices=choices), words_only()).totals


def test_a_year_costs_its_hours_times_the_watts_at_the_wall() -> None:
    found = totals(CARD, PSU)
    # 600 W at 60 % load: between 92 % at half and 89 % at full load, 91.4 %.
    assert found["wall_w"] == pytest.approx(600 / 0.914)
    energy = found["energy"]
    assert energy["load_kwh_year"] == pytest.approx(600 / 0.914 * 8.76)
    assert energy["load_cost_year"] == pytest.approx(600 / 0.914 * 8.76 * 0.3)
    assert energy["idle_kwh_year"] == pytest.approx(30 / 0.9 * 8.76)
    assert found["circuits"][0]["idle_amps"] == pytest.approx(30 / 0.9 / 240)


def test_a_supply_has_idle_load_and_peak() -> None:
    (supply,) = totals(CARD, PSU)["psus"]
    assert (supply["idle_w"], supply["watts"], supply["peak_w"]) == (30, 600, 1200)


def test_without_the_cards_watts_nothing_is_figured_from_them() -> None:
    found = totals(item("gpu", 2), PSU)
    assert {found[name] for name in ("dc_w", "wall_w", "idle_w", "idle_wall_w", "peak_w", "btu_h", "cfm")} == {None}
    assert {found["psus"][0][name] for name in ("watts", "share", "idle_w", "peak_w")} == {None}
    assert {found["circuits"][0][name] for name in ("wall_w", "amps", "idle_amps")} == {None}
    assert {found["energy"][name] for name in ("idle_kwh_year", "load_kwh_year", "load_cost_year")} == {None}


def test_without_a_price_a_year_has_no_cost() -> None:
    energy = totals(CARD, PSU, site=Site(circuits=SITE.circuits))["energy"]
    assert energy["load_kwh_year"] > 0
    assert (energy["idle_cost_year"], energy["load_cost_year"]) == (None, None)


def test_the_weight_is_whole_or_named_as_a_part() -> None:
    case = item("chassis", weight_kg=10, rack_units=4)
    assert totals(CARD, PSU, case)["weight_kg"] == 15
    unknown = totals(CARD, PSU, item("chassis", rack_units=4))
    assert (unknown["weight_kg"], unknown["weight_at_least_kg"]) == (None, 5)
    nothing = totals(item("gpu", board_power_w=300))
    assert (nothing["weight_kg"], nothing["weight_at_least_kg"]) == (None, None)


@pytest.mark.parametrize(
    ("chassis", "expected"),
    [({"kind": "rack", "rack_units": 4}, 5), ({"kind": "rack"}, None), ({"kind": "tower"}, 1)],
    ids=["known", "unknown", "a tower takes none"],
)
def test_rack_units_are_those_of_machines_and_switches(chassis: dict[str, Any], expected: float | None) -> None:
    assert totals(CARD, item("chassis", **chassis), item("switch", rack_units=1))["rack_units"] == expected


def test_coolant_rises_with_heat_and_falls_with_flow() -> None:
    card = item("gpu", board_power_w=350, cooling="loop", made_cooling="passive")
    assert totals(card, choices=Choices(loop_lpm=1))["coolant"]["rise_k"] == pytest.approx(5.03, abs=0.01)
    assert totals(card)["coolant"]["rise_k"] is None
    assert totals(CARD)["coolant"] is None


def test_memory_is_as_fast_as_its_slowest_link() -> None:
    cpu = item("cpu", 2, memory_channels=8, memory_mts=2933)
    ram = totals(cpu, item("memory", 8, capacity_gib=32, speed_mts=3200))["ram"]
    assert (ram["gib"], ram["mts"], ram["channels_filled"], ram["channels"]) == (256, 2933, 8, 16)
    assert ram["gb_s"] == pytest.approx(187.7, abs=0.05)
    assert totals(cpu, item("memory", 8, capacity_gib=32))["ram"]["gb_s"] is None
    assert totals(cpu, item("memory", 32, capacity_gib=32, speed_mts=3200))["ram"]["mts"] is None


def test_every_seat_has_its_link() -> None:
    links = {link["device"]: link for link in report(template("build-a")).totals["links"]}
    assert links["gpus#1"]["gb_s"] == pytest.approx(63.015, abs=5e-4)
    assert links["nic"]["gb_s"] == pytest.approx(31.508, abs=5e-4)
    assert (links["boot"]["lanes"], links["boot"]["gen"]) == (4, 3)


def test_an_unknown_grade_is_named() -> None:
    assert totals(CARD, PSU)["efficiency_known"]
    assert not totals(CARD, item("psu", ratings=[record(volts_min=100, volts_max=240, watts=1000)]))["efficiency_known"]
