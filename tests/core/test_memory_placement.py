"""Modules on channels, balanced over processors."""

from __future__ import annotations

from app.core.build import Build, Item
from app.core.case import Case
from app.core.placement.plans import MemoryPlan
from app.core.rig import resolve
from app.core.rules._examples import build, item
from tests.rules.harness import words_only


def plan(rig: Build) -> MemoryPlan:
    return Case(resolve(rig, words_only())).memory


def two_sockets(*modules: Item, slots: int = 32) -> Build:
    board = item("motherboard", socket_count=2, dimm_slots=slots)
    return build(item("cpu", 2, memory_channels=8), board, *modules)


def seats(found: MemoryPlan) -> list[str]:
    return [f"{seat.device}.{seat.module} cpu{seat.cpu} {seat.channel}{seat.place}" for seat in found.seats]


def test_modules_alternate_between_processors() -> None:
    found = plan(two_sockets(item("memory", 4, capacity_gib=32)))
    assert seats(found) == ["memory#1.1 cpu0 A1", "memory#2.1 cpu1 A1", "memory#3.1 cpu0 B1", "memory#4.1 cpu1 B1"]
    assert (found.filled(0), found.filled(1), found.most_per_channel) == (2, 2, 1)


def test_every_channel_gets_one_before_any_gets_two() -> None:
    found = plan(two_sockets(item("memory", 17, capacity_gib=32)))
    assert found.status == "placed"
    assert (found.filled(0), found.filled(1), found.most_per_channel) == (8, 8, 2)


def test_two_sizes_come_to_equal_channels_where_they_can() -> None:
    small = item("memory", 16, item_id="small", capacity_gib=16)
    found = plan(two_sockets(item("memory", 16, item_id="large", capacity_gib=32), small))
    assert set(found.gib_by_channel().values()) == {48.0}


def test_a_kit_is_several_modules() -> None:
    found = plan(build(item("cpu", memory_channels=2), item("memory", total_gib=64, kit_modules=2)))
    assert seats(found) == ["memory.1 cpu0 A1", "memory.2 cpu0 B1"]
    assert set(found.gib_by_channel().values()) == {32.0}


def test_what_has_no_slot_is_counted() -> None:
    found = plan(two_sockets(item("memory", 20, capacity_gib=32), slots=16))
    assert (found.status, len(found.seats), found.unplaced) == ("impossible", 16, 4)


def test_uncounted_modules_and_channels_are_unknown_with_the_fact() -> None:
    uncounted = plan(build(item("cpu", memory_channels=2), item("memory", total_gib=64)))
    unwired = plan(build(item("cpu"), item("memory", 2, capacity_gib=32)))
    assert [(found.status, [gap.fact for gap in found.missing]) for found in (uncounted, unwired)] == [
        ("unknown", ["kit_modules"]),
        ("unknown", ["memory_channels"]),
    ]


def test_more_modules_than_any_board_takes_end_soon() -> None:
    found = plan(build(item("cpu", memory_channels=12), item("memory", 200, kit_modules=32, capacity_gib=8)))
    assert (found.status, len(found.seats), found.unplaced) == ("impossible", 96, 6304)


def test_hundreds_of_processors_and_modules_end_soon() -> None:
    found = plan(build(item("cpu", 200, memory_channels=16), item("memory", 96, capacity_gib=8)))
    assert {found.filled(cpu) for cpu in range(96)} == {1}
