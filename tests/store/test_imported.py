"""The imported layer in both databases."""

from __future__ import annotations

import datetime
from dataclasses import replace
from types import MappingProxyType

import pytest
from alembic import command
from sqlalchemy import Engine, inspect

from app.core.parts import Catalog, Facts, Part
from app.core.vocabulary import Category, Vocabulary
from app.intake.opendb.reading import ATTRIBUTION, STATUS, sources_of
from app.store.database import writing_alone
from app.store.imported import (
    ImportedParts,
    Written,
    count_imported,
    count_imported_by_category,
    find_imported,
    import_rows,
    remove_import,
    write_import,
)
from app.store.index import rebuild_index
from app.store.migrating import alembic_config, migrate
from app.store.search import CursorError, count_by, search_parts
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
    found = ImportedParts(engine, CATALOG)
    assert found(WHIRL.id) is None
    write(engine, (WHIRL, None))
    assert found(WHIRL.id) == WHIRL


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
    found = ImportedParts(filled, CATALOG)
    changed = found(WHIRL.id)
    assert changed is not None
    assert changed.facts == Facts({"memory_gb": 32})
    assert found(TORRENT.id) == TORRENT, "a build may hold its id"
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
    assert search_parts(filled).ids == (OWN.id,)


def test_a_search_shows_imported_parts_after_our_own(filled: Engine) -> None:
    assert search_parts(filled, query="3090").ids == (OWN.id, SWIRL.id, WHIRL.id)
    assert search_parts(filled, "psu").ids == (TORRENT.id,)
    assert search_parts(filled, query="qx1000").ids == (WHIRL.id,)
    assert find_imported(filled, "gpu", "quantex", 1, 5) == (WHIRL,)
    assert find_imported(filled, "", "", 0, 0) == ()
    assert count_imported_by_category(filled) == {"gpu": 2, "psu": 1}
    assert count_by(filled, "category") == {"gpu": 3, "psu": 1}
    assert count_by(filled, "maker", "gpu") == {"NVIDIA": 1, "Quantex": 2}
    assert count_by(filled, "status") == {"current": 1}


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_cursors_lead_through_both_layers(filled: Engine, limit: int) -> None:
    found: list[str] = []
    cursor: str | None = None
    for _ in range(10):
        page = search_parts(filled, limit=limit, cursor=cursor)
        assert page.total == 4
        found += page.ids
        cursor = page.cursor
        if cursor is None:
            break
    assert found == [OWN.id, SWIRL.id, WHIRL.id, TORRENT.id]
    with pytest.raises(CursorError):
        search_parts(filled, cursor="opendb/gpu/nobody")


def test_the_layers_table_is_made_and_taken_back(engine: Engine) -> None:
    with writing_alone(engine) as connection:
        command.downgrade(alembic_config(connection), "0001")
    assert "imported_part" not in inspect(engine).get_table_names()
    assert "part" in inspect(engine).get_table_names()
    migrate(engine)
    assert write(engine, *ALL) == Written(3, 0, 0, 0)
