"""Narrowing, counting and sorting by facts, in both databases."""

from __future__ import annotations

import datetime
from types import MappingProxyType

import pytest
from sqlalchemy import Engine

from app.core.facets import UNKNOWN
from app.core.parts import Catalog, Facts, Part
from app.core.vocabulary import Category, Facet, Vocabulary
from app.store.index import rebuild_index
from app.store.search import PartQuery, count_facets, count_parts, find_parts

NOW = datetime.datetime(2026, 5, 16, 12, tzinfo=datetime.UTC)
MEMORY = Facet("memory_gb", "memory", "memory_gb", "GB", numeric=True)
WATTS = Facet("watts", "watts", "watts", "W", numeric=True, steps=(75, 300))
COOLING = Facet("cooling", "cooling", "cooling")
PLUGS = Facet("plugs", "plugs", "aux", measure="each", field="connector")
GPU = Category("gpu", "GPU", "GPUs", 1, True, {}, (MEMORY, WATTS, COOLING, PLUGS))


def card(name: str, **facts: object) -> Part:
    return Part(f"gpu/test/{name}", "gpu", name, "Test", facts=Facts(facts))  # type: ignore[arg-type]


def plugs(*kinds: str) -> tuple[Facts, ...]:
    return tuple(Facts({"connector": kind}) for kind in kinds)


PARTS = (
    card("a", memory_gb=24, watts=350, cooling="axial", aux=plugs("pcie8", "pcie6")),
    card("b", memory_gb=24, watts=75, cooling="passive", aux=()),
    card("c", memory_gb=48, watts=300, cooling="passive", aux=plugs("pcie8")),
    card("d", memory_gb=8.5),
    card("e"),
)
CATALOG = Catalog(MappingProxyType({part.id: part for part in PARTS}), Vocabulary({"gpu": GPU}), version="v1")


@pytest.fixture
def filled(engine: Engine) -> Engine:
    assert rebuild_index(engine, CATALOG, 1, NOW)
    return engine


def query(sort: str = "", words: str = "", **chosen: str) -> PartQuery:
    return PartQuery("gpu", words, {facet: tuple(values.split("|")) for facet, values in chosen.items()}, sort)


def names(engine: Engine, asked: PartQuery) -> str:
    return "".join(part_id[-1] for part_id in find_parts(engine, asked, 50).ids)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"memory_gb": "24"}, "ab"),
        ({"memory_gb": "24|48"}, "abc"),
        ({"memory_gb": "8.5"}, "d"),
        ({"memory_gb": UNKNOWN}, "e"),
        ({"memory_gb": f"48|{UNKNOWN}"}, "ce"),
        ({"watts": "..75"}, "b"),
        ({"watts": "75..300"}, "c"),
        ({"watts": "300.."}, "a"),
        ({"watts": "..75|300.."}, "ab"),
        ({"plugs": "pcie8"}, "ac"),
        ({"plugs": "none"}, "b"),
        ({"plugs": UNKNOWN}, "de"),
        ({"memory_gb": "24", "cooling": "passive"}, "b"),
        ({"memory_gb": "99"}, ""),
        ({"memory_gb": "a..b"}, ""),
    ],
)
def test_a_choice_narrows(filled: Engine, chosen: dict[str, str], found: str) -> None:
    assert names(filled, query(**chosen)) == found
    assert count_parts(filled, query(**chosen)) == len(found)


@pytest.mark.parametrize(
    ("sort", "order"),
    [("", "abcde"), ("name", "abcde"), ("memory_gb", "dabce"), ("-memory_gb", "cabde"), ("-watts", "acbde")],
)
def test_a_fact_sorts_and_what_is_not_known_comes_last(filled: Engine, sort: str, order: str) -> None:
    assert names(filled, query(sort)) == order
    cursor, seen = None, ""
    while len(seen) < len(order):
        page = find_parts(filled, query(sort), 2, cursor=cursor)
        seen, cursor = seen + "".join(part_id[-1] for part_id in page.ids), page.cursor
    assert (seen, cursor) == (order, None)
    assert "".join(one[-1] for one in find_parts(filled, query(sort), 2, offset=2).ids) == order[2:4]


def test_every_value_is_counted_what_is_not_known_too(filled: Engine) -> None:
    counts = count_facets(filled, query())
    assert counts["memory_gb"] == {"24": 2, "48": 1, "8.5": 1, UNKNOWN: 1}
    assert counts["plugs"] == {"pcie8": 2, "pcie6": 1, "none": 1, UNKNOWN: 2}
    assert counts["maker"] == {"Test": 5}


def test_a_choice_narrows_the_other_facets_and_not_its_own(filled: Engine) -> None:
    counts = count_facets(filled, query(cooling="passive"))
    assert counts["memory_gb"] == {"24": 1, "48": 1}
    assert counts["cooling"] == {"axial": 1, "passive": 2, UNKNOWN: 2}
    both = count_facets(filled, query(cooling="passive", memory_gb="24"))
    assert both["memory_gb"] == {"24": 1, "48": 1}
    assert both["cooling"] == {"axial": 1, "passive": 1}
    assert both["watts"] == {"75": 1}
    assert count_facets(filled, query(words="24gb"))["memory_gb"] == {"24": 2}
