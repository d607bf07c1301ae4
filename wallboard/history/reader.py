"""Questions to the log, asked from a thread of its own: what came after a position, what happened to a subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.exc import DatabaseError

from wallboard.history.failures import failure_of
from wallboard.history.opening import Log
from wallboard.history.record import event_of, rfc3339, stamp
from wallboard.history.schema import kept, keyframe, log, mention, personal
from wallboard.stream.codec import decode_log, encode
from wallboard.stream.vocabulary import LogEvent

PIECE = 2000
"""Events read at a time."""
SUBJECTS = 200
"""Subjects asked for at a time."""


class Stored(Struct, frozen=True, gc=False):
    """One event of the log; `fields` is its personal part as JSON, or None."""

    position: int
    recorded_t: float
    body: str
    fields: str | None

    @property
    def event(self) -> LogEvent:
        """The event, whole."""
        return event_of(self.body, self.fields)

    def stamped(self, *, bare: bool) -> bytes:
        """Its JSON as the stream carries it; `bare` without what is personal."""
        body = self.body.encode() if bare or not self.fields else encode(self.event)
        return stamp(self.position, rfc3339(self.recorded_t), body)


class Keyframe(Struct, frozen=True):
    """The folded floor at `position`; `form` names the form of its sections."""

    position: int
    form: str
    sections: list[tuple[str, bytes]]


class LogReader:
    """Reads an open log. Every method may raise LogError."""

    def __init__(self, log_: Log, path: Path) -> None:
        self._log, self._path = log_, path

    def after(self, position: int, limit: int = PIECE, upto: int | None = None) -> list[Stored]:
        """The events that follow `position` (none after `upto`), in order, at most `limit`."""
        query = _stored().where(log.c.position > position).order_by(log.c.position).limit(limit)
        if upto is not None:
            query = query.where(log.c.position <= upto)
        return self._rows(query)

    def everything_after(self, position: int) -> Iterator[list[Stored]]:
        """All events that follow `position`, in pieces."""
        while piece := self.after(position):
            yield piece
            position = piece[-1].position

    def timeline(
        self, subject: str, *, start_t: float | None = None, end_t: float | None = None, limit: int = 500
    ) -> tuple[list[Stored], bool]:
        """The latest `limit` events about `subject`, oldest first, and whether there are more. [`start_t`, `end_t`)."""
        query = _stored().join(mention, mention.c.position == log.c.position).where(mention.c.subject == subject)
        if start_t is not None:
            query = query.where(log.c.time >= start_t)
        if end_t is not None:
            query = query.where(log.c.time < end_t)
        rows = self._rows(query.order_by(mention.c.position.desc()).limit(limit + 1))
        return rows[:limit][::-1], len(rows) > limit

    def about(self, subjects: Sequence[str]) -> list[Stored]:
        """All events about any of `subjects`, oldest first."""
        found: dict[int, Stored] = {}
        for i in range(0, len(subjects), SUBJECTS):
            some = mention.c.subject.in_(subjects[i : i + SUBJECTS])
            query = _stored().join(mention, mention.c.position == log.c.position).where(some)
            found.update((row.position, row) for row in self._rows(query))
        return [found[position] for position in sorted(found)]

    def first_mention(self, subject: str) -> int:
        """The position of the first event about `subject`; 0 if there is none."""
        query = select(mention.c.position).where(mention.c.subject == subject).order_by(mention.c.position).limit(1)
        with self._reading() as connection:
            return connection.execute(query).scalar() or 0

    def began_t(self) -> float:
        """When the hub took in the first event (epoch seconds); negative if there is none."""
        query = select(log.c.recordedtime).order_by(log.c.position).limit(1)
        with self._reading() as connection:
            found = connection.execute(query).scalar()
        return -1.0 if found is None else float(found)

    def newest(self) -> int:
        """The position of the newest event; 0 if there is none."""
        with self._reading() as connection:
            return connection.execute(select(func.max(log.c.position))).scalar() or 0

    def position_at(self, recorded_t: float) -> int:
        """The position of the last event that the hub had taken in before `recorded_t`; 0 if there is none."""
        low, high = 0, self.newest()
        query = select(log.c.recordedtime).where(log.c.position == bindparam("position"))
        with self._reading() as connection:
            while low < high:  # positions have no gaps, and the hub's time hardly ever runs backwards
                middle = (low + high + 1) // 2
                if connection.execute(query, {"position": middle}).scalar_one() < recorded_t:
                    low = middle
                else:
                    high = middle - 1
        return low

    def keyframe(self) -> Keyframe | None:
        """The floor that was kept last."""
        with self._reading() as connection:
            rows = connection.execute(select(keyframe).order_by(keyframe.c.part)).all()
        if not rows:
            return None
        return Keyframe(rows[0].position, rows[0].form, [(row.section, row.items) for row in rows])

    def bare_after(self, position: int, limit: int = PIECE) -> tuple[list[LogEvent], int]:
        """The events that follow `position`, without what is personal, and the position of the last of them."""
        query = "SELECT position, body FROM log WHERE position > ? ORDER BY position LIMIT ?"
        with self._reading() as connection:
            rows = connection.exec_driver_sql(query, (position, limit)).fetchall()
        if not rows:
            return [], position
        return decode_log("[" + ",".join([row[1] for row in rows]) + "]"), rows[-1][0]

    def kept(self) -> Iterator[tuple[str, int, bytes]]:
        """The parts of the columns that are kept; see `LogWriter.store_kept`."""
        with self._reading() as connection:
            for row in connection.execute(select(kept).order_by(kept.c.kind, kept.c.part)):
                yield row.kind, row.part, row.items

    def checkpoint(self) -> None:
        """Move what was committed from the write-ahead log into the database, beside the writer, who need not wait."""
        with self._reading() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
            connection.exec_driver_sql("BEGIN")

    def _rows(self, query: Select[Any]) -> list[Stored]:
        with self._reading() as connection:
            return [Stored(*row) for row in connection.execute(query)]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._log.engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise failure_of(error, self._path) from error


def _stored() -> Select[Any]:
    return select(log.c.position, log.c.recordedtime, log.c.body, personal.c.fields).outerjoin(
        personal, personal.c.position == log.c.position
    )
