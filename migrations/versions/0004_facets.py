"""Facets of parts, and one order of all parts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "part_facet",
        sa.Column("category", sa.String(60), primary_key=True),
        sa.Column("facet", sa.String(60), primary_key=True),
        sa.Column("part_id", sa.String(200), primary_key=True),
        sa.Column("value", sa.String(300), primary_key=True),
        sa.Column("number", sa.Float(), nullable=True),
        sa.Column("imported", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("catalog_state", sa.Column("derived_hash", sa.String(64), nullable=True))
    # The index is rebuilt from the files as a whole when the state is gone.
    op.execute("DELETE FROM catalog_state")
    op.drop_table("part")
    _create_part(sa.Column("place", sa.String(600), nullable=False, index=True))


def downgrade() -> None:
    op.execute("DELETE FROM catalog_state")
    op.drop_table("part")
    _create_part(
        sa.Column("position", sa.Integer(), nullable=False, unique=True),
        sa.Column("facts", sa.JSON(), nullable=False),
    )
    op.drop_column("catalog_state", "derived_hash")
    op.drop_table("part_facet")


def _create_part(*own: sa.Column[object]) -> None:
    op.create_table(
        "part",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("category", sa.String(60), nullable=False, index=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("maker", sa.String(100), nullable=False, index=True),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("generic", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        *own,
    )
