from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.intake.problems import CatalogError
from app.settings import Settings
from app.store import PartQuery, StoreError, open_store
from app.store.builds import Judged
from app.store.release import checker_version
from tests.conftest import SMALL_PSU


def test_a_store_opens_with_the_catalog_and_its_index(database_url: str) -> None:
    store = open_store(Settings(database_url=database_url))
    try:
        assert store.find_parts(PartQuery(), 1).total == len(store.catalog.parts)
        assert sum(store.count_categories().values()) == len(store.catalog.parts)
        saved = store.save_build({"items": []}).saved
        assert saved.judged == Judged(store.catalog.version, checker_version())
        assert store.load_build(saved.id) == saved
        assert store.get_draft(store.put_draft({"items": [1]})) == {"items": [1]}
        assert store.is_ready()
    finally:
        store.close()


def test_what_was_saved_is_there_after_a_restart(database_url: str, small_catalog: Path) -> None:
    settings = Settings(database_url=database_url, catalog_root=small_catalog)
    first = open_store(settings)
    saved = first.save_build({"items": [], "title": "kept"}).saved
    first.close()
    second = open_store(settings)
    assert second.load_build(saved.id) == saved
    second.close()


def test_a_broken_catalog_replaces_nothing(tmp_path: Path) -> None:
    database = tmp_path / "x.sqlite3"
    with pytest.raises(CatalogError):
        open_store(Settings(database_url=f"sqlite:///{database}", catalog_root=tmp_path / "nothing"))
    assert not database.exists()


def test_a_process_that_starts_with_a_broken_catalog_says_so_and_leaves_the_good_one(
    database_url: str, small_catalog: Path, tmp_path: Path
) -> None:
    good = open_store(Settings(database_url=database_url, catalog_root=small_catalog))
    broken = Path(shutil.copytree(small_catalog, tmp_path / "broken"))
    (broken / f"{SMALL_PSU}.toml").write_text("name = ")
    with pytest.raises(CatalogError, match=r"small\.toml"):
        open_store(Settings(database_url=database_url, catalog_root=broken))
    assert good.published().catalog_version == good.catalog.version
    assert good.find_parts(PartQuery(), 5).ids == (SMALL_PSU,)
    good.close()


def test_a_database_that_can_not_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="MINICOLOSSUS_DATABASE_URL"):
        open_store(Settings(database_url=f"sqlite:///{tmp_path}/no/such/folder/x.sqlite3"))


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINICOLOSSUS_PORT", "9000")
    monkeypatch.setenv("MINICOLOSSUS_HTMX_URL", "/static/htmx.js")
    monkeypatch.setenv("MINICOLOSSUS_DATABASE_URL", "postgresql://me:secret@db/x")
    settings = Settings()
    assert (settings.port, settings.htmx_url) == (9000, "/static/htmx.js")
    assert "secret" not in repr(settings)
    assert (settings.catalog_root / "vocabulary" / "gpu.toml").is_file()


@pytest.mark.parametrize(
    "wrong", [{"port": 70_000}, {"htmx_url": "javascript:alert(1)"}, {"base_url": "x"}, {"databse_url": "x"}]
)
def test_wrong_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings(**wrong)  # type: ignore[arg-type]
