"""The contacts behind a figure are those that it counts: held against the report of a simulated day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from tests.metrics.pictures import reported
from tests.metrics.test_simulated_day import day
from wallboard.metrics.behind import Asked, Behind, behind
from wallboard.metrics.passport import passport
from wallboard.metrics.picture import Picture

COUNTS = (
    "offered",
    "queued",
    "answered",
    "answered_direct",
    "ended_in_menu",
    "abandoned_in_menu",
    "abandoned_in_queue",
    "abandoned_ringing",
    "left_by_choice",
    "diverted",
    "handoff_chains",
    "ping_pong",
    "repeats_24h",
    "callbacks_promised",
    "callbacks_kept",
)
LEVEL = "service_level.short_abandons_excluded"
ALWAYS = (0.0, 4e9)


@cache
def found(figure: str, queue: str = "", tier: str = "") -> Sequence[Behind]:
    return behind([day()], Asked(figure, *ALWAYS, queue=queue, tier=tier))


@pytest.mark.parametrize("figure", COUNTS)
def test_that_as_many_contacts_stand_behind_a_count_as_it_says(figure: str) -> None:
    assert sum(row.counts for row in found(figure)) == reported(day())[()][figure]


@pytest.mark.parametrize("queue", ["support", "sales"])
def test_that_by_queue_its_entries_stand_behind_it(queue: str) -> None:
    by_queue = reported(day(), ["queue"])[queue,]
    for figure in ("offered", "answered", "abandoned_in_queue"):
        assert sum(row.counts for row in found(figure, queue)) == by_queue[figure]
        assert {row.queue for row in found(figure, queue)} <= {queue}


def test_that_a_tier_is_counted_alone() -> None:
    assert sum(row.counts for row in found("offered", tier="vip")) == reported(day(), ["tier"])["vip",]["offered"]


def test_that_who_is_left_out_is_told_with_the_reason_in_the_numbers_of_the_passport() -> None:
    picture = Picture("Europe/Moscow")
    picture.fold(day())
    told = passport(LEVEL, picture.books.today(live=None), picture.books.limits)
    rows = found(LEVEL)
    out = {left.reason.code: left.number for left in told.left_out}
    assert {code: sum(row.reason == code for row in rows) for code in out} == out
    counted = {put.term.id: put.value for put in told.puts}
    assert sum(row.counts for row in rows) == counted["a"] + counted["b"] - counted["b_s"]
    assert len(rows) == reported(day())[()]["offered"]


def test_that_a_rows_wait_and_outcome_are_the_contacts() -> None:
    lost = [row for row in found("abandoned_in_queue") if row.counts]
    assert {row.outcome for row in lost} == {"abandoned_in_queue"}
    assert all(row.wait_s >= 0.0 for row in lost)
    assert [row.t for row in lost] == sorted((row.t for row in lost), reverse=True)


def test_that_a_span_is_half_open() -> None:
    first = min(row.t for row in found("offered"))
    assert [row.t for row in behind([day()], Asked("offered", first, first + 1e-6))] == [first]
    assert not behind([day()], Asked("offered", first - 1.0, first))


def test_that_the_sliding_windows_go_by_the_outcome() -> None:
    picture = Picture("Europe/Moscow")
    picture.fold(day())
    ledger = picture.books.sliding(30, live=None)
    start_t = (picture.books.now_t // 60.0 - 30.0) * 60.0
    for figure in ("answered", "abandoned_in_queue", "queued"):
        rows = behind([day()], Asked(figure, start_t, picture.books.now_t + 1.0, by_outcome=True))
        assert sum(row.counts for row in rows) == picture.books.figure(figure, ledger)


def test_that_a_figure_out_of_the_catalogue_has_no_contacts() -> None:
    with pytest.raises(KeyError):
        behind([day()[:200]], Asked("shoe_size", *ALWAYS))


def test_that_other_limits_can_be_tried() -> None:
    own = [row for row in behind([day()], Asked("answered_within_threshold", *ALWAYS)) if row.counts]
    none = [row for row in behind([day()], Asked("answered_within_threshold", *ALWAYS, threshold_s=1.0)) if row.counts]
    assert len(none) < len(own)
    assert len(none) == reported(day(), threshold_s=1.0)[()]["answered_within_threshold"]
