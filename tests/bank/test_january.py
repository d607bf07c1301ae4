"""A bank's real month against two straight counts of its rows: in plain Python, and in SQL."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bank import sql, truth
from tests.bank.conftest import SPANS, SPLITS
from tests.bank.month import ALWAYS, BESIDE, Month, Span, Split, differences, groups_in

TIME = {"occupancy", "utilisation"}
NO_PAUSES = {"transfer_rate", "hold_mean_s", "acw_mean_s"}


def counted(month: Month, by: Split) -> dict[tuple[str | None, ...], dict[str, float | None]]:
    """Without the hours into which only the time of an agent reaches, whose call had come before."""
    return {key: figures for key, figures in month.by[by].items() if figures["offered"]}


@pytest.mark.parametrize("by", [(), ("tier",), ("queue",), ("agent",), ("half_hour",)], ids="+".join)
def test_that_a_straight_count_of_the_rows_gives_the_same(month: Month, by: Split) -> None:
    expected = {key: truth.figures(rows) for key, rows in truth.groups(month.rows, by).items()}
    assert not differences(counted(month, by), expected)


@pytest.mark.parametrize("by", SPLITS, ids="+".join)
def test_that_sql_gives_the_same(month: Month, by: Split) -> None:
    expected = sql.figures(month.database, by)
    assert len(expected) == len(counted(month, by))
    assert not differences(counted(month, by), expected)


def test_that_between_them_the_counts_know_every_figure(month: Month) -> None:
    known = sql.figures(month.database, ())[()].keys() | ALWAYS.keys() | TIME | NO_PAUSES | BESIDE
    assert month.all.keys() == known
    assert not differences(month.by[()], {(): ALWAYS | dict.fromkeys(NO_PAUSES, 0)})


def test_that_patience_by_type_is_that_of_a_straight_count(month: Month) -> None:
    for key, rows in truth.groups(month.rows, ["queue"]).items():
        assert month.by["queue",][key]["patience_median_s"] == truth.patience_median(rows)


def test_that_the_agents_time_is_that_between_their_first_talk_of_a_day_and_their_last(month: Month) -> None:
    found = {name: figures["occupancy"] for (name,), figures in month.by["agent",].items() if name}
    assert found == pytest.approx(sql.occupancy(month.database), rel=1e-9)
    assert month.all["occupancy"] == month.all["utilisation"]


@pytest.mark.parametrize("span", SPANS, ids=" to ".join)
def test_that_a_span_takes_the_calls_that_came_in_it(month: Month, span: Span) -> None:
    start, end = span
    found = month.spans[span]
    assert found["from"].startswith(start)
    assert found["to"].startswith(end)
    expected = sql.figures(month.database, (), f"came >= timestamp '{start}' and came < timestamp '{end}'")
    assert expected[()]["offered"]
    assert not differences(groups_in(found), expected)


def test_that_repeats_are_those_of_a_straight_count(month: Month) -> None:
    assert month.all["repeats_24h"] == truth.repeats(month.rows, timedelta(days=1))
    assert month.all["repeats_7d"] == truth.repeats(month.rows, timedelta(days=7))


def test_that_every_row_is_used_and_nothing_is_left_open(month: Month) -> None:
    assert not month.problems.counts
    assert month.all["in_progress"] == 0
    assert month.floor.ignored == 0
    assert month.floor.book.too_late == 0
