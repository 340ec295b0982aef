"""The imported layer in both databases."""

from __future__ import annotations

import datetime
from dataclasses import replace
from types import MappingProxyType

import pytest
from alembic import command
from sqlalchemy import Engine, inspect

from app.core.parts import Catalog, Facts, Part
from app.core.vocabulary import Category, Facet, Vocabulary
from app.intake.opendb.reading import ATTRIBUTION, STATUS, sources_of
from app.store.database import writing_alone
from app.store.imported import (
    ImportedParts,
    Written,
    derive_again,
    import_rows,
    read_imported,
    remove_import,
    write_import,
)
from app.store.index import rebuild_index
from app.store.migrating import alembic_config, migrate
from app.store.search import BOTH, IMPORTED, CursorError, PartQuery, count_facets, count_parts, find_parts
from tests.opendb_support import opendb_id

NOW = datetime.datetime(2026, 5, 16, 12, tzinfo=datetime.UTC)
WORDS = Vocabulary(
    {
        "gpu": Category("gpu", "GPU", "GPUs", 1, True, {}),
        "psu": Category("psu", "Supply", "Supplies", 2, True, {}),
    }
)


def part(number: int, category: str, name: str, **facts: object) -> Part:
    part_id, known = f"opendb/{category}/{opendb_id(number)}", Facts(facts)  # type: ignore[arg-type]
    return Part(
        id=part_id,
        category=category,
        name=name,
        maker=name.partition(" ")[0],
        status=STATUS,
        part_numbers=(f"QX-{number}000",),
        facts=known,
        sources=sources_of(part_id, known, "2026-05-16"),
        attribution=ATTRIBUTION,
    )


WHIRL = part(1, "gpu", "Quantex Whirl 3090", memory_gb=24, aux_power=(Facts({"connector": "pcie8", "count": 2}),))
SWIRL = part(2, "gpu", "Quantex Swirl 3090", slot_width=2.5, memory_gb=24)
TORRENT = part(0x3090, "psu", "Quantex Torrent", efficiency="gold")
OWN = Part("gpu/nvidia/rtx-3090", "gpu", "NVIDIA GeForce RTX 3090", "NVIDIA")
CATALOG = Catalog(MappingProxyType({OWN.id: OWN}), WORDS, version="v1")
ALL = ((WHIRL, None), (SWIRL, None), (TORRENT, None))


def write(engine: Engine, *parts: tuple[Part, str | None], read_on: str = "2026-05-16") -> Written:
    return write_import(engine, import_rows(parts, WORDS, read_on))


def count_imported(engine: Engine, category: str = "") -> int:
    return count_parts(engine, PartQuery(category, layers=IMPORTED))


def found(engine: Engine, category: str = "", words: str = "", layers: tuple[int, ...] = BOTH) -> tuple[str, ...]:
    return find_parts(engine, PartQuery(category, words, layers=layers), 50).ids


@pytest.fixture
def filled(engine: Engine) -> Engine:
    assert rebuild_index(engine, CATALOG, 1, NOW)
    assert write(engine, *ALL) == Written(3, 0, 0, 0)
    return engine


@pytest.mark.parametrize("one", [WHIRL, SWIRL, TORRENT])
def test_a_part_comes_back_as_it_was(filled: Engine, one: Part) -> None:
    catalog = replace(CATALOG, elsewhere=ImportedParts(filled, CATALOG))
    assert catalog.part(one.id) == one
    assert catalog.part(OWN.id) is OWN
    assert CATALOG.part(one.id) is None


@pytest.mark.parametrize(
    "part_id", ["", "opendb/", "opendb/gpu/x", "gpu/x", "opendb/gpu/' OR 1=1 --", "opendb/" + "x" * 999]
)
def test_an_id_that_is_not_there_is_nothing(filled: Engine, part_id: str) -> None:
    assert ImportedParts(filled, CATALOG)(part_id) is None


def test_an_id_that_was_not_there_is_found_after_the_import(engine: Engine) -> None:
    kept = ImportedParts(engine, CATALOG)
    assert kept(WHIRL.id) is None
    write(engine, (WHIRL, None))
    assert kept(WHIRL.id) == WHIRL


def test_the_second_import_changes_nothing(filled: Engine) -> None:
    again = write(filled, *ALL, read_on="2027-01-01")
    assert again.nothing
    assert again == Written(0, 0, 3, 0)
    read = ImportedParts(filled, CATALOG)(WHIRL.id)
    assert read is not None
    assert read.sources["memory_gb"].read == "2026-05-16"


