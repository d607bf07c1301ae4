from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floor.story import Story
from tests.metrics.pictures import one
from wallboard.metrics import counts as at
from wallboard.metrics.counts import numbers
from wallboard.metrics.customers import DAY_S, WINDOW_S, Customers
from wallboard.stream.contact_events import Identified, Offered

VISITS = st.lists(st.integers(0, 40), min_size=1, max_size=8, unique=True)


class Tally:
    def __init__(self) -> None:
        self.sums: dict[tuple[str, int], int] = {}

    def post(self, place: Any, tally: int, sign: int) -> None:
        for i, number in enumerate(numbers(tally)[0]):
            left = self.sums.pop((place, i), 0) + sign * number
            if left:
                self.sums[place, i] = left


def tally_of(days: list[int]) -> dict[tuple[str, int], int]:
    tally = Tally()
    customers = Customers(tally.post)
    for day in days:
        customers.come("k1", day * DAY_S / 2, f"c{day}", f"c{day}")
    return tally.sums


@given(VISITS)
def test_that_visits_count_the_same_in_whatever_order_they_are_heard_of(days: list[int]) -> None:
    assert tally_of(days) == tally_of(sorted(days)) == tally_of(sorted(days, reverse=True))
    ordered = sorted(days)
    for earlier, later in pairwise(ordered):
        apart_s = (later - earlier) * DAY_S / 2
        found = tally_of(days)
        assert ((f"c{earlier}", at.FOLLOWED) in found) == (apart_s <= WINDOW_S)
        assert ((f"c{later}", at.REPEATS_24H) in found) == (apart_s <= DAY_S)
        assert ((f"c{later}", at.REPEATS_7D) in found) == (apart_s <= WINDOW_S)


@given(VISITS, st.data())
def test_that_a_visit_that_is_undone_never_was(days: list[int], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(days))
    tally = Tally()
    customers = Customers(tally.post)
    for day in days:
        customers.come("k1", day * DAY_S / 2, f"c{day}", f"c{day}")
    customers.undo("k1", gone * DAY_S / 2, f"c{gone}")
    assert tally.sums == tally_of([day for day in days if day != gone])


def test_that_visits_older_than_a_week_are_let_go_of() -> None:
    customers = Customers(Tally().post)
    customers.come("k1", 0.0, "c1", "c1")
    customers.come("k2", 10 * DAY_S, "c2", "c2")
    assert customers.forget(10 * DAY_S)
    assert customers.visits.keys() == {"k2"}
    assert not customers.forget(10 * DAY_S + 1)


def test_that_only_identified_customers_count_for_first_contact_resolution() -> None:
    events = []
    for i, customer in enumerate(["k1", "k1", "k2", ""]):
        events += Story(f"c{i}").at(100.0 * i, Offered()).at(100.0 * i, Identified(customer, "vip")).events
    found = one(events)
    assert (found["repeats_24h"], found["repeats_7d"]) == (1, 1)
    assert found["fcr"] == pytest.approx(2 / 3)
