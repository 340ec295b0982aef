from __future__ import annotations

import datetime
from dataclasses import replace
from types import MappingProxyType

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

from app.core.parts import Catalog, Facts, Part
from app.core.vocabulary import Category, Vocabulary
from app.store.index import rebuild_index
from app.store.release import number_of, release_number
from app.store.search import CursorError, PartQuery, count_categories, find_parts
from app.store.tables import CatalogState, PartRow

NOW = datetime.datetime(2026, 5, 16, 12, tzinfo=datetime.UTC)
WORDS = Vocabulary(
    {
        "cpu": Category("cpu", "Processor", "Processors", 2, True, {}),
        "gpu": Category("gpu", "GPU", "GPUs", 1, True, {}),
    }
)


def catalog(*parts: Part, version: str = "v1") -> Catalog:
    return Catalog(MappingProxyType({part.id: part for part in parts}), WORDS, version=version)


RTX = Part(
    "gpu/nvidia/rtx-3090",
    "gpu",
    "NVIDIA GeForce RTX 3090",
    "NVIDIA",
    part_numbers=("900-1G136-2510-000",),
    facts=Facts({"board_power_w": 350, "aux_power": (Facts({"connector": "pcie12", "count": 1}),)}),
)
TI = Part("gpu/nvidia/rtx-3090-ti", "gpu", "NVIDIA GeForce RTX 3090 Ti", "NVIDIA")
MI = Part("gpu/amd/mi50", "gpu", "AMD Instinct MI50 100% à la carte", "AMD", aliases=("Radeon_VII",))
EPYC = Part("cpu/amd/epyc-7302", "cpu", "AMD EPYC 7302", "AMD")
PARTS = catalog(EPYC, TI, RTX, MI)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    assert rebuild_index(engine, PARTS, 1, NOW)
    return engine


def ids(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(select(col(PartRow.id))).scalars())


def test_the_index_holds_the_parts_and_where_they_come_from(filled: Engine) -> None:
    with filled.connect() as connection:
        row = connection.execute(select(PartRow).where(col(PartRow.id) == RTX.id)).one()
        state = connection.execute(select(CatalogState)).one()
    assert (row.category, row.name, row.generic) == ("gpu", RTX.name, False)
    assert (state.content_hash, state.release, state.built_at) == ("v1", 1, NOW)


def test_the_same_files_are_not_written_again(filled: Engine) -> None:
    assert not rebuild_index(filled, PARTS, 1, NOW)


def test_changed_files_replace_the_whole_index(filled: Engine) -> None:
    assert rebuild_index(filled, catalog(EPYC, version="v2"), 1, NOW)
    assert ids(filled) == {EPYC.id}


def test_an_older_release_never_writes_over_a_newer_index(filled: Engine) -> None:
    assert rebuild_index(filled, catalog(EPYC, version="v2"), 2, NOW)
    assert not rebuild_index(filled, PARTS, 1, NOW)
    assert ids(filled) == {EPYC.id}


def test_a_newer_release_with_the_same_files_takes_the_index_over(filled: Engine) -> None:
    assert not rebuild_index(filled, PARTS, 2, NOW)
    assert not rebuild_index(filled, catalog(EPYC, version="v2"), 1, NOW)
    assert len(ids(filled)) == 4


def test_a_rebuild_that_fails_leaves_the_good_index(filled: Engine) -> None:
    twice = catalog(EPYC, replace(EPYC, id="gpu/x/y", category="ups"), version="v2")
    with pytest.raises(KeyError):
        rebuild_index(filled, twice, 1, NOW)
    assert len(ids(filled)) == 4
    assert not rebuild_index(filled, PARTS, 1, NOW)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [MI.id, RTX.id, TI.id, EPYC.id]),
        ("rtx 3090", [RTX.id, TI.id]),
        ("rtx3090", [RTX.id, TI.id]),
        ("3090 ti", [TI.id]),
        ("3090ti", [TI.id]),
        ("geforcertx3090", [RTX.id, TI.id]),
        ("9001g1362510000", [RTX.id]),
        ("gpu amd", [MI.id]),
        ("GEFORCE-3090", [RTX.id, TI.id]),
        ("900-1G136", [RTX.id]),
        ("a la carte", [MI.id]),
        ("radeon vii", [MI.id]),
        ("100% carte", [MI.id]),
        ("%", [MI.id, RTX.id, TI.id, EPYC.id]),
        ("amd", [MI.id, EPYC.id]),
        ("no such thing", []),
    ],
)
def test_a_query_finds_what_people_call_a_part(filled: Engine, query: str, found: list[str]) -> None:
    page = find_parts(filled, PartQuery(words=query), 50)
    assert list(page.ids) == found
    assert page.total == len(found)
    assert page.cursor is None


def test_a_category_narrows(filled: Engine) -> None:
    assert find_parts(filled, PartQuery("cpu", "amd"), 50).ids == (EPYC.id,)
    assert find_parts(filled, PartQuery("no-such-category"), 50).ids == ()


def test_pages_follow_each_other_without_gap_or_overlap(filled: Engine) -> None:
    first = find_parts(filled, PartQuery(), 3)
    second = find_parts(filled, PartQuery(), 3, cursor=first.cursor)
    assert first.ids + second.ids == (MI.id, RTX.id, TI.id, EPYC.id)
    assert (first.total, second.total, second.cursor) == (4, 4, None)


@pytest.mark.parametrize("cursor", ["x' OR 1=1", "", "%%%", "AA==", "bm8tc3VjaC1wYXJ0", "\u00e9"])
def test_a_wrong_cursor_is_refused_in_a_sentence(filled: Engine, cursor: str) -> None:
    with pytest.raises(CursorError, match="leads nowhere"):
        find_parts(filled, PartQuery(), 3, cursor=cursor)


def test_categories_are_counted(filled: Engine) -> None:
    assert count_categories(filled) == {"cpu": 1, "gpu": 3}
    assert count_categories(filled, "amd") == {"cpu": 1, "gpu": 1}


def test_releases_rise() -> None:
    assert [number_of(text) for text in ("0.1.0", "0.1.1rc1", "0.2", "1.0.0")] == [1000, 1001, 2000, 1_000_000]
    assert release_number() > 0
    with pytest.raises(ValueError, match="no version"):
        number_of("latest")
