"""Watts of every device and of all together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.build import Choices, Item, Site
from app.core.build import Circuit as Mains
from app.core.case import Case
from app.core.engine import evaluate
from app.core.estimate.power import MODULE_W, PowerEstimate
from app.core.rig import resolve
from app.core.rules._examples import build, item, record
from tests.rules.harness import words_only


def estimate(*items: Item, choices: Choices | None = None) -> PowerEstimate:
    return Case(resolve(build(*items, choices=choices), words_only())).power


@pytest.mark.parametrize(
    ("part", "watts"),
    [
        (item("cpu", tdp_w=280), 280),
        (item("memory", generation="ddr4", capacity_gib=32), 4),
        (item("memory", generation="ddr5", capacity_gib=32), 6),
        (item("memory"), 6),
        (item("memory", generation="ddr4", kit_modules=8), 32),
        (item("memory", generation="ddr4", capacity_gib=16, kit_modules=2), 8),
        (item("memory", generation="ddr4", capacity_gib=128), 10),
        (item("memory", module_w=3, capacity_gib=128, kit_modules=2), 6),
        (item("memory", generation="ddr4", total_gib=16), 8),
        (item("memory", generation="ddr4", total_gib=256), 64),
        (item("storage", form="m2-2280"), 8),
        (item("storage", form="u2"), 14),
        (item("storage", form="sata25"), 3),
        (item("storage", form="sata25", rotating=True), 8),
        (item("storage", form="hdd35"), 8),
        (item("storage"), 14),
        (item("storage", power_w=5), 5),
        (item("nic", ports=[record(form="rj45", gbps=10, count=2)]), 10),
        (item("nic", ports=[record(form="sfp28", gbps=25, count=2)]), 12),
        (item("nic", ports=[record(form="qsfp28", gbps=100, count=1)]), 20),
        (item("nic", ports=[record(form="qsfp28", gbps=100, count=2)]), 25),
        (item("nic"), 25),
        (item("motherboard", socket_count=2), 80),
        (item("motherboard", socket_count=1), 50),
        (item("motherboard", socket_count=1, bmc=False), 40),
        (item("motherboard", board_w=33), 33),
        (item("hba"), 15),
        (item("riser", active="switch"), 20),
        (item("riser", active="retimer"), 0),
        (item("pump"), 20),
        (item("fan", power_w=5), 5),
        (item("cpu-cooler", fan_count=2), 6),
        (item("cpu-cooler"), 0),
        (item("chassis", fans_included=3), 9),
        (item("rack"), 0),
    ],
)
def test_a_device(part: Item, watts: float) -> None:
    assert estimate(part).dc_w == watts


def test_every_memory_generation_has_a_figure() -> None:
    word = words_only().vocabulary.word("memory", "generation")
    assert word is not None
    assert set(word.choices) == set(MODULE_W)


def test_unknown_gpus_and_processors_leave_the_sum_open() -> None:
    found = estimate(item("gpu"), item("cpu"), item("hba"))
    assert (found.dc_w, found.peak_w, found.idle_w, found.judged_w) == (None, None, None, None)
    assert found.at_least_w == 15
    assert [gap.fact for gap in found.missing] == ["board_power_w", "tdp_w"]
    assert "at least" in found.arithmetic


def test_a_stated_load_is_judged_instead() -> None:
    found = estimate(item("gpu"), choices=Choices(load_override_w=900))
    assert (found.dc_w, found.judged_w) == (None, 900)


def test_server_fans_take_their_share() -> None:
    card = item("gpu", board_power_w=1000)
    assert estimate(card, item("chassis", kind="server")).dc_w == pytest.approx(1150)
    assert estimate(card, item("chassis", kind="server", server_fans=False)).dc_w == 1000
    assert estimate(card, item("chassis", kind="rack", server_fans=True)).dc_w == pytest.approx(1150)


def test_listed_fans_stand_for_those_that_came_with_the_chassis() -> None:
    assert estimate(item("chassis", fans_included=4), item("fan", 2)).dc_w == 6


@pytest.mark.parametrize(
    ("facts", "slot_w"),
    [
        ({"aux_power": []}, 300),
        ({"aux_power": [record(connector="pcie8", count=2)]}, 66),
        ({}, 66),
        ({"form_factor": "sxm4"}, 0),
    ],
)
def test_watts_through_the_slot(facts: dict[str, object], slot_w: float) -> None:
    load = estimate(item("gpu", board_power_w=300, **facts)).load("gpu")
    assert load is not None
    assert load.slot_w == slot_w


def test_the_shortest_peak_counts_the_largest_card_three_times() -> None:
    found = estimate(
        item("gpu", board_power_w=300), item("gpu", item_id="b", board_power_w=200), item("cpu", tdp_w=100)
    )
    assert found.peak_w == 100 + 3 * 300 + 200


def test_a_limited_card_rests_as_an_unlimited_one() -> None:
    card = {"board_power_w": 400, "power_limit_w": 200}
    assert estimate(item("gpu", **card)).idle_w == pytest.approx(80)
    assert estimate(item("gpu", idle_w=12, **card)).idle_w == 12


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(("gpu", "cpu")), st.one_of(st.none(), st.integers(50, 600))), max_size=5))
def test_the_sum_is_the_sum_of_its_terms(parts: list[tuple[str, int | None]]) -> None:
    facts = {"gpu": "board_power_w", "cpu": "tdp_w"}
    items = [item(kind, item_id=f"d{number}", **{facts[kind]: watts}) for number, (kind, watts) in enumerate(parts)]
    found = estimate(*items)
    assert found.at_least_w == sum(watts or 0 for _, watts in parts)
    assert found.at_least_w == sum(load.watts for load in found.loads)
    assert (found.dc_w is None) == any(watts is None for _, watts in parts)
    assert len(found.missing) == sum(watts is None for _, watts in parts)


def test_totals_never_pass_a_part_of_a_sum_for_the_whole() -> None:
    psu = item("psu", ratings=[record(volts_min=100, volts_max=240, watts=1000)], efficiency="gold")
    site = Site(circuits=(Mains(240, 16),))
    unknown = evaluate(build(item("gpu", memory_gb=24), item("gpu", item_id="b"), psu, site=site), words_only()).totals
    assert (unknown["dc_w"], unknown["wall_w"], unknown["btu_h"], unknown["vram_gb"]) == (None, None, None, None)
    assert unknown["circuits"][0]["amps"] is None
    assert unknown["psus"][0]["watts"] is None
    known = evaluate(build(item("gpu", 2, memory_gb=24, board_power_w=300), psu, site=site), words_only()).totals
    assert (known["dc_w"], known["vram_gb"]) == (600, 48)
    assert known["circuits"][0]["amps"] == pytest.approx(known["wall_w"] / 240)
    assert known["price"] == {"low": {}, "high": {}, "unpriced_lines": 2}
