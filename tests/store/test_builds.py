from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, func, select

from app.store import builds
from app.store.builds import UnknownParentError, get_draft, load_build, put_draft, save_build
from app.store.tables import DraftRow

NOW = datetime.datetime(2026, 5, 16, 12, tzinfo=datetime.UTC)
BODY = {"title": "Bänke", "items": [{"id": "gpu", "part": "gpu/x", "quantity": 2, "power_limit_w": 250.5}]}


def test_a_saved_build_comes_back_as_it_was(engine: Engine) -> None:
    saved = save_build(engine, BODY, "v1", NOW)
    assert load_build(engine, saved.id) == saved
    assert (saved.title, saved.body, saved.created_at, saved.parent, saved.catalog_version) == (
        "Bänke",
        BODY,
        NOW,
        None,
        "v1",
    )
    assert len(saved.id) == 10
    assert set(saved.id) <= set(builds.ALPHABET)


def test_a_fork_knows_its_parent(engine: Engine) -> None:
    parent = save_build(engine, BODY, "v1", NOW)
    fork = save_build(engine, {"items": []}, "v1", NOW, parent.id)
    loaded = load_build(engine, fork.id)
    assert loaded is not None
    assert loaded.parent == parent.id
    assert fork.title == ""


def test_a_parent_that_is_not_there_is_refused(engine: Engine) -> None:
    with pytest.raises(UnknownParentError, match="no saved build"):
        save_build(engine, BODY, "v1", NOW, "nowhere")


@pytest.mark.parametrize("code", ["", "x", "%", "' OR 1=1 --", "x" * 5000, "ä"])
def test_a_code_that_is_not_there_is_nothing(engine: Engine, code: str) -> None:
    assert load_build(engine, code) is None
    assert get_draft(engine, code, NOW) is None


def test_a_taken_code_is_not_written_over(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["same", "same", "other"])
    monkeypatch.setattr(builds, "_code", lambda _: next(codes))
    first = save_build(engine, BODY, "v1", NOW)
    second = save_build(engine, {"items": []}, "v1", NOW)
    assert (first.id, second.id) == ("same", "other")
    loaded = load_build(engine, "same")
    assert loaded is not None
    assert loaded.body == BODY


def test_many_save_at_once(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda n: save_build(engine, {"items": [], "title": str(n)}, "v1", NOW), range(40)))
    assert len({build.id for build in saved}) == 40
    assert all(load_build(engine, build.id) == build for build in saved)


def test_a_draft_lasts_for_its_days_and_is_then_removed(engine: Engine) -> None:
    code = put_draft(engine, BODY, NOW, 30)
    later = NOW + datetime.timedelta(days=30)
    assert get_draft(engine, code, later) == BODY
    assert get_draft(engine, code, later + datetime.timedelta(seconds=1)) is None
    put_draft(engine, {"items": []}, later + datetime.timedelta(seconds=1), 30)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(DraftRow)).scalar_one() == 1


def test_a_moment_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(Exception, match="without a time zone"):
        save_build(engine, BODY, "v1", NOW.replace(tzinfo=None))
