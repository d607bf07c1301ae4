"""The tables of the log. The migrations under `migrations/` arrive at the same ones (a test compares them)."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

HEAD = "0002"
"""The newest migration: what a database made from `metadata` is stamped with."""

metadata = MetaData()

log = Table(
    "log",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("time", Float, nullable=False),
    Column("recordedtime", Float, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("source", "id", name="log_once"),
)
"""One event a row: times in epoch seconds (UTC), `body` the whole CloudEvent without personal fields, as JSON."""

personal = Table(
    "personal",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("fields", Text, nullable=False),
)
"""Numbers, names and free text of persons, by position, as JSON: deleting a row here changes no row of the log."""

mention = Table(
    "mention",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which events are about a contact, an agent, a queue, a ticket or a command, or name it."""

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the log says of itself: its identity (`logid`), and when it was last opened (`opened_t`)."""

keyframe = Table(
    "keyframe",
    metadata,
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    Column("form", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("items", LargeBinary, nullable=False),
)
"""The folded floor at `position`, so that a start folds only what came after it; it holds what is personal, too."""

kept = Table(
    "kept",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("items", LargeBinary, nullable=False),
)
"""Contacts that are over, in columns, for figures of the past: made from the log, and made anew where it is missing."""
