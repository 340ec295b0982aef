"""The draw of facts to be checked: what it takes part of, and that it stays as it was."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.parts import Catalog
from app.intake.loader import load_catalog
from scripts.sample_facts import OTHERS, OTHERS_COUNT, SEED, STRATA, draw


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(Path(__file__).parents[2] / "catalog")


@pytest.fixture(scope="module")
def drawn_ids(catalog: Catalog) -> list[str]:
    return [drawn.part.id for drawn in draw(catalog, SEED)]


def test_every_stratum_gives_its_number_of_products(catalog: Catalog, drawn_ids: list[str]) -> None:
    counts = Counter(
        catalog.parts[part_id].category if catalog.parts[part_id].category in STRATA else OTHERS
        for part_id in drawn_ids
    )
    assert counts == {**STRATA, OTHERS: OTHERS_COUNT}
    assert not any(catalog.parts[part_id].generic for part_id in drawn_ids)


def test_a_part_that_goes_takes_only_its_own_place(catalog: Catalog, drawn_ids: list[str]) -> None:
    others = {part_id: part for part_id, part in catalog.parts.items() if part_id != drawn_ids[0]}
    left = [drawn.part.id for drawn in draw(replace(catalog, parts=others), SEED)]
    assert set(drawn_ids[1:]) < set(left)
