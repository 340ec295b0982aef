from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select, update

from app.store import builds
from app.store.builds import (
    Judged,
    NotOwnerError,
    Receipt,
    UnknownParentError,
    load_build,
    rename_build,
    save_build,
    withdraw_build,
)
from app.store.codes import ALPHABET
from app.store.drafts import get_draft, put_draft
from app.store.tables import DraftRow, SavedBuildRow

NOW = datetime.datetime(2026, 5, 16, 12, tzinfo=datetime.UTC)
BODY = {"title": "Bänke", "items": [{"id": "gpu", "part": "gpu/x", "quantity": 2, "power_limit_w": 250.5}]}

JUDGED = Judged("v1", "0.1.0+abc", {"verdict": "pass", "findings": [], "parts": {}})


def test_a_saved_build_comes_back_as_it_was(engine: Engine) -> None:
    saved = save_build(engine, BODY, JUDGED, NOW).saved
    assert load_build(engine, saved.id) == saved
    assert (saved.title, saved.body, saved.created_at, saved.parent) == ("Bänke", BODY, NOW, None)
    assert (saved.judged, saved.withdrawn_at) == (JUDGED, None)


def test_codes_can_not_be_guessed_and_are_no_share_codes(engine: Engine) -> None:
    receipt = save_build(engine, BODY, JUDGED, NOW)
    assert len(ALPHABET) ** len(receipt.saved.id) > 2**64
    assert len(ALPHABET) ** len(receipt.owner_secret) > 2**120
    assert set(receipt.saved.id) | set(receipt.owner_secret) <= set(ALPHABET)
    assert "1" not in ALPHABET, "share codes begin with it"


def test_a_fork_knows_its_parent(engine: Engine) -> None:
    parent = save_build(engine, BODY, JUDGED, NOW).saved
    fork = save_build(engine, {"items": []}, JUDGED, NOW, parent.id).saved
    loaded = load_build(engine, fork.id)
    assert loaded is not None
    assert loaded.parent == parent.id
    assert fork.title == ""


def test_a_parent_that_is_not_there_is_refused(engine: Engine) -> None:
    with pytest.raises(UnknownParentError, match="no saved build"):
        save_build(engine, BODY, JUDGED, NOW, "nowhere")


@pytest.mark.parametrize("code", ["", "x", "%", "' OR 1=1 --", "x" * 5000, "ä"])
def test_a_code_that_is_not_there_is_nothing(engine: Engine, code: str) -> None:
    assert load_build(engine, code) is None
    assert get_draft(engine, code, NOW) is None


def test_a_taken_code_is_not_written_over(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["secret", "same", "secret too", "same", "other"])
    monkeypatch.setattr(builds, "new_code", lambda _: next(codes))
    first = save_build(engine, BODY, JUDGED, NOW).saved
    second = save_build(engine, {"items": []}, JUDGED, NOW).saved
    assert (first.id, second.id) == ("same", "other")
    loaded = load_build(engine, "same")
    assert loaded is not None
    assert loaded.body == BODY


def test_many_save_at_once(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        bodies = ({"items": [], "title": str(number)} for number in range(40))
        saved = list(pool.map(lambda body: save_build(engine, body, JUDGED, NOW).saved, bodies))
    assert len({build.id for build in saved}) == 40
    assert all(load_build(engine, build.id) == build for build in saved)


@pytest.fixture
def receipt(engine: Engine) -> Receipt:
    return save_build(engine, BODY, JUDGED, NOW)


def test_the_secret_is_kept_as_a_hash(engine: Engine, receipt: Receipt) -> None:
    with engine.connect() as connection:
        row = connection.execute(select(SavedBuildRow)).one()
    assert receipt.owner_secret not in str(tuple(row))
    assert len(row.owner_hash) == 64


def test_the_owner_renames_and_nothing_else_changes(engine: Engine, receipt: Receipt) -> None:
    rename_build(engine, receipt.saved.id, f" {receipt.owner_secret} ", "Other")
    assert load_build(engine, receipt.saved.id) == replace(receipt.saved, title="Other")


def test_the_owner_withdraws_for_good(engine: Engine, receipt: Receipt) -> None:
    child = save_build(engine, {"items": []}, JUDGED, NOW, receipt.saved.id).saved
    withdraw_build(engine, receipt.saved.id, receipt.owner_secret, NOW)
    left = load_build(engine, receipt.saved.id)
    assert left is not None
    assert (left.title, left.body, left.judged.snapshot, left.withdrawn_at) == ("", {}, None, NOW)
    assert load_build(engine, child.id) == child
    with pytest.raises(NotOwnerError):
        rename_build(engine, receipt.saved.id, receipt.owner_secret, "Back")


@pytest.mark.parametrize("secret", ["", "x", "%", "None", "ä" * 1000])
def test_nobody_else_changes_anything(engine: Engine, receipt: Receipt, secret: str) -> None:
    other = save_build(engine, BODY, JUDGED, NOW)
    for tried in (secret, other.owner_secret):
        with pytest.raises(NotOwnerError):
            rename_build(engine, receipt.saved.id, tried, "Theirs")
        with pytest.raises(NotOwnerError):
            withdraw_build(engine, receipt.saved.id, tried, NOW)
    assert load_build(engine, receipt.saved.id) == receipt.saved


def test_a_build_older_than_secrets_has_no_owner(engine: Engine, receipt: Receipt) -> None:
    with engine.begin() as connection:
        connection.execute(update(SavedBuildRow).values(owner_hash=None))
    for secret in ("", receipt.owner_secret):
        with pytest.raises(NotOwnerError):
            withdraw_build(engine, receipt.saved.id, secret, NOW)


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
        save_build(engine, BODY, JUDGED, NOW.replace(tzinfo=None))
