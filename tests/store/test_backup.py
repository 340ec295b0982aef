"""Backups hold every link, travel between databases, and are whole or not there."""

from __future__ import annotations

import datetime
import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from app import cli
from app.store.backup import BackupError, read_backup, write_backup
from app.store.builds import Judged, load_build, rename_build, save_build, withdraw_build
from app.store.database import make_engine
from app.store.drafts import get_draft, put_draft
from app.store.imported import import_rows, read_imported, write_import
from app.store.migrating import migrate
from tests.store.test_imported import ALL, WORDS

NOW = datetime.datetime(2026, 5, 16, 12, tzinfo=datetime.UTC)
JUDGED = Judged("v1", "0.1.0+abc", {"verdict": "pass"})
EMPTY_BUILD: dict[str, Any] = {"items": []}


@pytest.fixture
def other_engine(tmp_path: Path, request: pytest.FixtureRequest, engine: Engine) -> Iterator[Engine]:
    """An empty database of the other kind."""
    if engine.dialect.name == "sqlite":
        other = make_engine(request.getfixturevalue("fresh_postgres_url"))
    else:
        other = make_engine(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    migrate(other)
    yield other
    other.dispose()


def test_everything_travels_to_the_other_kind_of_database(engine: Engine, other_engine: Engine, tmp_path: Path) -> None:
    first = save_build(engine, {"items": [], "title": "Bänke “1”\n漢"}, JUDGED, NOW)
    child = save_build(engine, EMPTY_BUILD, Judged("v2"), NOW - datetime.timedelta(days=9), first.saved.id)
    gone = save_build(engine, EMPTY_BUILD, JUDGED, NOW)
    withdraw_build(engine, gone.saved.id, gone.owner_secret, NOW)
    draft = put_draft(engine, EMPTY_BUILD, NOW, 30)
    write_import(engine, import_rows(ALL, WORDS, "2026-05-16"))

    counts = write_backup(engine, tmp_path / "b")
    assert counts == {"saved_build": 3, "draft": 1, "imported_part": 3}
    assert read_backup(other_engine, tmp_path / "b") == counts

    for saved in (first.saved, child.saved, gone.saved):
        assert load_build(other_engine, saved.id) == load_build(engine, saved.id)
    assert get_draft(other_engine, draft, NOW) == EMPTY_BUILD
    ids = [part.id for part, _ in ALL]
    assert read_imported(other_engine, ids) == read_imported(engine, ids)
    rename_build(other_engine, first.saved.id, first.owner_secret, "The secret works there too")


def test_a_backup_under_load_holds_every_link_that_was_there(engine: Engine, tmp_path: Path) -> None:
    before: list[str] = []
    done = threading.Event()

    def save_on() -> None:
        parent = None
        while not done.is_set():
            parent = save_build(engine, EMPTY_BUILD, JUDGED, NOW, parent).saved.id
            before.append(parent)

    savers = [threading.Thread(target=save_on) for _ in range(4)]
    for saver in savers:
        saver.start()
    files = []
    for number in range(3):
        while len(before) < 20 * (number + 1):
            time.sleep(0.01)
        acknowledged = list(before)
        write_backup(engine, tmp_path / str(number))
        files.append((tmp_path / str(number), acknowledged))
    done.set()
    for saver in savers:
        saver.join()
    for file, acknowledged in files:
        empty = make_engine("sqlite://")
        migrate(empty)
        read_backup(empty, file)
        assert all(load_build(empty, code) is not None for code in acknowledged)
        empty.dispose()


def test_a_database_that_is_not_empty_is_left_alone_unless_told(engine: Engine, tmp_path: Path) -> None:
    kept = save_build(engine, EMPTY_BUILD, JUDGED, NOW)
    write_backup(engine, tmp_path / "b")
    rename_build(engine, kept.saved.id, kept.owner_secret, "Renamed since")
    later = save_build(engine, EMPTY_BUILD, JUDGED, NOW, kept.saved.id)
    with pytest.raises(BackupError, match="not empty"):
        read_backup(engine, tmp_path / "b")
    assert read_backup(engine, tmp_path / "b", merge=True)["saved_build"] == 0
    title = load_build(engine, kept.saved.id)
    assert title is not None
    assert title.title == "Renamed since", "what is there stays as it is"
    assert load_build(engine, later.saved.id) == later.saved


def lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]


def packed(*values: Any) -> bytes:
    return gzip.compress(b"".join(json.dumps(value).encode() + b"\n" for value in values))


