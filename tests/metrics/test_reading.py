from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.metrics.test_catalogue import ledger_of, waits
from tests.metrics.test_ledger import SHARES
from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND, wait_key
from wallboard.metrics.kept import kept_of
from wallboard.metrics.ledger import merged
from wallboard.metrics.patience import median_s, survival
from wallboard.metrics.reading import Limits, Reading, percentile
from wallboard.metrics.story import Share

BINS = st.dictionaries(st.integers(0, 4000), st.integers(1, 5), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("seconds", "found"), [(0.0, 0), (-3.0, 0), (0.2, 1), (20.0, 20), (20.0000005, 20), (20.4, 21)]
)
def test_that_a_bin_holds_the_waits_up_to_its_second(seconds: float, found: int) -> None:
    assert wait_key(at.WAIT_ANSWERED, seconds) % KIND == found


@given(BINS, st.integers(1, 100))
def test_that_a_percentile_is_the_smallest_wait_that_reaches_the_share(bins: dict[int, int], percent: int) -> None:
    waits_s = sorted(wait for wait, number in bins.items() for _ in range(number))
    shares = [100 * (i + 1) / len(waits_s) for i in range(len(waits_s))]
    assert percentile(bins, percent) == waits_s[bisect_left(shares, percent - 1e-9)]


@given(BINS, BINS)
def test_that_patience_is_the_product_of_those_who_stay(lost: dict[int, int], answered: dict[int, int]) -> None:
    reading = Reading(
        ledger_of(
            waits("q", at.WAIT_IN_QUEUE, **{f"s{wait}": number for wait, number in lost.items()}),
            waits("q", at.WAIT_ANSWERED, **{f"s{wait}": number for wait, number in answered.items()}),
        )
    )
    share, expected = Fraction(1), dict[int, Fraction]()
    for wait in sorted(lost):
        there = sum(n for w, n in [*lost.items(), *answered.items()] if w >= wait)
        share *= 1 - Fraction(lost[wait], there)
        expected[wait] = share
    assert dict(survival(reading)) == pytest.approx({wait: float(left) for wait, left in expected.items()})
    half = [wait for wait, left in expected.items() if left <= Fraction(1, 2)]
    assert median_s(reading) == (half[0] if half else None)


def test_that_who_is_lost_while_it_rings_is_censored() -> None:
    reading = Reading(ledger_of(waits("q", at.WAIT_IN_QUEUE, s30=1), waits("q", at.WAIT_RINGING, s10=1, s40=1)))
    assert survival(reading) == [(30, 0.5)]


def test_that_there_is_no_median_where_nobody_gave_up() -> None:
    assert median_s(Reading(ledger_of(waits("q", at.WAIT_ANSWERED, s30=5)))) is None


@given(st.lists(st.tuples(SHARES, st.booleans()), max_size=12), st.booleans())
def test_that_what_is_kept_up_of_waits_is_what_all_of_them_say(steps: list[tuple[Share, bool]], merges: bool) -> None:
    limits = Limits(20.0, 5.0, {"sales": (600.0, 60.0)})
    ledger, counted = ledger_of(), list[Share]()
    for share, taken_back in steps:
        if taken_back and counted:
            ledger.subtract(counted.pop(0))
        elif merges:
            ledger.merge(ledger_of([share]))
            counted.append(share)
        else:
            ledger.add(share)
            counted.append(share)
        anew = Reading(merged([ledger]), limits)
        reading = Reading(ledger, limits)
        assert reading.longest(at.QUEUED_WAITS) == anew.longest(at.QUEUED_WAITS)
        assert reading.levels == anew.levels
        assert ledger.kept is not None
        assert replace(ledger.kept, longest_s=None) == kept_of(ledger.waits, limits.of)


def test_that_other_limits_are_another_reading() -> None:
    ledger = ledger_of(waits("q", at.WAIT_ANSWERED, s30=1))
    assert Reading(ledger, Limits(20.0)).levels.answered_in_time == 0
    assert Reading(ledger, Limits(30.0)).levels.answered_in_time == 1
