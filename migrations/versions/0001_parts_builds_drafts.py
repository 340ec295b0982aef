"""The index of parts, saved builds and drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "part",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("category", sa.String(60), nullable=False, index=True),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("maker", sa.String(100), nullable=False, index=True),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("generic", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, unique=True),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
    )
    op.create_table(
        "catalog_state",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name="catalog_state_has_one_row"),
    )
    op.create_table(
        "saved_build",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("parent_id", sa.String(20), sa.ForeignKey("saved_build.id"), nullable=True, index=True),
        sa.Column("catalog_version", sa.String(64), nullable=False),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )


def downgrade() -> None:
    for table in ("draft", "saved_build", "catalog_state", "part"):
        op.drop_table(table)
