"""Alembic's entry: it runs on the connection that app.store.migrating hands over, inside that one's transaction."""

from alembic import context
from sqlmodel import SQLModel

from app.store import tables  # noqa: F401  its import registers the tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    transactional_ddl=True,  # also on SQLite: app.store.database begins the transactions itself
    transaction_per_migration=False,
)
context.run_migrations()
