"""Builds resolved: bundles unfolded, stated facts, equal machines, and sentences for what can't be."""

from __future__ import annotations

import pytest

from app.core.build import Build, Choices, CustomPart, Item
from app.core.parts import Basis, Catalog, Facts, Part, Provided, Source
from app.core.rig import MAX_DEVICES, Rig, RigError, distinct, resolve
from app.core.rules._examples import build, item, record
from tests.rules.harness import words_only

VENDOR = Source("https://example.com/", "Data sheet", Basis.VENDOR)
BOARD = Part("motherboard/x/inner", "motherboard", "Inner board", facts=Facts({"socket": "SP3", "socket_count": 1}))
PSU = Part(
    "psu/x/1000",
    "psu",
    "Inner supply",
    facts=Facts({"efficiency": "gold", "length_mm": 185}),
    sources={"efficiency": VENDOR, "length_mm": VENDOR},
)
SERVER = Part(
    "server/x/one",
    "server",
    "Server",
    facts=Facts({"rack_units": 2}),
    provides=(Provided("motherboard", 1, inner=BOARD), Provided("psu", 2, part=PSU.id)),
)
RACK = Part("server/x/twins", "server", "Two in one", provides=(Provided("server", 2, part=SERVER.id),))
LAME = Part("server/x/lame", "server", "Lame", provides=(Provided("psu", 1, part="psu/none"),))


def catalog() -> Catalog:
    parts = {part.id: part for part in (PSU, SERVER, RACK, LAME)}
    return Catalog(parts, words_only().vocabulary, {"server/x/old": SERVER.id})


def rig(*items: Item) -> Rig:
    return resolve(build(*items), catalog())


def names(found: Rig) -> list[str]:
    return [device.name for device in found.devices]


SERVERS = Item("box", part=SERVER.id)


def test_units_have_names_of_their_own() -> None:
    assert names(rig(item("gpu", 2), item("fan"))) == ["gpu#1", "gpu#2", "fan"]


def test_a_bundle_brings_its_parts() -> None:
    found = rig(SERVERS)
    assert names(found) == ["box", "box.motherboard", "box.psu#1", "box.psu#2"]
    assert [device.bundle for device in found.devices] == [None, "box", "box", "box"]
    assert found.board is not None
    assert found.board.text("socket") == "SP3"


def test_a_bundle_in_a_bundle() -> None:
    found = rig(Item("rack", part=RACK.id))
    assert [len(found.all(category)) for category in ("server", "motherboard", "psu")] == [1, 2, 4]
    assert len(set(names(found))) == len(found.devices)


def test_several_kinds_of_one_category_are_numbered_through() -> None:
    mixed = Part(
        "server/x/mixed", "server", "Mixed", provides=(Provided("psu", 2, part=PSU.id), Provided("psu", 1, inner=PSU))
    )
    found = resolve(build(Item("box", part=mixed.id)), Catalog({mixed.id: mixed, PSU.id: PSU}, words_only().vocabulary))
    assert names(found) == ["box", "box.psu#1", "box.psu#2", "box.psu#3"]


def test_what_is_chosen_replaces_what_is_brought() -> None:
    found = rig(SERVERS, item("psu", item_id="own"))
    assert [psu.name for psu in found.all("psu")] == ["own"]
    assert found.has("motherboard")


def test_a_renamed_part() -> None:
    assert names(rig(Item("box", part="server/x/old"))) == names(rig(SERVERS))


@pytest.mark.parametrize("fact", ["psu.efficiency", "efficiency"])
def test_a_stated_fact_of_something_brought(fact: str) -> None:
    found = rig(Item("box", part=SERVER.id, facts=Facts({fact: "titanium"})))
    psu = found.all("psu")[0]
    assert psu.text("efficiency") == "titanium"
    assert psu.part.overridden == Facts({"efficiency": "gold"})
    assert psu.part.basis("efficiency") is Basis.USER
    (cited,) = psu.cite("efficiency")
    assert (cited.basis, cited.source) == (Basis.USER, None)
    assert psu.part.sources["efficiency"] is VENDOR
    assert psu.part.basis("length_mm") is Basis.VENDOR


