"""Bringing a database's tables to what this release needs."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.resources import resource_root
from app.store.database import StoreError, StoreUnavailableError, writing_alone


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, in code: the project has one file of configuration, and this needs none."""
    config = Config()
    config.set_main_option("script_location", str(resource_root() / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine) -> None:
    """Upgrade the tables in one transaction; processes that start together take turns.

    Raises StoreError when the database can't be opened, or was written by a newer release.
    """
    try:
        with writing_alone(engine) as connection:
            command.upgrade(alembic_config(connection), "head")
    except CommandError:
        newest = ScriptDirectory.from_config(alembic_config()).get_current_head()
        raise StoreError(
            f"The database was written by a newer release (this one knows its tables up to {newest}): "
            "run that release, or set MINICOLOSSUS_DATABASE_URL to another database."
        ) from None
    except (DBAPIError, StoreUnavailableError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise StoreError(
            f"The database can't be opened ({reason}): check MINICOLOSSUS_DATABASE_URL and its folder."
        ) from None
