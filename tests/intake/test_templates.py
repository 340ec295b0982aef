from __future__ import annotations

import pytest

from app.intake.loader import load_catalog
from app.intake.problems import CatalogError
from app.intake.templates import Template, load_templates
from app.resources import resource_root
from tests.intake.conftest import MakeCatalog

PUBLISHED = """
title = "The published list"
summary = "As it was printed."
kind = "published"
order = 1
claim = "12 kW"
[[items]]
part = "gpu/nvidia/test-9000"
quantity = 4
power_limit_w = 280
[[items]]
custom = { category = "psu", name = "old", facts = { length_mm = 180 } }
[site]
room_c = 22
circuits = [{ volts = 240, amps = 20 }]
[choices]
claimed_load_w = 12000
"""
EMPTY = 'title = "Empty"\nsummary = "Begin."\nkind = "empty"\norder = 0\nitems = []\n'


def templates(make_catalog: MakeCatalog, changed: dict[str, str | bytes | None]) -> tuple[Template, ...]:
    root = make_catalog(changed)
    catalog = load_catalog(root)
    return load_templates(root, catalog.vocabulary, catalog)


def test_templates_are_builds_in_their_order(make_catalog: MakeCatalog) -> None:
    empty, published = templates(make_catalog, {"templates/list.toml": PUBLISHED, "templates/empty.toml": EMPTY})
    assert (empty.slug, empty.kind, empty.build.items) == ("empty", "empty", ())
    assert (published.slug, published.claim) == ("list", "12 kW")
    assert published.build.title == "The published list"
    assert [item.id for item in published.build.items] == ["gpu", "psu"]
    assert published.build.choices.claimed_load_w == 12000


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("quantity = 4", "quantity = 0", "items[0].quantity"),
        ("test-9000", "test-8", "items[0].part"),
        ("length_mm = 180", "length_mm = 0", "items[1].custom.facts.length_mm"),
        ('kind = "published"', 'kind = "print"', "kind"),
        ("room_c", "rooom_c", "site.rooom_c"),
    ],
)
def test_a_planted_fault_is_named_with_file_and_key(make_catalog: MakeCatalog, old: str, new: str, key: str) -> None:
    with pytest.raises(CatalogError) as caught:
        templates(make_catalog, {"templates/list.toml": PUBLISHED.replace(old, new)})
    assert [(problem.file, problem.key) for problem in caught.value.problems] == [("templates/list.toml", key)]
    assert caught.value.problems[0].cure


def test_the_templates_of_this_project_are_sound() -> None:
    root = resource_root() / "catalog"
    catalog = load_catalog(root)
    load_templates(root, catalog.vocabulary, catalog)
