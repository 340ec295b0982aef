"""Several app processes on one PostgreSQL, behind a client that asks them in turn."""

from __future__ import annotations

import shutil
import time
from itertools import cycle
from pathlib import Path

import pytest

from app import cli
from app.settings import Settings
from app.store import open_store
from tests.conftest import SMALL_PSU, SMALL_PSU_FILE
from tests.store.servers import Server, running
from tests.store.test_imported import part

SEEN_WITHIN_S = 20
WATCH = {"watch_seconds": "0.2"}
NEW_PSU = "psu/generic/new"


def sees(server: Server, path: str, text: str = "") -> bool:
    """Whether a server answers 200, with that text, within some seconds."""
    deadline = time.monotonic() + SEEN_WITHIN_S
    while time.monotonic() < deadline:
        answer = server.ask("GET", path)
        if answer.status == 200 and text in answer.text:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def catalog(small_catalog: Path, tmp_path: Path) -> Path:
    """A catalog that a test may change."""
    return Path(shutil.copytree(small_catalog, tmp_path / "catalog"))


def test_two_processes_serve_as_one(
    fresh_postgres_url: str, catalog: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_files = Path(shutil.copytree(catalog, tmp_path / "old"))
    pair = [Server(fresh_postgres_url, catalog, **WATCH) for _ in range(2)]
    with running(*pair):  # they migrate the empty database and fill its index at once
        in_turn = cycle(pair)
        first_version = pair[0].ask("GET", "/readyz").told["catalog"]

        parent = ""
        for number in range(6):
            body = {"items": [{"part": SMALL_PSU}], "title": f"Number {number}"}
            saved = next(in_turn).ask("POST", f"/api/v1/builds?parent={parent}" if parent else "/api/v1/builds", body)
            assert saved.status == 201, saved.text
            found = next(in_turn).ask("GET", f"/api/v1/builds/{saved.told['id']}")
            assert found.told["build"]["title"] == f"Number {number}"
            assert found.told["parent"] == (parent or None)
            parent = saved.told["id"]
            next(in_turn)  # the next is saved by the other

        # A broken update is refused where it is made, and changes nothing anywhere.
        monkeypatch.setenv("MINICOLOSSUS_DATABASE_URL", fresh_postgres_url)
        monkeypatch.setenv("MINICOLOSSUS_CATALOG_ROOT", str(catalog))
        (catalog / f"{NEW_PSU}.toml").write_text("name = ")
        assert cli.run(["catalog", "publish"]) == 3
        for server in pair:
            assert server.ask("GET", f"/api/v1/parts/{SMALL_PSU}").status == 200
            assert server.ask("GET", "/readyz").told["catalog"] == first_version

        # A sound one is seen by both.
        (catalog / f"{NEW_PSU}.toml").write_text(SMALL_PSU_FILE.replace("1000 W", "New"))
        assert cli.run(["catalog", "publish"]) == 0
        for server in pair:
            assert sees(server, f"/api/v1/parts/{NEW_PSU}")
            assert server.ask("GET", f"/api/v1/builds/{parent}").status == 200

        # Imported parts come and change beneath a running server's cache.
        for memory_gb in (24, 32):
            whirl = part(1, "gpu", "Quantex Whirl", memory_gb=memory_gb)
            store = open_store(Settings(database_url=fresh_postgres_url, catalog_root=catalog))
            store.import_parts([(whirl, None)])
            store.close()
            for server in pair:
                assert sees(server, f"/api/v1/parts/{whirl.id}", f'"memory_gb":{memory_gb}')

        # A machine with the old files serves them, and takes nothing back.
        older = Server(fresh_postgres_url, old_files, **WATCH)
        with running(older):
            assert older.ask("GET", "/readyz").told["catalog"] == first_version
            assert older.ask("GET", f"/api/v1/builds/{parent}").status == 200
            assert older.ask("GET", "/api/v1/parts?limit=200").status == 200, "it doesn't know all that is in the index"
            assert older.ask("GET", "/parts").status == 200
            assert NEW_PSU in pair[0].ask("GET", "/api/v1/parts?limit=200").text
            time.sleep(0.5)
            assert pair[1].ask("GET", f"/api/v1/parts/{NEW_PSU}").status == 200
