"""Delays between attempts grow, stay bounded, are never in step, and begin anew only after a session that lasted."""

from __future__ import annotations

from random import Random

from wallboard.hub.backoff import Backoff, Pace

PACE = Pace(first_s=1.0, longest_s=8.0, least_session_s=10.0)


def test_that_delays_double_up_to_the_longest_and_lie_between_half_and_all_of_it() -> None:
    backoff = Backoff(PACE, Random(1))
    delays = [backoff.delay_s(0.0) for _ in range(6)]
    assert all(most / 2 <= delay <= most for delay, most in zip(delays, [1, 2, 4, 8, 8, 8], strict=True))


def test_that_two_clients_do_not_come_back_in_step() -> None:
    assert Backoff(PACE, Random(1)).delay_s(0.0) != Backoff(PACE, Random(2)).delay_s(0.0)


def test_that_only_a_session_of_a_least_age_begins_anew() -> None:
    backoff = Backoff(PACE, Random(1))
    delays = [backoff.delay_s(session_s) for session_s in (0.0, 9.9, 9.9, 9.9, 10.0)]
    assert delays[3] >= 4.0
    assert delays[4] <= 1.0


def test_that_thousands_of_failures_overflow_nothing() -> None:
    backoff = Backoff(PACE, Random(1))
    assert max(backoff.delay_s(0.0) for _ in range(5000)) <= 8.0
