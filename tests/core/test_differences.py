"""What one build has that another has not."""

from __future__ import annotations

import pytest

from app.core.build import Build, Choices, Circuit, CustomPart, Item, Site, Software
from app.core.differences import FieldChange, ItemChange, differences
from app.core.parts import Facts

GPU = Item("gpu", 2, "gpu/a/b", facts=Facts({"length_mm": 300}))
PSU = Item("psu", 1, custom=CustomPart("psu", "Old", Facts({"watts": 1000})))
BUILD = Build((GPU, PSU), Site((Circuit(120, 15),), room_c=25), Choices(software=Software(os="x")), "One")


def test_the_same_builds_differ_in_nothing_and_titles_do_not_count() -> None:
    assert differences(BUILD, BUILD).nothing
    assert differences(BUILD, Build(BUILD.items, BUILD.site, BUILD.choices, "Two")).nothing


def test_items_that_came_and_went() -> None:
    cpu = Item("cpu", 1, "cpu/a/b")
    assert differences(BUILD, Build((GPU, cpu), BUILD.site, BUILD.choices)).items == (
        ItemChange("removed", PSU, None),
        ItemChange("added", None, cpu),
    )


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (Item("gpu", 3, "gpu/a/b", facts=GPU.facts), FieldChange("quantity", 2, 3)),
        (Item("gpu", 2, "gpu/a/c", facts=GPU.facts), FieldChange("part", "gpu/a/b", "gpu/a/c")),
        (Item("gpu", 2, "gpu/a/b"), FieldChange("facts.length_mm", 300, None)),
        (Item("gpu", 2, "gpu/a/b", facts=GPU.facts, owned=True), FieldChange("owned", False, True)),
        (Item("cards", 4, "gpu/a/b", facts=GPU.facts), FieldChange("quantity", 2, 4)),
    ],
)
def test_an_item_that_changed(after: Item, change: FieldChange) -> None:
    found = differences(BUILD, Build((after, PSU), BUILD.site, BUILD.choices))
    assert found.items == (ItemChange("changed", GPU, after, (change,)),)


def test_a_renamed_item_alone_is_no_change() -> None:
    renamed = Item("cards", 2, "gpu/a/b", facts=GPU.facts)
    assert differences(BUILD, Build((renamed, PSU), BUILD.site, BUILD.choices)).nothing


def test_the_place_and_the_choices() -> None:
    site = Site((Circuit(240, 20),), room_c=30)
    found = differences(BUILD, Build(BUILD.items, site, Choices(coolant_c=35, software=Software(os="y"))))
    assert found.site == (
        FieldChange("circuits", (Circuit(120, 15),), (Circuit(240, 20),)),
        FieldChange("room_c", 25, 30),
    )
    assert {change.path for change in found.choices} == {"coolant_c", "software.os"}
