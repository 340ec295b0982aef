"""One schema for builds from outside: what it takes, what it refuses and where it says so, and the way back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.build import Build, Circuit, CustomPart
from app.core.links import decode, encode
from app.core.parts import Catalog, Facts
from app.core.vocabulary import EMPTY_VOCABULARY
from app.intake.builds import BuildError, from_build, pointer, read_build
from app.intake.facts import FactsError, read_facts

GPU = "gpu/nvidia/test-9000"
FULL: dict[str, Any] = {
    "title": "A bench",
    "items": [
        {
            "id": "gpus",
            "part": GPU,
            "quantity": 4,
            "power_limit_w": 280,
            "cooling": "loop",
            "facts": {"length_mm": 268},
        },
        {"part": "server/test/server", "facts": {"chassis.height_mm": 176, "rack_units": 4}},
        {
            "custom": {
                "category": "psu",
                "name": "old supply",
                "facts": {"ratings": [{"volts_min": 100, "volts_max": 240, "watts": 1100}], "redundant": False},
            },
            "quantity": 2,
            "price_paid": 40.5,
            "owned": True,
            "note": "from the attic",
        },
    ],
    "site": {
        "circuits": [{"volts": 120, "amps": 20, "phases": 1, "receptacle": "5-20", "other_load_w": 300}],
        "room_c": 25,
        "humidity_pct": 50,
        "room_cooling_w": 3500,
        "living_space": True,
        "region": "US",
    },
    "choices": {
        "gpu_power_limit_w": 280,
        "psu_redundancy": "2+2",
        "workload": "inference",
        "tensor_parallel": 4,
        "coolant_c": 35,
        "loop_lpm": 6,
        "load_override_w": None,
        "boot_mode": "uefi",
        "software": {"os": "ubuntu-24.04", "driver": "580", "cuda": "12.8"},
        "slot_pins": [{"device": "gpus#2", "slot": "PCIE5"}],
        "cable_pins": [],
    },
}


def read(raw: object, catalog: Catalog) -> Build:
    return read_build(raw, catalog.vocabulary, catalog)


def faults(raw: object, catalog: Catalog) -> dict[str, str]:
    with pytest.raises(BuildError) as caught:
        read(raw, catalog)
    return {pointer(fault.path): f"{fault.what} {fault.cure}" for fault in caught.value.faults}


def test_the_body_of_the_api_becomes_a_build(small_catalog: Catalog) -> None:
    build = read(FULL, small_catalog)
    gpus, server, supply = build.items
    assert (gpus.id, gpus.part, gpus.quantity, gpus.power_limit_w, gpus.cooling) == ("gpus", GPU, 4, 280, "loop")
    assert gpus.facts == Facts({"length_mm": 268})
    assert server.facts == Facts({"chassis.height_mm": 176, "rack_units": 4})
    rating = Facts({"volts_min": 100, "volts_max": 240, "watts": 1100})
    assert supply.custom == CustomPart("psu", "old supply", Facts({"ratings": (rating,), "redundant": False}))
    assert build.site.circuits == (Circuit(120, 20, 1, "5-20", 300),)
    assert build.choices.load_override_w is None
    assert build.choices.software.driver == "580"
    assert build.choices.slot_pins[0].slot == "PCIE5"


def test_a_build_comes_back_as_it_was_said(small_catalog: Catalog) -> None:
    build = read(FULL, small_catalog)
    plain = from_build(build)
    assert read(plain, small_catalog) == build
    assert from_build(read(decode(encode(plain)), small_catalog)) == plain
    assert json.loads(json.dumps(plain)) == plain
    assert "load_override_w" not in plain["choices"]
    assert plain["items"][2]["id"] == "psu"
    assert [item["quantity"] for item in plain["items"]] == [4, 1, 2]


def test_the_same_build_has_one_code_however_it_is_written(small_catalog: Catalog) -> None:
    written = {"items": [{"part": "gpu/nvidia/old-9000", "power_limit_w": 250.0, "facts": {"length_mm": 300.0}}]}
    other = {"items": [{"part": GPU, "id": "gpu", "quantity": 1, "power_limit_w": 250, "facts": {"length_mm": 300}}]}
    codes = {encode(from_build(read(raw, small_catalog))) for raw in (written, other)}
    assert len(codes) == 1


def test_a_records_fields_stand_in_the_vocabularys_order(small_catalog: Catalog) -> None:
    """Not in a set's, which another process has otherwise: the same build would have another code there."""
    written = {"count": 2, "watts": 150, "cables": 2, "connector": "pcie8"}
    build = read(
        {"items": [{"custom": {"category": "psu", "name": "x", "facts": {"outputs": [written]}}}]}, small_catalog
    )
    (output,) = from_build(build)["items"][0]["custom"]["facts"]["outputs"]
    words = small_catalog.vocabulary.word("psu", "outputs")
    assert words is not None
    assert list(output) == [field.name for field in words.fields if field.name in written]


