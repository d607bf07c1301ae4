"""Months with all that is odd in the bank's data, in and out of summer time: ours are the figures of SQL."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.bank import invented, sql
from tests.bank.month import ALWAYS, Month, Split, differences

SPLITS: tuple[Split, ...] = (
    (),
    ("tier",),
    ("queue",),
    ("agent",),
    ("day", "hour"),
    ("half_hour",),
    ("day", "queue", "tier"),
)
SPANS = (("1999-04-01", "1999-04-03"), ("1999-09-02T23:30", "1999-09-03T02:30"), ("1999-06-01", "1999-06-02"))
CALLS = 700
ODD = {
    "a call to be passed over": "outcome = 'PHANTOM'",
    "an answer by nobody": "outcome = 'AGENT' and server = 'NO_SERVER'",
    "an answer without service": "outcome = 'AGENT' and ser_start = '0:00:00' and ser_exit = '0:00:00'",
    "an answer that only ends": "outcome = 'AGENT' and ser_start = '0:00:00' and ser_exit <> '0:00:00'",
    "a loss with a service": "outcome = 'HANG' and ser_start <> '0:00:00'",
    "a loss with half a service": "outcome = 'HANG' and ser_start = '0:00:00' and ser_exit <> '0:00:00'",
    "a menu left before it was entered": "vru_time::int < 0",
    "a queue that begins at midnight": "q_start = '0:00:00' and q_exit <> '0:00:00'",
    "a queue over midnight": "q_start > q_exit and q_start like '23%'",
    "a service over midnight": "ser_start > ser_exit and ser_start like '23%'",
    "a rounded number": "customer_id = '6.02E+11'",
    "a spoilt name": "server like '%NO_SERVER_%' and server <> 'NO_SERVER'",
    "an unknown type": "type = 'AA'",
    "a talk of more than an hour": "ser_time::int > 3600",
}
MONTHS = {
    "into summer time": (datetime(1999, 3, 28), 8, "\n"),  # noqa: DTZ001
    "out of summer time": (datetime(1999, 8, 30), 7, "\r\n"),  # noqa: DTZ001
    "in summer": (datetime(1999, 6, 1), 3, "\n"),  # noqa: DTZ001
}


@pytest.fixture(scope="module", params=MONTHS)
def month(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Month:
    return invented_month(tmp_path_factory.mktemp("invented"), 1, *MONTHS[request.param])


def invented_month(folder: Path, seed: int, first: datetime, days: int, line_end: str = "\n") -> Month:
    path = folder / "month.txt"
    path.write_bytes(invented.month(seed, first, days, CALLS, line_end).encode())
    return Month(path, folder)


def test_that_the_month_has_everything_odd(month: Month) -> None:
    counts = ", ".join(f"count(*) filter ({odd})" for odd in ODD.values())
    there = month.database.execute(f"select {counts} from raw").fetchall()[0]
    assert not [name for name, number in zip(ODD, there, strict=True) if not number]


@pytest.mark.parametrize("by", SPLITS, ids="+".join)
def test_that_sql_gives_the_same(month: Month, by: Split) -> None:
    expected = sql.figures(month.database, by)
    found = {key: figures for key, figures in month.by[by].items() if figures["offered"]}
    assert not differences(found, expected)
    assert not differences(found, dict.fromkeys(expected, ALWAYS))


def test_that_spans_over_the_change_of_the_clock_take_the_calls_that_came_in_them(month: Month) -> None:
    for span in SPANS:
        start, end = span
        expected = sql.figures(month.database, (), f"came >= timestamp '{start}' and came < timestamp '{end}'")
        ours = {tuple(group["key"].values()): group["figures"] for group in month.spans[span]["groups"]}
        if expected[()]["offered"]:
            assert not differences(ours, expected)
        else:
            assert ours[()]["offered"] == 0


def test_that_the_agents_time_is_that_of_sql(month: Month) -> None:
    found = {name: figures["occupancy"] for (name,), figures in month.by["agent",].items() if name}
    assert found == pytest.approx(sql.occupancy(month.database), rel=1e-9)


def test_that_every_row_is_used(month: Month) -> None:
    assert not month.problems.counts
    assert month.floor.ignored == 0
    assert month.floor.book.too_late == 0
