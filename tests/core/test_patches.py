"""Edits: what each does to a build, its JSON form, and what is refused."""

import pytest

from app.core.build import Build, CablePin, Choices, Circuit, CustomPart, Item, Site, SlotPin
from app.core.parts import Catalog, Facts, Part
from app.core.repair.patches import (
    Add,
    Edit,
    PatchError,
    PinSlot,
    Remove,
    Replace,
    SetChoice,
    SetCircuits,
    SetCooling,
    SetPowerLimit,
    SetQuantity,
    apply,
    patch_from_list,
    patch_to_list,
)
from app.core.repair.titles import title_of

CATALOG = Catalog({"psu/new": Part("psu/new", "psu", "New supply"), "gpu/new": Part("gpu/new", "gpu", "New card")})
BUILD = Build(
    (
        Item("gpus", 4, part="gpu/new", power_limit_w=350.0, cooling="loop"),
        Item("psu", 2, custom=CustomPart("psu", "Old supply", Facts({"output_volts": 48})), price_paid=9, owned=True),
    ),
    Site((Circuit(120.0, 15.0),)),
    Choices(bus_volts=48.0, slot_pins=(SlotPin("gpus#1", "S1"),), cable_pins=(CablePin("gpus#1", "eps8", "psu#1"),)),
)

EDITS: list[tuple[Edit, str]] = [
    (Replace("psu", "psu/new"), "Replace Old supply with New supply"),
    (Replace("psu", "psu/new", 3), "Replace Old supply with 3 × New supply"),
    (Add("psu/new", 2), "Add 2 × New supply"),
    (Remove(("psu",)), "Remove 2 × Old supply"),
    (SetQuantity("psu", 3), "Take 3 × Old supply instead of 2"),
    (SetPowerLimit(("gpus",), 280.0), "Limit 4 × New card to 280 W each"),
    (SetCooling(("gpus",), "stock"), "Cool 4 × New card with air again"),
    (SetChoice("bus_volts"), "Feed the GPUs from 12 V, without a DC bus of another voltage"),
    (SetChoice("software.os", "Ubuntu 24.04"), "Set the operating system to Ubuntu 24.04"),
    (
        SetCircuits((Circuit(240.0, 20.0, receptacle="L6-20"),) * 2),
        "Put the rig on 2 circuits of 240 V / 20 A (ask an electrician)",
    ),
    (PinSlot("gpus#1", "S2"), "Move gpus#1 to slot S2"),
    (PinSlot("gpus#1"), "Let gpus#1 sit in any slot that suits it"),
]


@pytest.mark.parametrize(("edit", "title"), EDITS)
def test_an_edit_changes_the_build_is_told_and_comes_back_from_json(edit: Edit, title: str) -> None:
    assert apply(BUILD, (edit,), CATALOG) != BUILD
    assert title_of((edit,), BUILD, CATALOG) == title
    assert patch_from_list(patch_to_list((edit,))) == (edit,)


def test_a_replacement_keeps_what_is_the_builders_and_forgets_what_was_said_of_the_former() -> None:
    psu = apply(BUILD, (Replace("psu", "psu/new"),), CATALOG).items[1]
    assert psu == Item("psu", 2, part="psu/new")
    gpus = apply(BUILD, (Replace("gpus", "gpu/new"),), CATALOG).items[0]
    assert (gpus.quantity, gpus.power_limit_w, gpus.cooling) == (4, 350.0, "loop")


def test_removing_takes_the_pins_along() -> None:
    without = apply(BUILD, (Remove(("psu",)),), CATALOG)
    assert without.choices.cable_pins == ()
    assert without.choices.slot_pins == BUILD.choices.slot_pins
    assert apply(BUILD, (Remove(("gpus",)),), CATALOG).choices.slot_pins == ()


def test_an_added_part_gets_a_free_name() -> None:
    names = [item.id for item in apply(BUILD, (Add("psu/new"), Add("gpu/new")), CATALOG).items]
    assert names == ["gpus", "psu", "psu-2", "gpu"]


@pytest.mark.parametrize(
    "edit",
    [Replace("nobody", "psu/new"), Replace("psu", "psu/none"), Add("psu/none"), Remove(("x",)), SetChoice("slot_pins")],
)
def test_what_does_not_exist_is_refused(edit: Edit) -> None:
    with pytest.raises(PatchError):
        apply(BUILD, (edit,), CATALOG)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        {},
        ["x"],
        [{"op": "explode"}],
        [{"op": "replace", "item": "psu"}],
        [{"op": "replace", "item": 3, "part": "psu/new"}],
        [{"op": "add", "part": "psu/new", "quantity": "2"}],
        [{"op": "add", "part": "psu/new", "surprise": 1}],
        [{"op": "set_choice", "name": "bus_volts", "value": []}],
        [{"op": "set_circuits", "circuits": [{"volt": 3}]}],
        [{"op": "set_cooling", "items": ["gpus"], "cooling": "ice"}],
        [{"op": "set_power_limit", "items": "gpus", "watts": 3}],
        [{"op": ["add"]}],
    ],
)
def test_what_is_no_patch_is_refused(raw: object) -> None:
    with pytest.raises(PatchError):
        patch_from_list(raw)
