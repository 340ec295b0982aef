"""A running app takes up what others publish, keeps what it has when it can't, and looks cheaply."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from app.intake.catalog_files import content_hash
from app.settings import Settings
from app.store import Store, open_store
from app.store.tables import CatalogState
from app.store.watching import Watcher
from tests.conftest import SMALL_PSU, SMALL_PSU_FILE
from tests.store.test_imported import part

NEW_PSU = "psu/generic/new"
NEW_PSU_FILE = SMALL_PSU_FILE.replace("1000 W", "New")


class Served:
    """A store that a watcher keeps up to date."""

    def __init__(self, database_url: str, root: Path) -> None:
        self.store = self.first = open_store(Settings(database_url=database_url, catalog_root=root))
        self.watcher = Watcher(self.first, root, self._take)

    def _take(self, store: Store) -> None:
        self.store = store


@pytest.fixture
def root(small_catalog: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_catalog, tmp_path / "catalog"))


@pytest.fixture
def served(database_url: str, root: Path) -> Iterator[Served]:
    served = Served(database_url, root)
    yield served
    served.first.close()


def publish(database_url: str, root: Path) -> None:
    store = open_store(Settings(database_url=database_url, catalog_root=root))
    store.publish()
    store.close()


def test_nothing_happens_while_nothing_changes(served: Served) -> None:
    served.watcher.look()
    assert served.store is served.first


def test_a_published_catalog_is_taken_up(served: Served, database_url: str, root: Path) -> None:
    (root / f"{NEW_PSU}.toml").write_text(NEW_PSU_FILE)
    served.watcher.look()
    assert served.store is served.first, "files alone are not published"
    publish(database_url, root)
    served.watcher.look()
    assert served.store.catalog.part(NEW_PSU) is not None
    assert served.first.catalog.part(NEW_PSU) is None, "a request sees one catalog from start to end"
    taken = served.store
    served.watcher.look()
    assert served.store is taken


def test_a_machine_without_the_published_files_keeps_its_own(
    served: Served, database_url: str, root: Path, tmp_path: Path
) -> None:
    newer = Path(shutil.copytree(root, tmp_path / "newer"))
    (newer / f"{NEW_PSU}.toml").write_text(NEW_PSU_FILE)
    publish(database_url, newer)
    served.watcher.look()
    assert served.store is served.first
    (root / f"{NEW_PSU}.toml").write_text("name = ")
    served.watcher.look()
    assert served.store is served.first


def test_files_that_can_not_be_read_here_are_told_once(
    served: Served, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (root / f"{NEW_PSU}.toml").write_text("name = ")
    with served.first.engine.begin() as connection:  # as a newer release would, which can read them
        connection.execute(update(CatalogState).values(content_hash=content_hash(root)))
    for _ in range(3):
        served.watcher.look()
    assert served.store is served.first
    assert caplog.text.count("can't be read here") == 1


def test_an_older_machine_takes_nothing_back(fresh_postgres_url: str, root: Path, tmp_path: Path) -> None:
    older = Path(shutil.copytree(root, tmp_path / "older"))
    publish(fresh_postgres_url, older)
    (root / f"{NEW_PSU}.toml").write_text(NEW_PSU_FILE)
    newest = open_store(Settings(database_url=fresh_postgres_url, catalog_root=root))
    again = open_store(Settings(database_url=fresh_postgres_url, catalog_root=older))
    assert again.published().catalog_version == newest.catalog.version
    assert again.catalog.part(NEW_PSU) is None
    again.publish()
    assert newest.published().catalog_version == again.catalog.version, "a person may go back"
    again.close()
    newest.close()


def test_imported_parts_are_noticed(served: Served, database_url: str, root: Path) -> None:
    whirl = part(1, "gpu", "Quantex Whirl", memory_gb=24)
    other = open_store(Settings(database_url=database_url, catalog_root=root))
    assert other.import_parts([(whirl, None)]).added == 1
    served.watcher.look()
    found = served.store.catalog.part(whirl.id)
    assert found is not None
    assert found.facts == whirl.facts
    kept = served.store
    assert other.import_parts([(whirl, None)]).nothing
    served.watcher.look()
    assert served.store is kept, "an import that changes nothing is no change"
    other.remove_imported()
    served.watcher.look()
    assert served.store.catalog.part(whirl.id) is None
    assert served.store.catalog.part(SMALL_PSU) is not None
    other.close()


def test_a_database_that_is_away_changes_nothing(root: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    database = tmp_path / "x.sqlite3"
    served = Served(f"sqlite:///{database}", root)
    served.first.close()
    database.unlink()
    database.mkdir()
    served.watcher.look()
    assert served.store is served.first
    assert "can't tell what is published" in caplog.text
