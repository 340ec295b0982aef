"""A kept build opens whatever becomes of the catalog; nothing that somebody stated is lost."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.parts import Catalog
from app.intake.builds import BuildError
from app.intake.kept_builds import read_kept_build
from tests.reference.machines import catalog

NAMES = {"gpu/known/once": "Known Once 9000"}


def read(raw: Any) -> Any:
    known: Catalog = catalog()
    return read_kept_build(raw, known.vocabulary, known, NAMES)


def test_a_build_that_can_be_read_is_read() -> None:
    item = read({"items": [{"part": "gpu/nvidia/h100-pcie-80gb", "facts": {"length_mm": 300}}]}).items[0]
    assert (item.part, item.facts.number("length_mm"), item.note) == ("gpu/nvidia/h100-pcie-80gb", 300, "")


@pytest.mark.parametrize(
    ("part", "category", "name"),
    [
        ("gpu/nobody/nothing", "gpu", "gpu/nobody/nothing"),
        ("gpu/known/once", "gpu", "Known Once 9000"),
        ("opendb/psu/1234", "psu", "opendb/psu/1234"),
        ("gpu/" + "x" * 190, "gpu", ("gpu/" + "x" * 190)[:173]),
    ],
)
def test_a_part_that_is_gone_is_a_named_unknown(part: str, category: str, name: str) -> None:
    raw = {"items": [{"part": part, "quantity": 3, "power_limit_w": 200, "facts": {"length_mm": 300}}]}
    item = read(raw).items[0]
    assert item.part is None
    assert (item.custom.category, item.custom.name) == (category, f"{name} (no longer in the catalog)")
    assert len(item.custom.facts) == 0, "nothing is known of it"
    assert (item.quantity, item.power_limit_w, item.facts.number("length_mm")) == (3, 200, 300)


def test_a_stated_fact_that_is_no_longer_understood_is_noted() -> None:
    raw: dict[str, Any] = {
        "items": [
            {"part": "gpu/nvidia/h100-pcie-80gb", "note": "Mine.", "facts": {"colour": "red", "length_mm": 300}},
            {"custom": {"category": "psu", "name": "Old", "facts": {"watts": {"deep": 1}, "form_factor": "no such"}}},
        ]
    }
    gpu, psu = read(raw).items
    assert gpu.note == 'Mine. Stated, and no longer understood: colour = "red".'
    assert gpu.facts.number("length_mm") == 300
    assert "watts" in psu.note
    assert "form_factor" in psu.note
    assert raw["items"][0]["facts"] == {"colour": "red", "length_mm": 300}, "what was kept is not changed"


def test_facts_of_what_a_lost_bundle_brought_are_noted() -> None:
    raw = {"items": [{"part": "server/nobody/nothing", "facts": {"psu.watts": 1000}}]}
    item = read(raw).items[0]
    assert item.custom.category == "server"
    assert "psu.watts = 1000" in item.note


def test_a_note_stays_within_its_length() -> None:
    raw = {"items": [{"part": "gpu/nvidia/h100-pcie-80gb", "note": "x" * 1000, "facts": {"colour": "red"}}]}
    assert read(raw).items[0].note == "x" * 1000


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {"items": [{"part": "shoe/nobody/nothing"}]},
        {"items": [{"part": 5}]},
        {"items": [{"part": "gpu/x/y", "custom": {"category": "gpu", "name": "both"}}]},
        {"items": [{"part": "gpu/x/y", "quantity": -1}]},
        {"items": [{"part": "gpu/x/y", "facts": []}]},
        {"items": [{"part": "gpu/x/y", "facts": {"k" * 300: 1}}]},
        {"items": [], "site": {"room_c": "warm"}},
    ],
)
def test_what_no_change_of_a_catalog_explains_is_refused(raw: object) -> None:
    with pytest.raises(BuildError):
        read(raw)


def test_the_work_is_bounded() -> None:
    facts = {f"fact_{number}": number for number in range(100)}
    with pytest.raises(BuildError):
        read({"items": [{"part": "gpu/nvidia/h100-pcie-80gb", "facts": dict(facts)} for _ in range(40)]})
