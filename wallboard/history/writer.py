"""Appending to the log: a batch is one transaction, and an event whose source and id are known already is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec import Struct, json
from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import DatabaseError, IntegrityError

from wallboard.history import schema
from wallboard.history.failures import failure_of
from wallboard.history.opening import Log
from wallboard.history.record import Record, record_of
from wallboard.stream.vocabulary import LogEvent

_LOG = "INSERT INTO log (position, source, id, type, subject, time, recordedtime, body) VALUES "
_PERSONAL = "INSERT INTO personal (position, fields) VALUES "
_MENTION = "INSERT INTO mention (subject, position) VALUES "
_ROWS_A_STATEMENT = 50
_ROOM = "room"
_ROOM_BYTES = 65_536
_KEYS_A_QUESTION = 200
_encode = json.Encoder().encode


Submitted = tuple[Sequence[LogEvent], float]
"""Events that somebody handed in together, and when (hub's time, epoch seconds)."""


class Appended(Struct, frozen=True, gc=False):
    """What became of one submission: the records that are new, and how many events were known already."""

    records: list[Record]
    duplicates: int


class LogWriter:
    """The one writer of a log; it lives in one thread, and nothing else writes."""

    def __init__(self, log: Log, path: Path) -> None:
        self._log, self._path = log, path
        self._connection: Connection | None = None
        self.position = log.position

    def append(self, batch: Sequence[Submitted]) -> list[Appended]:
        """Commit `batch`. Raises UnwritableError, and then nothing of it is in the log, or LogError."""
        appended = [Appended([record_of(e, recorded_t) for e in events], 0) for events, recorded_t in batch]
        try:
            try:
                self._insert(appended)
            except IntegrityError:
                appended = self._without_known(appended)
                self._insert(appended)
        except DatabaseError as error:
            self.close()
            raise failure_of(error, self._path) from error
        self.position += sum(len(one.records) for one in appended)
        return appended

    def touch(self) -> None:
        """Try whether the log can be written, and has room for more than a word. Raises as `append` does."""
        table = schema.meta
        try:
            with self._connect().begin():
                room = insert(table).prefix_with("OR REPLACE").values(name=_ROOM, value=" " * _ROOM_BYTES)
                self._connect().execute(room)
            with self._connect().begin():
                self._connect().execute(delete(table).where(table.c.name == _ROOM))
        except DatabaseError as error:
            self.close()
            raise failure_of(error, self._path) from error

    def store_keyframe(self, position: int, form: str, sections: Iterable[tuple[str, bytes]]) -> None:
        """Keep the folded floor at `position` in place of the one kept before. Raises as `append` does."""
        rows = [
            {"part": part, "position": position, "form": form, "section": section, "items": items}
            for part, (section, items) in enumerate(sections)
        ]
        try:
            with self._connect().begin():
                self._connect().execute(delete(schema.keyframe))
                self._connect().execute(insert(schema.keyframe), rows)
        except DatabaseError as error:
            self.close()
            raise failure_of(error, self._path) from error

    def store_kept(self, parts: Iterable[tuple[str, int, bytes]], *, anew: bool = False) -> None:
        """Keep parts of columns (see `metrics.packing`) in place of those of the same kind and number, all or none.

        `anew`: no others stay. Raises as `append` does.
        """
        kept = schema.kept
        try:
            with self._connect().begin():
                if anew:
                    self._connect().execute(delete(kept))
                for kind, part, items in parts:
                    self._connect().execute(delete(kept).where(kept.c.kind == kind, kept.c.part == part))
                    self._connect().execute(insert(kept).values(kind=kind, part=part, items=items))
        except DatabaseError as error:
            self.close()
            raise failure_of(error, self._path) from error

    def close(self) -> None:
        """Let go of the connection; the next write makes a new one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> Connection:
        if self._connection is None:
            self._connection = self._log.engine.connect()
        return self._connection

    def _insert(self, appended: list[Appended]) -> None:
        records = [record for one in appended for record in one.records]
        if not records:
            return
        for position, record in enumerate(records, self.position + 1):
            record.position = position
        personal = [(r.position, _encode(r.fields).decode()) for r in records if r.fields]
        connection = self._connect()
        with connection.begin():
            _insert_rows(connection, _LOG, [r.row() for r in records])
            _insert_rows(connection, _MENTION, [row for r in records for row in r.mentions()])
            _insert_rows(connection, _PERSONAL, personal)

    def _without_known(self, appended: list[Appended]) -> list[Appended]:
        keys = [record.key for one in appended for record in one.records]
        with self._connect().begin():
            known = set(self._known(keys))
        cleaned = []
        for one in appended:
            new = []
            for record in one.records:
                if record.key not in known:
                    known.add(record.key)
                    new.append(record)
            cleaned.append(Appended(new, len(one.records) - len(new)))
        return cleaned

    def _known(self, keys: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for start in range(0, len(keys), _KEYS_A_QUESTION):
            some = keys[start : start + _KEYS_A_QUESTION]
            places = ",".join(["(?,?)"] * len(some))
            sql = f"SELECT source, id FROM log WHERE (source, id) IN (VALUES {places})"
            found = self._connect().exec_driver_sql(sql, tuple(part for key in some for part in key))
            yield from ((row[0], row[1]) for row in found)


def _insert_rows(connection: Connection, insert_into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Many rows a statement: the interpreter's lock changes hands once for all of them, not once a row."""
    for start in range(0, len(rows), _ROWS_A_STATEMENT):
        some = rows[start : start + _ROWS_A_STATEMENT]
        places = "(" + ",".join("?" * len(some[0])) + ")"
        connection.exec_driver_sql(insert_into + ",".join([places] * len(some)), tuple(chain.from_iterable(some)))
