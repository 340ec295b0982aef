"""What was published: every catalog so far, and a mark of the imported parts that changes whenever they do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("published_catalog", sa.Column("content_hash", sa.String(64), primary_key=True))
    op.add_column("catalog_state", sa.Column("imported_mark", sa.String(20), nullable=True))


def downgrade() -> None:
    op.drop_column("catalog_state", "imported_mark")
    op.drop_table("published_catalog")