def test_a_stated_fact_of_the_bundle_itself() -> None:
    found = rig(Item("box", part=SERVER.id, facts=Facts({"rack_units": 4})))
    assert found.devices[0].number("rack_units") == 4
    assert found.devices[0].part.overridden == Facts({"rack_units": 2})


def test_facts_of_a_custom_part_are_the_users_word() -> None:
    (gpu,) = rig(item("gpu", board_power_w=300)).devices
    assert gpu.part.basis("board_power_w") is Basis.USER
    assert gpu.part.overridden == Facts()


def test_missing_facts_say_whose_they_are_and_where_to_look() -> None:
    found = rig(SERVERS, item("motherboard", item_id="own", slots=[record(id="S1")]))
    (psu, *_), board = found.all("psu"), found.board
    assert board is not None
    (gap,) = psu.lacks("ratings", "efficiency")
    assert (gap.item, gap.fact, gap.category) == ("box", "psu.ratings", "psu")
    assert gap.label
    assert gap.where
    (field,) = board.lacks("slots", "slots.root")
    assert (field.item, field.fact) == ("own", "slots.root")
    assert "block diagram" in field.where


@pytest.mark.parametrize(
    ("items", "machines", "devices"),
    [
        pytest.param((item("motherboard", 3), item("gpu", 6), item("psu", 3)), 3, 4, id="three equal ones"),
        pytest.param((item("motherboard", 3), item("gpu", 5)), 1, 8, id="not divisible"),
        pytest.param((item("motherboard"), item("gpu", 4)), 1, 5, id="one"),
        pytest.param((item("motherboard", 2), item("motherboard", 2, item_id="other")), 1, 4, id="two kinds of board"),
        pytest.param((Item("box", 2, SERVER.id), item("gpu", 4)), 2, 6, id="servers"),
        pytest.param((item("gpu", 4),), 1, 4, id="no board"),
    ],
)
def test_equal_machines_are_judged_as_one(items: tuple[Item, ...], machines: int, devices: int) -> None:
    found = rig(*items)
    assert (found.machines, len(found.devices)) == (machines, devices)
    assert found.build.items == items


@pytest.mark.parametrize(
    ("item_of_it", "words"),
    [
        (Item("a", part="gpu/none"), "no part “gpu/none”"),
        (Item("a"), "no part “None”"),
        (Item("a", custom=CustomPart("toaster", "x")), "no category “toaster”"),
        (Item("a", part=LAME.id), "brings “psu/none”"),
        (item("gpu", MAX_DEVICES + 1, item_id="a"), "more than 512 devices"),
        (Item("a", 200, part=SERVER.id), "more than 512 devices"),
    ],
)
def test_what_can_not_be_resolved_has_a_sentence(item_of_it: Item, words: str) -> None:
    with pytest.raises(RigError, match=words) as caught:
        rig(item_of_it, item("motherboard", 1, item_id="b"))
    assert caught.value.item == "a"


def test_as_many_devices_as_are_judged() -> None:
    assert len(rig(item("gpu", MAX_DEVICES - 1), item("fan")).devices) == MAX_DEVICES
    with pytest.raises(RigError):
        rig(item("gpu", MAX_DEVICES), item("fan"))


@pytest.mark.parametrize(
    ("own", "default", "limit"),
    [(None, None, 350), (280, None, 280), (280, 200, 280), (None, 200, 200), (None, 400, 350)],
)
def test_power_limits(own: float | None, default: float | None, limit: float) -> None:
    gpu = item("gpu", board_power_w=350) if own is None else item("gpu", board_power_w=350, power_limit_w=own)
    found = resolve(build(gpu, choices=Choices(gpu_power_limit_w=default)), catalog())
    assert found.power_limit_w(found.gpus[0]) == limit


def test_distinct_tells_each_part_of_each_item_once() -> None:
    found = rig(item("gpu", 3), item("gpu", 2, item_id="more"))
    assert {device.name for device in distinct(found.devices)} == {"gpu#1", "more#1"}


def test_missing_categories() -> None:
    assert "gpu" in resolve(Build(), catalog()).missing_categories()
    assert "motherboard" not in rig(SERVERS).missing_categories()