def test_an_empty_build_is_a_build(small_catalog: Catalog) -> None:
    assert from_build(read({"items": []}, small_catalog)) == {"items": []}
    assert from_build(Build()) == {"items": []}


def test_knowing_of_none_survives_the_way(small_catalog: Catalog) -> None:
    raw = {"items": [{"custom": {"category": "gpu", "name": "x", "facts": {"aux_power": []}}}]}
    build = read(from_build(read(raw, small_catalog)), small_catalog)
    assert build.items[0].custom is not None
    assert build.items[0].custom.facts.records("aux_power") == ()


def test_ids_are_given_in_order_around_those_that_are_taken(small_catalog: Catalog) -> None:
    items = [{"part": GPU}, {"id": "gpu-2", "part": GPU}, {"part": GPU}, {"part": GPU}]
    assert [item.id for item in read({"items": items}, small_catalog).items] == ["gpu", "gpu-2", "gpu-3", "gpu-4"]


def test_a_bundles_plain_fact_may_be_one_of_what_it_brings(small_catalog: Catalog) -> None:
    build = read({"items": [{"part": "server/test/server", "facts": {"depth_mm": 700}}]}, small_catalog)
    assert build.items[0].facts == Facts({"depth_mm": 700})


def one(**item: Any) -> dict[str, Any]:
    return {"items": [{"part": GPU, **item}]}


def custom(**facts: Any) -> dict[str, Any]:
    return {"items": [{"custom": {"category": "gpu", "name": "x", "facts": facts}}]}


