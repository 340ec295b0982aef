from __future__ import annotations

import datetime
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

from app.store.builds import Judged, load_build
from app.store.database import StoreError, make_engine, writing_alone
from app.store.migrating import alembic_config, migrate
from app.store.tables import PartRow

TABLES = {
    *("part", "imported_part", "part_facet", "catalog_state", "published_catalog"),
    *("saved_build", "draft", "alembic_version"),
}


def test_an_empty_database_gets_every_table_and_again_nothing(empty_engine: Engine) -> None:
    migrate(empty_engine)
    migrate(empty_engine)
    assert set(inspect(empty_engine).get_table_names()) == TABLES


def test_the_migrations_make_what_the_tables_say(engine: Engine) -> None:
    assert PartRow.metadata is SQLModel.metadata
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrations_can_be_taken_back(engine: Engine) -> None:
    with writing_alone(engine) as connection:
        command.downgrade(alembic_config(connection), "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}


def test_links_of_the_first_tables_are_there_after_every_migration(empty_engine: Engine) -> None:
    with writing_alone(empty_engine) as connection:
        command.upgrade(alembic_config(connection), "0001")
        insert = text(
            "INSERT INTO saved_build (id, created_at, title, body, parent_id, catalog_version)"
            " VALUES (:id, :at, :title, :body, :parent, 'v1')"
        )
        for number in range(50):
            row = {
                "id": f"b{number}",
                "at": datetime.datetime(2026, 5, 16, 12, tzinfo=datetime.UTC).isoformat(" "),
                "title": f"Number {number}",
                "body": json.dumps({"items": [], "title": f"Number {number}"}),
                "parent": f"b{number - 1}" if number else None,
            }
            connection.execute(insert, row)
    migrate(empty_engine)
    for number in range(50):
        found = load_build(empty_engine, f"b{number}")
        assert found is not None
        assert (found.title, found.body["title"]) == (f"Number {number}", f"Number {number}")
        assert found.parent == (f"b{number - 1}" if number else None)
        assert found.created_at == datetime.datetime(2026, 5, 16, 12, tzinfo=datetime.UTC)
        assert (found.judged, found.withdrawn_at) == (Judged("v1"), None)


def test_processes_that_start_together_take_turns(database_url: str) -> None:
    engines = [make_engine(database_url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, engines))
    assert set(inspect(engines[0]).get_table_names()) == TABLES
    for engine in engines:
        engine.dispose()


def test_a_migration_that_fails_leaves_nothing_behind(empty_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade = command.upgrade

    def upgrade_and_fail(config: Config, revision: str) -> None:
        upgrade(config, revision)
        raise RuntimeError("the power went")

    monkeypatch.setattr(command, "upgrade", upgrade_and_fail)
    with pytest.raises(RuntimeError):
        migrate(empty_engine)
    assert inspect(empty_engine).get_table_names() == []


def test_a_newer_releases_database_is_left_alone_with_a_sentence(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer release"):
        migrate(engine)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "no database address"),
        ("mysql://localhost/x", "names mysql"),
        ("sqlite:////no/such/folder/x.sqlite3", "can't be opened"),
        ("postgresql://127.0.0.1:9/nowhere?connect_timeout=2", "can't be opened"),
    ],
)
def test_a_database_that_can_not_be_used_is_named(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=re.escape(said)):
        migrate(make_engine(url))


def test_sqlite_is_durable_and_keeps_references(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 4_000}


def test_memory_serves_too() -> None:
    engine = make_engine("sqlite://")
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == TABLES
    engine.dispose()
