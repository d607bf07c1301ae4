"""Contacts that are over, in columns, beside the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; it is filled from the log."""
    op.create_table(
        "kept",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("items", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Take it away: it holds nothing that the log does not."""
    op.drop_table("kept")
