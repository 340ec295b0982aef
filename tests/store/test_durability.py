"""Every link that was acknowledged opens afterwards, however often the server is killed while it saves.

The default run is short.  `make durability` saves 1,000 builds from 8 clients while the server is killed 20 times, on
each database.
"""

from __future__ import annotations

import http.client
import os
import random
import resource
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, text
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store.database import make_engine
from tests.conftest import SMALL_PSU
from tests.store.servers import Server, running

CLIENTS = 8
SAVES = int(os.environ.get("DURABILITY_SAVES", "120"))
KILLS = int(os.environ.get("DURABILITY_KILLS", "1"))
BETWEEN_TRIES_S = 0.2


@dataclass
class Saving:
    """Clients that save until there are enough acknowledged links, whatever happens to the server."""

    server: Server
    wanted: int
    acknowledged: dict[str, str] = field(default_factory=dict)
    lost: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _number: int = 0

    def client(self) -> None:
        """Save one build after another, each linked to the one before."""
        parent = ""
        while True:
            with self._lock:
                if len(self.acknowledged) >= self.wanted:
                    return
                self._number += 1
                title = f"Number {self._number}"
            body = {"items": [{"part": SMALL_PSU}], "title": title}
            query = f"?parent={parent}" if parent else ""
            try:
                answer = self.server.ask("POST", f"/api/v1/builds{query}", body)
            except (OSError, http.client.HTTPException, ValueError):
                with self._lock:
                    self.lost += 1  # it may have been saved or not: nobody was told
                time.sleep(BETWEEN_TRIES_S)
                continue
            assert answer.status in {201, 503}, answer.text
            if answer.status == 201:
                parent = answer.told["id"]
                with self._lock:
                    self.acknowledged[parent] = title


def kill_at_random_moments(saving: Saving) -> None:
    """Kill the server and start it again, at moments spread over the whole run."""
    moments = sorted(random.sample(range(1, saving.wanted), KILLS))
    for moment in moments:
        while len(saving.acknowledged) < moment:
            time.sleep(0.002)
        time.sleep(random.random() * 0.02)
        saving.server.kill()
        saving.server.start()
        saving.server.wait()


def test_every_acknowledged_link_opens_after_any_kill(database_url: str, small_catalog: Path) -> None:
    server = Server(database_url, small_catalog)
    began = time.monotonic()
    with running(server):
        saving = Saving(server, SAVES)
        clients = [threading.Thread(target=saving.client) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        kill_at_random_moments(saving)
        for client in clients:
            client.join()
        server.kill()
    open_all(saving.acknowledged, Settings(database_url=database_url, catalog_root=small_catalog))
    engine = make_engine(database_url)
    rows = check_integrity(engine)
    engine.dispose()
    assert len(saving.acknowledged) <= rows <= len(saving.acknowledged) + saving.lost
    print(  # noqa: T201  shown by `make durability`
        f"\n{engine.dialect.name}: {len(saving.acknowledged)} links acknowledged, {KILLS + 1} kills, "
        f"{saving.lost} requests cut off, {rows} rows, {time.monotonic() - began:.0f} s"
    )


def open_all(acknowledged: Mapping[str, str], settings: Settings) -> None:
    """Each link opens in the next process, with the build that was saved."""
    app = create_app(settings)
    client = TestClient(app)
    for code, title in acknowledged.items():
        found = client.get(f"/api/v1/builds/{code}")
        assert found.status_code == 200, code
        assert found.json()["build"]["title"] == title
    app.state.services.store.close()


def test_a_disk_that_fills_up_loses_nothing_and_is_forgiven(small_catalog: Path, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    server = Server(address, small_catalog)
    body = {"items": [{"part": SMALL_PSU, "note": "x" * 900} for _ in range(20)]}
    with running(server):
        acknowledged = [server.ask("POST", "/api/v1/builds", body).told["id"]]
        server.limit_files((tmp_path / "x.sqlite3-wal").stat().st_size + 50_000)
        answers = [server.ask("POST", "/api/v1/builds", body) for _ in range(12)]
        assert {answer.status for answer in answers} == {201, 503}
        assert server.ask("GET", f"/b/{acknowledged[0]}").status == 200
        server.limit_files(resource.RLIM_INFINITY)
        answers.append(server.ask("POST", "/api/v1/builds", body))
        acknowledged += [answer.told["id"] for answer in answers if answer.status == 201]
        assert all(server.ask("GET", f"/api/v1/builds/{code}").status == 200 for code in acknowledged)
        assert answers[-1].status == 201
    engine = make_engine(address)
    assert check_integrity(engine) == len(acknowledged)
    engine.dispose()


def check_integrity(engine: Engine) -> int:
    """How many saved builds there are, once the database was found sound."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        else:
            orphans = "SELECT count(*) FROM saved_build a LEFT JOIN saved_build b ON a.parent_id = b.id"
            condition = " WHERE a.parent_id IS NOT NULL AND b.id IS NULL"
            assert connection.execute(text(orphans + condition)).scalar_one() == 0
            if "amcheck" in connection.execute(text("SELECT name FROM pg_available_extensions")).scalars().all():
                connection.execute(text("CREATE EXTENSION IF NOT EXISTS amcheck"))
                connection.execute(text("SELECT bt_index_check('saved_build_pkey', true)"))
        return int(connection.execute(text("SELECT count(*) FROM saved_build")).scalar_one())
