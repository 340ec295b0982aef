"""Supplies through PDUs and UPSes to circuits."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.build import Choices, Circuit, Item, Site
from app.core.case import Case
from app.core.diagrams.faults import within
from app.core.diagrams.power_tree import power_tree
from app.core.parts import Facts
from app.core.placement.outlets import may_plug_into
from app.core.placement.plans import OutletPlan
from app.core.rig import resolve
from app.core.rules._examples import build, item, record
from tests.rules.harness import words_only

LARGE = [record(volts_min=100, volts_max=240, watts=1600)]
ONE = (Circuit(240, 30),)
TWO = (Circuit(240, 20, receptacle="L6-20"), Circuit(240, 30, receptacle="L6-30"))


def supply(count: int = 1, inlet: str | None = "c14", item_id: str = "psu", **facts: Any) -> Item:
    usual = {"ratings": LARGE, "efficiency": "gold", "inlet": inlet, "redundant": True}
    return item("psu", count, **{"item_id": item_id} | usual | facts)


def strip(category: str = "pdu", *outlets: Facts, plug: str | None = None, count: int = 1) -> Item:
    return item(category, count, outlets=list(outlets) or None, input_plug=plug)


def outlet(kind: str, count: int = 1) -> Facts:
    return record(type=kind, count=count)


def plan(*items: Item, circuits: tuple[Circuit, ...] = ONE) -> OutletPlan:
    choices = Choices(load_override_w=1200)
    return Case(resolve(build(*items, site=Site(circuits=circuits), choices=choices), words_only())).outlets


def ways(found: OutletPlan) -> list[tuple[str, str | None, str | None]]:
    return [(hookup.psu, hookup.feeder, hookup.outlet) for hookup in found.hookups]


def test_without_pdu_or_ups_there_is_nothing_to_say() -> None:
    assert plan(supply()).status == "waiting"


def test_supplies_divide_over_equal_pdus() -> None:
    found = plan(supply(4), strip("pdu", outlet("C13", 8), count=2))
    assert found.status == "placed"
    assert [feeder for _, feeder, _ in ways(found)] == ["pdu#1", "pdu#2", "pdu#1", "pdu#2"]
    assert found.watts_on()["pdu#1"] == pytest.approx(sum(hookup.watts for hookup in found.hookups) / 2)


def test_an_outlet_of_the_inlets_own_kind_is_taken_first() -> None:
    found = plan(supply(1), supply(1, "c20", "b"), strip("pdu", outlet("5-20R"), outlet("NEMA 5-15R")))
    assert ways(found) == [("psu", "pdu", "5-15R"), ("b", "pdu", "5-20R")]


def test_nobody_takes_the_only_outlet_of_another() -> None:
    found = plan(supply(1), supply(1, "c20", "b"), strip("pdu", outlet("C13")), strip("ups", outlet("5-20R")))
    assert found.status == "placed"
    assert ways(found) == [("psu", "pdu", "C13"), ("b", "ups", "5-20R")]


def test_who_finds_no_outlet_is_named() -> None:
    found = plan(supply(3, "c20"), strip("pdu", outlet("C19", 2), outlet("C13", 8)))
    assert (found.status, found.unplugged) == ("impossible", ("psu#3",))


@pytest.mark.parametrize(
    ("inlets", "outlets", "expected"),
    [
        ({"inlet": None}, [outlet("C13", 2), outlet("C19", 2)], ("placed", [])),
        ({"inlet": None}, [outlet("C13", 2), outlet("C19", 1)], ("unknown", ["inlet"])),
        (
            {"inlet": None, "form_factor": "atx", "ratings": [record(volts_min=100, volts_max=240, watts=850)]},
            [outlet("C13", 2)],
            ("placed", []),
        ),
        (
            {"inlet": None, "form_factor": "atx", "ratings": [record(volts_min=100, volts_max=240, watts=851)]},
            [outlet("C13", 2)],
            ("unknown", ["inlet"]),
        ),
        ({}, [], ("unknown", ["outlets"])),
    ],
    ids=["enough of either", "inlets decide", "a small ATX supply", "just over small", "unlisted outlets"],
)
def test_what_is_unknown_is_named(
    inlets: dict[str, Any], outlets: list[Facts], expected: tuple[str, list[str]]
) -> None:
    found = plan(supply(2, **inlets), strip("pdu", *outlets))
    assert (found.status, [gap.fact for gap in found.missing]) == expected


def test_a_pdu_hangs_behind_the_ups_that_takes_its_plug() -> None:
    ups = strip("ups", outlet("C19"), outlet("C13", 4))
    (behind,) = plan(supply(), ups, strip("pdu", outlet("C13"), plug="IEC C20")).hookups
    assert (behind.feeder, behind.behind) == ("pdu", "ups")
    (beside,) = plan(supply(), ups, strip("pdu", outlet("C13"), plug="NEMA L6-30P")).hookups
    assert (beside.feeder, beside.behind) == ("ups", None)


def test_a_pdu_stands_where_its_plug_fits_and_the_other_circuit_offers_its_socket() -> None:
    found = plan(supply(4), strip("pdu", outlet("C13", 8), plug="L6-20P"), circuits=TWO)
    assert {(hookup.feeder, hookup.circuit) for hookup in found.hookups} == {("pdu", 0), (None, 1)}
    assert sum(hookup.feeder is None for hookup in found.hookups) == 1  # an L6-30 socket is a single one


def test_circuits_carry_what_hangs_on_their_outlets() -> None:
    rig = build(
        supply(4),
        strip("pdu", outlet("C13", 8), plug="L6-20P"),
        site=Site(circuits=TWO),
        choices=Choices(load_override_w=1200),
    )
    case = Case(resolve(rig, words_only()))
    on_circuits = {name: load.index for load in case.circuits.loads for name in load.psus}
    assert on_circuits == {hookup.psu: hookup.circuit for hookup in case.outlets.hookups}


def test_without_a_circuit_the_way_ends_at_the_strip() -> None:
    (hookup,) = plan(supply(), strip("pdu", outlet("C13")), circuits=()).hookups
    assert (hookup.feeder, hookup.outlet, hookup.circuit) == ("pdu", "C13", None)


def test_several_machines_share_the_strips_of_their_number() -> None:
    found = plan(item("motherboard", 2), supply(4), strip("pdu", outlet("C13", 2), count=2))
    assert [(hookup.psu, hookup.feeder) for hookup in found.hookups] == [
        ("psu#1", "pdu"),
        ("psu#2", "pdu of machine 2"),
        ("psu#1 of machine 2", "pdu"),
        ("psu#2 of machine 2", "pdu of machine 2"),
    ]


@pytest.mark.parametrize(
    ("plug", "outlets", "fits"),
    [
        ("NEMA 5-15P", ["5-20R"], True),
        ("NEMA 5-20P", ["5-15R"], False),
        ("IEC C14", ["C13"], True),
        ("IEC C20", ["C13"], False),
        ("NEMA L6-30P", ["L6-30R"], True),
        ("IEC 60309 2P+E 6h 32 A", ["C13"], True),
        (None, ["C13"], True),
        ("IEC C20", None, True),
    ],
)
def test_plugs_fit_as_far_as_both_are_known(plug: str | None, outlets: list[str] | None, fits: bool) -> None:
    assert may_plug_into(plug, outlets) is fits


def test_the_power_tree_shows_the_strips() -> None:
    rig = build(
        item("gpu", board_power_w=300),
        supply(2),
        strip("pdu", outlet("C13", 8), plug="IEC C20"),
        strip("ups", outlet("C19")),
        site=Site(circuits=ONE),
    )
    drawn = power_tree(Case(resolve(rig, words_only())), within((), frozenset()))
    assert drawn is not None
    assert "ups on Circuit 1" in drawn.description
    assert "pdu on ups" in drawn.description
    assert "psu#2 on pdu" in drawn.description
