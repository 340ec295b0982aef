"""Imported parts: a layer of their own, which rebuilding the index leaves alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_part",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("category", sa.String(60), nullable=False, index=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("maker", sa.String(100), nullable=False),
        sa.Column("place", sa.String(600), nullable=False, index=True),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("read_on", sa.String(10), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("curated_id", sa.String(200), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("imported_part")
