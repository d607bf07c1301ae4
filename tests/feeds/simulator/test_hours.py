from __future__ import annotations

import pytest
from msgspec import structs

from feeds.simulator.hours import Hours
from feeds.simulator.scenario import DAY_S
from tests.feeds.simulator.days import scenario

MONDAY = scenario("monday")
HOURS = Hours(MONDAY)
NOON_T = MONDAY.moment("12:00")
OPENING_T = MONDAY.moment("08:00")


@pytest.mark.parametrize(
    ("clock", "days", "is_open"),
    [("08:00", 0, True), ("20:59", 0, True), ("21:00", 0, False), ("07:59", 0, False), ("12:00", -1, False)],
)
def test_that_the_centre_is_open_from_opening_to_closing_and_not_on_sunday(
    clock: str, days: int, is_open: bool
) -> None:
    assert HOURS.is_open(MONDAY.moment(clock) + days * DAY_S) == is_open


def test_that_the_next_opening_leaves_out_the_closed_day() -> None:
    assert HOURS.next_opening_t(NOON_T) == OPENING_T + DAY_S
    assert HOURS.next_opening_t(NOON_T - DAY_S) == OPENING_T
    assert HOURS.next_opening_t(NOON_T + 5 * DAY_S) == OPENING_T + 7 * DAY_S
    assert HOURS.next_day_t(MONDAY.moment("00:30")) == OPENING_T + DAY_S
    assert HOURS.next_day_t(MONDAY.moment("23:30")) == OPENING_T + DAY_S


def test_that_days_before_the_date_have_their_weekday() -> None:
    assert [HOURS.weekday(NOON_T + days * DAY_S) for days in (-8, -1, 0, 6, 7)] == [6, 6, 0, 6, 0]


def test_that_a_centre_that_never_opens_is_waited_for_no_longer() -> None:
    never = Hours(structs.replace(MONDAY, closed_weekdays=tuple(range(7))))
    assert never.next_opening_t(NOON_T) == NOON_T