# Each row: the body, the pointer that is named, a word of the sentence.
REFUSED = [
    ("no table", [], "", "a table is wanted"),
    ("no items", {}, "/items", "missing"),
    ("items of another kind", {"items": {}}, "/items", "a list is wanted"),
    ("a misspelt key", one(quantty=2), "/items/0/quantty", "quantity"),
    ("a key that nobody knows", {"items": [], "colour": 1}, "/colour", "not a key"),
    ("a negative quantity", one(quantity=-1), "/items/0/quantity", "at least 1"),
    ("no unit", one(quantity=0), "/items/0/quantity", "at least 1"),
    ("too many units", one(quantity=257), "/items/0/quantity", "at most 256"),
    ("a quantity as text", one(quantity="2"), "/items/0/quantity", "whole number"),
    ("half a unit", one(quantity=1.5), "/items/0/quantity", "whole number"),
    ("a limit of no watts", one(power_limit_w=0), "/items/0/power_limit_w", "more than 0"),
    ("a limit without end", one(power_limit_w=float("inf")), "/items/0/power_limit_w", ""),
    ("an unknown part", one(part="gpu/nvidia/test-900"), "/items/0/part", "test-9000"),
    ("a part and a description", one(custom={"category": "gpu", "name": "x"}), "/items/0", "not both"),
    ("neither", {"items": [{}]}, "/items/0", "either"),
    (
        "an unknown category",
        {"items": [{"custom": {"category": "gpus", "name": "x"}}]},
        "/items/0/custom/category",
        "“gpu”",
    ),
    ("a name of blanks", {"items": [{"custom": {"category": "gpu", "name": " "}}]}, "/items/0/custom/name", "empty"),
    ("a misspelt fact", custom(lenght_mm=3), "/items/0/custom/facts/lenght_mm", "length_mm"),
    ("an impossible zero", custom(length_mm=0), "/items/0/custom/facts/length_mm", "at least 50"),
    (
        "a wrong fact of a record",
        custom(aux_power=[{"connector": "pcie9", "count": 1}]),
        "/items/0/custom/facts/aux_power/0/connector",
        "not one of",
    ),
    ("a stated fact of another category", one(facts={"socket": "AM4"}), "/items/0/facts/socket", "not a fact"),
    (
        "a stated fact of what isn't brought",
        one(facts={"chassis.depth_mm": 5}),
        "/items/0/facts/chassis.depth_mm",
        "not a fact",
    ),
    ("an id that devices use", one(id="gpu#1"), "/items/0/id", "right form"),
    ("an id twice", {"items": [{"id": "a", "part": GPU}, {"id": "a", "part": GPU}]}, "/items/1/id", "repeats"),
    (
        "two phases",
        {"items": [], "site": {"circuits": [{"volts": 230, "phases": 2}]}},
        "/site/circuits/0/phases",
        "not one of",
    ),
    ("no volts", {"items": [], "site": {"circuits": [{"volts": 0}]}}, "/site/circuits/0/volts", "more than 0"),
    ("a wet room", {"items": [], "site": {"humidity_pct": 101}}, "/site/humidity_pct", "at most 100"),
    ("no redundancy", {"items": [], "choices": {"psu_redundancy": "two"}}, "/choices/psu_redundancy", "right form"),
    ("another way to boot", {"items": [], "choices": {"boot_mode": "bios"}}, "/choices/boot_mode", "not one of"),
    ("too many items", {"items": [{"part": GPU}] * 201}, "/items", "longer than 200"),
    ("a half character", {"items": [], "title": "\ud800"}, "/title", ""),
]


@pytest.mark.parametrize(("raw", "place", "said"), [pytest.param(*row[1:], id=row[0]) for row in REFUSED])
def test_a_wrong_build_is_refused_with_the_place_and_the_cure(
    small_catalog: Catalog, raw: object, place: str, said: str
) -> None:
    told = faults(raw, small_catalog)
    assert place in told
    assert said in told[place]


def test_all_faults_are_told_at_once(small_catalog: Catalog) -> None:
    raw = {"items": [{"part": "a/b"}, {"part": GPU, "facts": {"x": 1, "length_mm": "long"}}]}
    assert set(faults(raw, small_catalog)) == {"/items/0/part", "/items/1/facts/x", "/items/1/facts/length_mm"}


def test_the_answer_to_a_flood_of_faults_stays_small(small_catalog: Catalog) -> None:
    with pytest.raises(BuildError) as caught:
        read({"items": [{"x" * 10_000: 1}] * 200, "y" * 100_000: 1}, small_catalog)
    assert len(caught.value.faults) == 100
    assert len(str(caught.value)) < 50_000


def test_facts_alone_are_refused_in_one_sentence_each(small_catalog: Catalog) -> None:
    assert read_facts(small_catalog.vocabulary, "gpu", {"length_mm": 268}) == Facts({"length_mm": 268})
    with pytest.raises(FactsError, match="length_mm is 0; it must be at least 50"):
        read_facts(small_catalog.vocabulary, "gpu", {"length_mm": 0})


def test_a_pointer_escapes_what_json_pointers_must() -> None:
    assert pointer(("items", 0, "facts", "a/b~c")) == "/items/0/facts/a~1b~0c"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["items", "part", "custom", "facts", "site", "quantity"]) | st.text(), inner)
    ),
    max_leaves=12,
)


@given(anything)
def test_no_body_breaks_the_reader(raw: object) -> None:
    try:
        build = read_build(raw, EMPTY_VOCABULARY, Catalog())
    except BuildError:
        return
    assert isinstance(raw, dict)
    assert from_build(build)["items"] == []
