"""A whole database: where it is read from, and which parts the catalog's own stand for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from app.core.parts import Catalog, Facts, Part
from app.intake.opendb import OpenDbError, Tally, import_records, open_source
from app.intake.opendb.importing import TWICE, UNREADABLE
from app.intake.opendb.told import import_told
from app.intake.vocabulary import load_vocabulary
from app.resources import resource_root
from tests.opendb_support import GPU, RECORDS, changed, meta, opendb_id, write_archive, write_checkout

PSU_BY_NUMBER = Part("psu/quantex/torrent", "psu", "Torrent of 2026", "Quantex", part_numbers=("qt 1250 g31",))
BOARD_BY_NAME = Part("motherboard/quantex/summit", "motherboard", "Quantex X299 Summit", "Quantex")
OTHER_MAKER = Part("gpu/other/whirl", "gpu", "Other Whirl Radeon RX 7650 20 GB", "Other")
GENERIC = Part("fan/generic/breeze", "fan", "Quantex Breeze 140mm", "Quantex", generic=True)


def catalog(*parts: Part) -> Catalog:
    vocabulary = load_vocabulary(resource_root() / "catalog")
    return Catalog(MappingProxyType({part.id: part for part in parts}), vocabulary, version="v1")


def imported(path: Path, own: Catalog) -> tuple[dict[str, str | None], Tally]:
    tally = Tally()
    return {part.id: curated for part, curated in import_records(open_source(path), own, tally)}, tally


def test_a_checkout_and_its_archive_say_the_same(tmp_path: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout")
    files = {str(file.relative_to(checkout)): file.read_bytes() for file in checkout.rglob("*.json")}
    archive = write_archive(tmp_path / "opendb.tar.xz", {**files, "schemas/GPU.json": b"{}", "LICENSE.txt": b"ODC-By"})
    from_folder, tally = imported(checkout, catalog())
    assert imported(archive, catalog())[0] == from_folder
    assert imported(checkout / "open-db", catalog())[0] == from_folder
    assert len(from_folder) == len(RECORDS) == tally.records


def test_the_catalogs_own_parts_win_by_number_and_by_name(tmp_path: Path) -> None:
    own = catalog(PSU_BY_NUMBER, BOARD_BY_NAME, OTHER_MAKER, GENERIC)
    found, tally = imported(write_checkout(tmp_path), own)
    stand_ins = {part_id: curated for part_id, curated in found.items() if curated}
    assert stand_ins == {
        f"opendb/psu/{RECORDS['PSU']['opendb_id']}": PSU_BY_NUMBER.id,
        f"opendb/motherboard/{RECORDS['Motherboard']['opendb_id']}": BOARD_BY_NAME.id,
    }
    assert (tally.curated.total(), tally.parts.total()) == (2, len(RECORDS) - 2)


def test_a_number_that_two_of_our_parts_have_decides_nothing(tmp_path: Path) -> None:
    twin = Part("psu/quantex/torrent-ii", "psu", "Torrent II", "Quantex", part_numbers=("QT-1250-G31",))
    found, _ = imported(write_checkout(tmp_path), catalog(PSU_BY_NUMBER, twin))
    assert not any(found.values())


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        ({"efficiency": "gold"}, True),
        ({"efficiency": "platinum"}, False),
        ({}, True),
        ({"length_mm": 166}, True),
        ({"length_mm": 190}, False),
    ],
)
def test_a_part_that_says_something_else_of_itself_is_another(
    tmp_path: Path, facts: dict[str, str | int], *, stands: bool
) -> None:
    ours = replace(PSU_BY_NUMBER, name="Quantex Torrent ATX 3.1", facts=Facts(facts))
    for own in (ours, replace(ours, part_numbers=())):
        found, _ = imported(write_checkout(tmp_path, {"PSU": [RECORDS["PSU"]]}), catalog(own))
        assert list(found.values()) == [own.id if stands else None]


def test_a_short_number_is_its_makers_alone(tmp_path: Path) -> None:
    theirs = Part("gpu/other/x", "gpu", "Something else", "Other", part_numbers=("G5-77",))
    raw = changed(GPU, "metadata", meta("Quantex Swirl", "Quantex", "G5-77"))
    found, _ = imported(write_checkout(tmp_path, {"GPU": [raw]}), catalog(theirs))
    assert list(found.values()) == [None]


def test_what_can_not_be_read_is_counted_and_the_rest_is_taken(tmp_path: Path) -> None:
    checkout = write_checkout(tmp_path)
    folder = checkout / "open-db" / "GPU"
    (folder / "broken.json").write_text("{")
    (folder / "deep.json").write_text("[" * 50_000)
    (folder / "large.json").write_text(json.dumps({**GPU, "opendb_id": opendb_id(77), "x": "y" * 300_000}))
    (folder / "copy.json").write_text(json.dumps(GPU))
    found, tally = imported(checkout, catalog())
    assert len(found) == len(RECORDS)
    assert tally.refused == {UNREADABLE: 3, TWICE: 1}
    told = import_told(tally)
    assert "13 records read: 9 parts of lower trust." in told
    assert "Open Data Commons Attribution License 1.0" in told
    assert "  3  file that is no JSON or too large" in told


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"\xfd7zXZ\x00 cut off"])
def test_a_file_that_is_no_archive_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.tar.xz"
    path.write_bytes(content)
    with pytest.raises(OpenDbError, match=r"archive|holds no"):
        list(open_source(path))


def test_a_place_without_the_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(OpenDbError, match="neither a folder nor a file"):
        open_source(tmp_path / "nothing")
    with pytest.raises(OpenDbError, match="has no open-db folder"):
        open_source(tmp_path)
    other = write_archive(tmp_path / "other.tar.xz", {"readme.json": b"{}", "GPU/x.json": b"{}"})
    with pytest.raises(OpenDbError, match="holds no open-db folder"):
        list(open_source(other))