def test_an_import_writes_what_changed_and_unlists_what_is_gone(filled: Engine) -> None:
    faster = replace(WHIRL, facts=Facts({"memory_gb": 32}))
    assert write(filled, (faster, None), (SWIRL, None)) == Written(0, 1, 1, 1)
    kept = ImportedParts(filled, CATALOG)
    changed = kept(WHIRL.id)
    assert changed is not None
    assert changed.facts == Facts({"memory_gb": 32})
    assert kept(TORRENT.id) == TORRENT, "a build may hold its id"
    assert count_imported(filled) == 2
    assert write(filled, (faster, None), (SWIRL, None)).nothing
    assert write(filled, *ALL) == Written(0, 2, 1, 0)


def test_a_curated_part_stands_for_its_duplicate(filled: Engine) -> None:
    assert write(filled, (WHIRL, OWN.id), (SWIRL, None), (TORRENT, None)) == Written(0, 1, 2, 0)
    assert ImportedParts(filled, CATALOG)(WHIRL.id) is OWN
    assert count_imported(filled, "gpu") == 1
    assert ImportedParts(filled, Catalog())(WHIRL.id) == WHIRL, "without the curated part, the imported one is there"


def test_a_change_of_the_catalog_leaves_the_layer_alone(filled: Engine) -> None:
    assert rebuild_index(filled, replace(CATALOG, version="v2"), 1, NOW)
    assert count_imported(filled) == 3


def test_an_import_that_fails_leaves_what_was(filled: Engine) -> None:
    rows = import_rows([(part(9, "gpu", "New"), None)], WORDS, "2026-05-16")
    rows["broken"] = {**next(iter(rows.values())), "id": "broken", "category": None}
    with pytest.raises(Exception, match=r"(?i)null"):
        write_import(filled, rows)
    assert count_imported(filled) == 3


def test_the_layer_can_be_removed(filled: Engine) -> None:
    assert remove_import(filled) == 3
    assert remove_import(filled) == 0
    assert count_imported(filled) == 0
    assert found(filled) == (OWN.id,)


def test_a_search_shows_imported_parts_after_our_own(filled: Engine) -> None:
    assert found(filled, words="3090") == (OWN.id, SWIRL.id, WHIRL.id)
    assert found(filled, "psu") == (TORRENT.id,)
    assert found(filled, words="qx1000") == (WHIRL.id,)
    assert found(filled, "gpu", layers=IMPORTED) == (SWIRL.id, WHIRL.id)
    assert read_imported(filled, [WHIRL.id, "opendb/nothing"]) == {WHIRL.id: WHIRL}


def test_facets_count_both_layers_and_forget_what_is_gone(filled: Engine) -> None:
    makers = {"NVIDIA": 1, "Quantex": 2}
    assert count_facets(filled, PartQuery("gpu"))["maker"] == makers
    assert count_facets(filled, PartQuery("gpu", layers=IMPORTED))["maker"] == {"Quantex": 2}
    write(filled, (WHIRL, None), (SWIRL, OWN.id))
    assert count_facets(filled, PartQuery("gpu"))["maker"] == {"NVIDIA": 1, "Quantex": 1}
    write(filled, *ALL)
    assert count_facets(filled, PartQuery("gpu"))["maker"] == makers
    remove_import(filled)
    assert count_facets(filled, PartQuery("gpu"))["maker"] == {"NVIDIA": 1}


def test_a_changed_vocabulary_gives_imported_parts_its_facets(filled: Engine) -> None:
    assert derive_again(filled, CATALOG)
    assert not derive_again(filled, CATALOG), "the definitions are the same"
    memory = Facet("memory_gb", "memory", "memory_gb", "GB", numeric=True)
    words = Vocabulary({**WORDS.categories, "gpu": replace(WORDS.categories["gpu"], facets=(memory,))})
    changed = replace(CATALOG, vocabulary=words, version="v2")
    assert not derive_again(filled, changed), "another release's index"
    assert rebuild_index(filled, changed, 1, NOW)
    assert derive_again(filled, changed)
    assert count_facets(filled, PartQuery("gpu"))["memory_gb"] == {"24": 2, "unknown": 1}
    assert found(filled, words="whirl 24gb") == (WHIRL.id,)
    assert write(filled, *ALL).nothing


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_cursors_lead_through_both_layers(filled: Engine, limit: int) -> None:
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(10):
        page = find_parts(filled, PartQuery(), limit, cursor=cursor)
        assert page.total == 4
        seen += page.ids
        cursor = page.cursor
        if cursor is None:
            break
    assert seen == [OWN.id, SWIRL.id, WHIRL.id, TORRENT.id]
    with pytest.raises(CursorError):
        find_parts(filled, PartQuery(), limit, cursor="opendb/gpu/nobody")


def test_the_layers_table_is_made_and_taken_back(engine: Engine) -> None:
    with writing_alone(engine) as connection:
        command.downgrade(alembic_config(connection), "0001")
    assert "imported_part" not in inspect(engine).get_table_names()
    assert "part" in inspect(engine).get_table_names()
    migrate(engine)
    assert write(engine, *ALL) == Written(3, 0, 0, 0)
