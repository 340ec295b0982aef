"""Saved builds know their owner, what judged them and what came of it, and can be withdrawn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("saved_build", sa.Column("checker_version", sa.String(64), nullable=True))
    op.add_column("saved_build", sa.Column("snapshot", sa.JSON(), nullable=True))
    op.add_column("saved_build", sa.Column("owner_hash", sa.String(64), nullable=True))
    op.add_column("saved_build", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for column in ("withdrawn_at", "owner_hash", "snapshot", "checker_version"):
        op.drop_column("saved_build", column)
