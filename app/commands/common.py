"""What commands share: the settings, an open store, and how bad input is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from app.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.store import Store


class InputError(Exception):
    """What somebody gave us can't be used; the sentence says why and what to do."""


def read_settings(**given: Any) -> Settings:
    """The settings of the environment, with what the command line gives in their place."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        told = [f"MINICOLOSSUS_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}." for fault in error.errors()]
        raise InputError("\n".join(["A setting can't be used.", *told])) from None


@contextmanager
def opened_store() -> Iterator[Store]:
    """The store with the catalog loaded."""
    from app.store import StoreError, open_store  # noqa: PLC0415  only commands that need a database import it

    try:
        store = open_store(read_settings())
        try:
            yield store
        finally:
            store.close()
    except StoreError as error:
        raise InputError(str(error)) from None


@contextmanager
def opened_database() -> Iterator[Engine]:
    """The database alone, with its tables up to date: what is kept in it needs no catalog."""
    from app.store import StoreError, open_database  # noqa: PLC0415  only commands that need a database import it

    try:
        engine = open_database(read_settings())
        try:
            yield engine
        finally:
            engine.dispose()
    except StoreError as error:
        raise InputError(str(error)) from None
