"""queue_log as a realtime table, in a real database: the same lines as the file's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql

from feeds.asterisk.queue_log import line_of
from feeds.asterisk.queue_log_table import TableError, _since, line_of_row, lines_since
from tests.feeds.asterisk.truth import CAPTURES

NICOSIA = ZoneInfo("Asia/Nicosia")
FIELDS = "callid queuename agent event data1 data2 data3 data4 data5".split()  # noqa: SIM905


def database(folder: Path, lines: Iterable[str], zone: ZoneInfo | None = NICOSIA) -> str:
    """A database with these lines of the file as a PBX in `zone` (None: this machine's) writes them; its address."""
    address = f"sqlite:///{folder / 'asterisk.sqlite'}"
    engine = create_engine(address)
    with engine.begin() as connection:
        columns = ", ".join(f"{field} varchar(80)" for field in ["time", *FIELDS])
        connection.execute(text(f"create table queue_log (id integer primary key, {columns})"))
        for line in lines:
            at, *fields = line.split("|", len(FIELDS))  # what is more stays in the last, as Asterisk has it
            time = datetime.fromtimestamp(float(at), UTC).astimezone(zone).strftime("%Y-%m-%d %H:%M:%S.000000")
            row = dict.fromkeys(FIELDS, "") | dict(zip(FIELDS, fields, strict=False)) | {"time": time}
            names = ", ".join(row)
            connection.execute(
                text(f"insert into queue_log ({names}) values ({', '.join(':' + name for name in row)})"), row
            )
    engine.dispose()
    return address


def recorded() -> list[str]:
    return (CAPTURES / "calm" / "queue_log").read_text(encoding="utf-8").splitlines()


def test_that_the_table_gives_the_lines_of_the_file(tmp_path: Path) -> None:
    lines = recorded()
    found = lines_since(database(tmp_path, lines), 0.0, NICOSIA)
    assert [line_of(line.rstrip("|")) for line in found] == [line_of(line.rstrip("|")) for line in lines]


def test_that_only_what_is_new_is_given(tmp_path: Path) -> None:
    lines = recorded()
    from_t = float(lines[100].partition("|")[0])
    found = lines_since(database(tmp_path, lines), from_t, NICOSIA)
    assert len(found) == sum(float(line.partition("|")[0]) >= from_t for line in lines) < len(lines)


def test_that_the_hour_which_comes_twice_is_taken_for_its_first_pass(tmp_path: Path) -> None:
    back_t = datetime(2025, 10, 26, 1, 0, tzinfo=UTC).timestamp()  # in Nicosia the clocks go from 4 back to 3
    lines = [f"{int(back_t + s)}|c{s}|sales|NONE|ABANDON|1|1|9" for s in (-7200, -1800, 60, 1800, 7200)]
    found = lines_since(database(tmp_path, lines), back_t, NICOSIA)
    assert [line.split("|")[1] for line in found] == ["c7200"]


def test_that_values_in_one_column_are_a_line_too() -> None:
    row = {"callid": "c", "queuename": "sales", "agent": "NONE", "event": "ABANDON", "data": "1|1|9"}
    row["time"] = "2026-01-01 02:00:00.5"
    assert line_of_row(row, NICOSIA) == "1767225600|c|sales|NONE|ABANDON|1|1|9"


def test_that_a_row_without_a_time_is_none() -> None:
    assert line_of_row({"time": "yesterday"}) == ""
    assert line_of_row({"time": None}) == ""


@pytest.mark.parametrize("address", ["sqlite:////nowhere/at/all.sqlite", "nosuch://user:hidden@host/db", "hidden"])
def test_that_a_table_which_cannot_be_read_is_told_without_its_password(address: str) -> None:
    with pytest.raises(TableError) as error:
        lines_since(address, 0.0)
    assert "hidden" not in str(error.value)


def test_that_the_moment_fits_a_column_of_text_as_well_as_one_of_times() -> None:
    dialect: Any = postgresql.dialect
    asked = _since(1_767_225_600.0, NICOSIA).compile(dialect=dialect())
    assert "WHERE time >= '2025-12-31 00:00:00' ORDER BY time" in str(asked).replace("\n", " ")
    assert not asked.params


def test_that_what_was_written_within_one_second_comes_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'asterisk.sqlite'}"
    engine = create_engine(address)
    with engine.begin() as connection:
        columns = ", ".join(["id integer", *(f"{field} varchar(80)" for field in ["time", *FIELDS])])
        connection.execute(text(f"create table queue_log ({columns})"))
        for number in (3, 1, 2):
            added = f"insert into queue_log (id, time, callid) values ({number}, '2026-01-01 02:00:00', 'c{number}')"
            connection.execute(text(added))
    engine.dispose()
    assert [line.split("|")[1] for line in lines_since(address, 0.0, NICOSIA)] == ["c1", "c2", "c3"]
