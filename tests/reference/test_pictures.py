"""What the pictures say, held against the report of the same build."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from app.core.build import Build
from app.core.diagrams import draw
from app.core.diagrams.scene import SMALL, Picture, words
from app.core.diagrams.svg import to_svg
from app.core.estimate.bandwidth import pcie_gb_s
from app.core.parts import Facts
from tests.reference.machines import build_of, catalog, on_circuits, report, template, with_choices, with_item

SVG = "{http://www.w3.org/2000/svg}"
BUILDS = (
    "published-mini-colossus",
    "build-a0",
    "build-a",
    "build-b",
    "build-c",
    "used-eight-a5000",
    "used-two-3090-am4",
)


def pictures(build: Build) -> dict[str, Picture]:
    return {picture.slug: picture for picture in draw(build, catalog(), report(build).findings)}


def drawn(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(to_svg(picture))


def labels(picture: Picture) -> list[str]:
    """What each thing in the picture says to those who point or listen."""
    root = drawn(picture)
    return [group.findtext(f"{SVG}title") or "" for tag in ("g", "a") for group in root.iter(f"{SVG}{tag}")]


def one(picture: Picture, name: str) -> str:
    """The label of the one thing that is called so."""
    found = [label for label in labels(picture) if f"({name})" in label]
    assert len(found) == 1, (name, labels(picture))
    return found[0]


def tone_of(picture: Picture, name: str) -> str:
    for shape in picture.shapes:
        if f"({name})" in getattr(shape, "label", ""):
            return next(inner.tone for inner in shape.shapes if getattr(inner, "look", "") == "card")  # type: ignore[union-attr]
    raise AssertionError(name)


@pytest.mark.parametrize("slug", BUILDS)
def test_the_slot_map_has_every_seat_with_its_link(slug: str) -> None:
    build = template(slug)
    told = pictures(build)["slot-map"]
    for seat in report(build).placement["slots"]:
        label = one(told, seat["device"])
        if seat["lanes"] and seat["gen"]:
            assert f"×{seat['lanes']} Gen {seat['gen']}, {pcie_gb_s(seat['gen'], seat['lanes']):.1f} GB/s" in label
        assert f"{seat['device']} in {seat['slot']}: " in told.description
        for slot in seat["covers"]:
            assert f"{slot} covered by {seat['device']}" in told.description


@pytest.mark.parametrize("slug", BUILDS)
def test_the_power_tree_has_every_load_with_its_limit(slug: str) -> None:
    build = template(slug)
    told, judged = pictures(build)["power-tree"], report(build)
    for load in judged.totals["psus"]:
        assert f"{load['watts']:,.0f} of {load['rating_w']:,.0f} W" in one(told, load["psu"])
    for number, circuit in enumerate(judged.totals["circuits"], 1):
        head = f"Circuit {number}, {circuit['volts']:g} V {circuit['breaker_a']:g} A"
        assert f"{head} (): {circuit['amps']:.1f} of {circuit['limit_a']:.1f} A" in labels(told)
    for feed in judged.placement["cables"]:
        if feed["device"].startswith("gpu"):
            assert feed["connector"] in one(told, feed["device"])


def test_the_watts_in_the_tree_add_up_to_those_of_the_supply() -> None:
    told = pictures(template("build-b"))["power-tree"].description
    # Three cards at 250 − 66 W on the second supply are its 552 W; on the first one card and the rest are 722 W.
    assert told.count("184 of 300 W") == 4
    assert "psus#2 on Circuit 1, 120 V 15 A: 552 of 1,200 W" in told
    assert "Board and all the rest on psus#1: 538 W" in told


def test_an_overloaded_circuit_is_marked_and_a_full_one_is_not() -> None:
    build = with_choices(template("build-b"), gpu_power_limit_w=250)
    assert "✕" not in to_svg(pictures(build)["power-tree"])
    small = pictures(on_circuits(build, (120.0, 10.0)))["power-tree"]
    circuit = next(text for text in drawn(small).iter(f"{SVG}text") if "Circuit 1" in (text.text or ""))
    assert circuit.text == "✕ Circuit 1, 120 V 10 A"


def test_a_slot_says_what_takes_its_lanes() -> None:
    told = labels(pictures(template("used-two-3090-am4"))["slot-map"])
    assert any("in use" in label for label in told), told


def test_a_card_that_has_no_slot_stands_below_the_board() -> None:
    told = pictures(template("published-mini-colossus"))["slot-map"]
    assert "gpus#2 in no slot: " in told.description
    assert tone_of(told, "gpus#2") == "error"


def test_a_card_that_nothing_feeds_is_in_the_tree_all_the_same() -> None:
    build = build_of(
        [
            {"id": "board", "part": "motherboard/asrock-rack/romed8-2t"},
            {"id": "cpu", "part": "cpu/amd/epyc-7302p"},
            {"id": "gpu", "custom": {"category": "gpu", "name": "Card", "facts": CARD}},
            {"id": "psu", "custom": {"category": "psu", "name": "Old supply", "facts": SUPPLY_WITHOUT_16_PIN}},
        ]
    )
    told = pictures(build)["power-tree"]
    assert "gpu: pcie16: " in told.description
    assert tone_of(told, "gpu") == "error"


CARD = {
    "board_power_w": 450,
    "slot_width": 2,
    "connector_lanes": 16,
    "aux_power": [{"connector": "pcie16", "count": 1}],
    "included_adapters": [],
}
SUPPLY_WITHOUT_16_PIN = {
    "form_factor": "atx",
    "ratings": [{"volts_min": 100, "volts_max": 240, "watts": 1000}],
    "outputs": [{"connector": "atx24", "count": 1}, {"connector": "eps8", "count": 2}],
}


def test_the_elevation_marks_a_card_that_is_too_long_for_the_case() -> None:
    build = template("build-b")
    fits = pictures(build)["elevation"]
    assert "length 267 mm of 503 mm" in fits.description
    assert "✕" not in to_svg(fits)
    long = with_item(build, "gpus", lambda item: replace(item, facts=Facts({"length_mm": 600})))
    assert "✕ Gigabyte GeForce RTX 3090" in to_svg(pictures(long)["elevation"])


def test_the_rack_counts_what_it_knows_and_says_what_it_does_not() -> None:
    told = pictures(template("build-a"))["elevation"]
    assert "server.chassis: 4 U" in told.description
    assert any("U in APC NetShelter" in (text.text or "") for text in drawn(told).iter(f"{SVG}text"))


def test_the_loop_warms_from_block_to_block() -> None:
    told = pictures(template("published-mini-colossus"))["coolant-loop"]
    # 350 W into 4 L/min of water: 350 / (4/60 × 0.9982 × 4182) = 1.26 K a block.
    assert [one(told, f"gpus#{number}").rpartition(" +")[2] for number in (1, 2, 3, 4)] == [
        "1.3 K",
        "2.5 K",
        "3.8 K",
        "5.0 K",
    ]


def test_a_build_without_a_board_has_no_slot_map() -> None:
    assert pictures(build_of([{"part": "gpu/nvidia/tesla-p40"}])) == {}


def test_names_are_text_and_never_markup() -> None:
    hostile = '<script>alert(1)</script>" onload="x'
    build = build_of(
        [
            {"id": "board", "part": "motherboard/asrock-rack/romed8-2t"},
            {"id": "cpu", "part": "cpu/amd/epyc-7302p"},
            {"id": "gpu", "custom": {"category": "gpu", "name": hostile, "facts": CARD}},
        ]
    )
    markup = to_svg(pictures(build)["slot-map"])
    assert "<script" not in markup
    assert hostile in "".join(ElementTree.fromstring(markup).itertext())


def test_a_text_that_is_too_long_is_cut_and_kept_whole_in_its_title() -> None:
    cut = words(0, 0, "A very long name of a part that nobody can read", 100, size=SMALL)
    assert len(cut.text) < 18
    assert cut.text.endswith("…")
    assert cut.full == "A very long name of a part that nobody can read"
    assert words(0, 0, "Short", 100).full == ""
