"""The log, what is personal beside it, who is mentioned in it, and the keyframe."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "log",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("time", sa.Float, nullable=False),
        sa.Column("recordedtime", sa.Float, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.UniqueConstraint("source", "id", name="log_once"),
    )
    op.create_table(
        "personal",
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("fields", sa.Text, nullable=False),
    )
    op.create_table(
        "mention",
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "keyframe",
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("items", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Take them away, with everything in them."""
    for table in ("keyframe", "meta", "mention", "personal", "log"):
        op.drop_table(table)