DAMAGES: dict[str, tuple[Callable[[bytes, list[Any]], bytes], str]] = {
    "nothing in it": (lambda raw, told: b"", "no backup"),
    "another file": (lambda raw, told: b"SQLite format 3\0" + raw, "no backup"),
    "another gzip": (lambda raw, told: gzip.compress(b"hello\n"), "damaged"),
    "another JSON": (lambda raw, told: packed(["x"]), "no backup"),
    "cut off": (lambda raw, told: raw[: len(raw) // 2], "cut off"),
    "a byte changed": (lambda raw, told: raw[:-6] + bytes([raw[-6] ^ 1]) + raw[-5:], "damaged"),
    "no end": (lambda raw, told: packed(*told[:-1]), "end is missing"),
    "a row lost": (lambda raw, told: packed(told[0], *told[2:]), "rows are missing"),
    "a newer release": (lambda raw, told: packed({**told[0], "version": 2}, *told[1:]), "newer release"),
    "another table": (lambda raw, told: packed(told[0], {"user": {}}, *told[1:]), "Line 2"),
    "no row": (lambda raw, told: packed(told[0], 5, *told[1:]), "Line 2"),
    "another column": (
        lambda raw, told: packed(told[0], {"saved_build": {"id": "x", "colour": 1}}, *told[1:]),
        "Line 2",
    ),
    "an empty row": (lambda raw, told: packed(told[0], {"saved_build": {"id": "x"}}, *told[2:]), "doesn't fit"),
    "no date": (
        lambda raw, told: packed(told[0], {"saved_build": {**told[1]["saved_build"], "created_at": 5}}, *told[2:]),
        "no date",
    ),
    "no zone": (
        lambda raw, told: packed(
            told[0], {"saved_build": {**told[1]["saved_build"], "created_at": "2026-05-16"}}, *told[2:]
        ),
        "doesn't fit",
    ),
    "no such parent": (
        lambda raw, told: packed(told[0], {"saved_build": {**told[1]["saved_build"], "parent_id": "x"}}, *told[2:]),
        "doesn't fit",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_bad_file_is_told_in_a_sentence_and_restores_nothing(engine: Engine, tmp_path: Path, damage: str) -> None:
    source = make_engine("sqlite://")
    migrate(source)
    for _ in range(3):
        save_build(source, EMPTY_BUILD, JUDGED, NOW)
    file = tmp_path / "b"
    write_backup(source, file)
    source.dispose()
    do_damage, said = DAMAGES[damage]
    file.write_bytes(do_damage(file.read_bytes(), lines(file)))
    with pytest.raises(BackupError, match=said) as error:
        read_backup(engine, file)
    assert "\n" not in str(error.value)
    with pytest.raises(BackupError, match="nothing to back up"):
        write_backup(engine, tmp_path / "again")


def test_a_failed_backup_leaves_the_one_before(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"yesterday's")
    with pytest.raises(BackupError):
        write_backup(engine, tmp_path / "b")
    assert [(file.name, file.read_bytes()) for file in tmp_path.glob("*b*") if "sqlite" not in file.name] == [
        ("b", b"yesterday's")
    ]


def test_places_that_can_not_be_used_are_told(engine: Engine, tmp_path: Path) -> None:
    save_build(engine, EMPTY_BUILD, JUDGED, NOW)
    with pytest.raises(BackupError, match="can't be written to"):
        write_backup(engine, tmp_path / "no" / "such" / "b")
    with pytest.raises(BackupError, match="can't be written"):
        write_backup(engine, tmp_path)
    with pytest.raises(BackupError, match="can't be read"):
        read_backup(engine, tmp_path / "nothing", merge=True)


def test_only_its_owner_may_read_a_backup(engine: Engine, tmp_path: Path) -> None:
    save_build(engine, EMPTY_BUILD, JUDGED, NOW)
    write_backup(engine, tmp_path / "b")
    assert (tmp_path / "b").stat().st_mode & 0o077 == 0


def test_the_commands_back_up_and_restore(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINICOLOSSUS_DATABASE_URL", database_url)
    file = str(tmp_path / "b")
    assert cli.run(["backup", file]) == 3
    assert "nothing to back up" in capsys.readouterr().err
    engine = make_engine(database_url)
    code = save_build(engine, EMPTY_BUILD, JUDGED, NOW).saved.id
    assert cli.run(["backup", file]) == 0
    assert "1 links, 0 drafts, 0 imported parts" in capsys.readouterr().out
    assert cli.run(["restore", file]) == 3
    assert "--merge" in capsys.readouterr().err
    monkeypatch.setenv("MINICOLOSSUS_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert cli.run(["restore", file]) == 0
    restored = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert load_build(restored, code) is not None
    restored.dispose()
    engine.dispose()
