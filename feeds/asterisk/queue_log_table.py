"""The PBX's queue_log as a realtime table: the same lines as the file's. It is read, and never written to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from itertools import islice
from typing import Any

COLUMNS = ("time", "callid", "queuename", "agent", "event")
VALUES = ("data1", "data2", "data3", "data4", "data5")
ZONES_APART_S = 26 * 3600
MOST_ROWS = 200_000
"""More is not read: what happened then stays unknown."""


class TableError(Exception):
    """The table cannot be read; the message holds no address, in which a password may stand."""


def lines_since(address: str, from_t: float, zone: tzinfo | None = None) -> list[str]:
    """The lines written at `from_t` (epoch seconds) or later, the oldest first. Raises TableError.

    `address` is SQLAlchemy's (its driver must be installed). The PBX writes its local time, which is that of `zone`, or
    of this machine; UTC where its logger.conf has queue_log_realtime_use_gmt. Local time does not say which pass of the
    hour is meant that comes twice when the clocks go back: it is taken for the first.
    """
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError

    try:
        engine = create_engine(address)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise TableError(f"no such database: {type(error).__name__}") from None
    try:
        with engine.connect() as connection:
            rows = connection.execution_options(stream_results=True).execute(_since(from_t, zone)).mappings()
            found = list(islice(_lines(rows, from_t, zone), MOST_ROWS))
    except SQLAlchemyError as error:
        raise TableError(f"the table queue_log cannot be read: {type(error).__name__}") from None
    finally:
        engine.dispose()
    found.sort(key=lambda each: each[0])
    return [line for _, line in found]


def line_of_row(row: Mapping[str, Any], zone: tzinfo | None = None) -> str:
    """The line that the file would have; empty where the row's time is none.

    The values stand in columns of their own, or all in `data`, as logger.conf has it.
    """
    t = int(_moment(row["time"], zone))
    if t < 0:
        return ""
    head = [_said(row[name]) for name in COLUMNS[1:]]
    values = [_said(row.get(name)) for name in VALUES]
    while values and not values[-1]:
        values.pop()
    return "|".join([str(t), *head, *(values or [_said(row.get("data"))])])


def _lines(
    rows: Iterable[Mapping[Any, Any]], from_t: float, zone: tzinfo | None
) -> Iterator[tuple[tuple[float, int], str]]:
    """Each line with its place: a column of whole seconds leaves the order within one to the number of the row."""
    for row in rows:
        t, number = _moment(row["time"], zone), row.get("id")
        if t >= int(from_t) and (line := line_of_row(dict(row), zone)):
            yield (t, number if isinstance(number, int) else 0), line


def _since(from_t: float, zone: tzinfo | None) -> Any:
    """What may be new: a time with a zone is compared in that of the database's session, whatever it is.

    The moment stands in the query as it is written, and not as a parameter: whether the column is text or a time, a
    database takes it for the same then.
    """
    from sqlalchemy import column, literal_column, select, table

    at = datetime.fromtimestamp(max(0, int(from_t) - ZONES_APART_S), UTC).astimezone(zone)
    time: Any = column("time")
    written: Any = literal_column(f"'{at:%Y-%m-%d %H:%M:%S}'")
    return select(literal_column("*")).select_from(table("queue_log")).where(time >= written).order_by(time)


def _moment(told: object, zone: tzinfo | None) -> float:
    """Epoch seconds; -1 where it is no time."""
    try:
        local = told if isinstance(told, datetime) else datetime.fromisoformat(str(told))
        if local.tzinfo is None:
            local = local.replace(tzinfo=zone) if zone is not None else local.astimezone()
        return local.timestamp()
    except (ValueError, OverflowError, OSError):
        return -1.0


def _said(value: object) -> str:
    """A value in a line: what would break it is left out."""
    return "" if value is None else str(value).replace("\n", " ").replace("\r", " ")
