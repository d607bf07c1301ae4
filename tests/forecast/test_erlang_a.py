"""Erlang's queue with impatient customers, against the balance of its states worked out one by one."""

from __future__ import annotations

import pytest

from wallboard.forecast.erlang_a import Staffing, outlook

STATES = 600


def lost_and_waiting(people: int, s: Staffing) -> tuple[float, float]:
    """The share that is lost, and the mean number who wait, from the birth-and-death process."""
    weights = [1.0]
    for n in range(1, people + STATES):
        out = min(n, people) / s.handle_s + max(0, n - people) / s.patience_s
        weights.append(weights[-1] * s.arrivals_s / out)
    total = sum(weights)
    waiting = sum(max(0, n - people) * w for n, w in enumerate(weights)) / total
    return waiting / s.patience_s / s.arrivals_s, waiting


@pytest.mark.parametrize(
    ("people", "arrivals_s", "handle_s", "patience_s"),
    [
        (1, 0.004, 200.0, 60.0),
        (3, 0.02, 200.0, 60.0),
        (10, 0.05, 180.0, 120.0),
        (9, 0.08, 240.0, 150.0),
        (60, 0.3, 190.0, 90.0),
    ],
)
def test_that_as_many_are_lost_as_the_states_say(
    people: int, arrivals_s: float, handle_s: float, patience_s: float
) -> None:
    staffing = Staffing(arrivals_s, handle_s, float(people), patience_s)
    expected, waiting = lost_and_waiting(people, staffing)
    found = outlook(staffing, 20.0)
    assert found.abandonment_rate == pytest.approx(expected, rel=1e-3, abs=1e-6)
    # Little's law, over the answered and the lost together; the lost wait at most as long as there are people waiting
    assert found.asa_s * arrivals_s * (1.0 - expected) <= waiting


def test_that_without_impatience_it_is_erlangs_c() -> None:
    # 8 erlang on 10 people: Erlang's C is 0.4092; P(wait ≤ 20 s) = 1 − C·exp(−(10 − 8)·20/180), the mean wait 36.8 s
    found = outlook(Staffing(8.0 / 180.0, 180.0, 10.0, 1e7), 20.0)
    assert found.service_level == pytest.approx(0.6723, abs=2e-3)
    assert found.asa_s == pytest.approx(36.8, abs=0.2)
    assert found.abandonment_rate < 1e-5


def test_that_half_a_person_more_helps_half_as_much() -> None:
    levels = [outlook(Staffing(0.05, 180.0, people, 120.0), 20.0).service_level for people in (9.0, 9.5, 10.0)]
    assert levels[0] < levels[1] < levels[2]
    assert levels[1] - levels[0] == pytest.approx(levels[2] - levels[1], rel=0.2)


def test_that_everything_in_time_is_more_than_in_less_time() -> None:
    staffing = Staffing(0.06, 180.0, 10.0, 120.0)
    levels = [outlook(staffing, threshold_s).service_level for threshold_s in (0.0, 5.0, 20.0, 60.0, 1e6)]
    assert levels == sorted(levels)
    assert levels[-1] == pytest.approx(1.0 - outlook(staffing, 20.0).abandonment_rate, abs=1e-4)


def test_that_nobody_on_duty_and_nobody_who_comes_are_told_plainly() -> None:
    assert outlook(Staffing(0.05, 180.0, 0.0, 120.0), 20.0).abandonment_rate == 1.0
    assert outlook(Staffing(0.0, 180.0, 3.0, 120.0), 20.0).service_level == 1.0


@pytest.mark.parametrize("people", [0.3, 5.0, 400.0, 3000.0])
def test_that_it_holds_for_any_size(people: float) -> None:
    found = outlook(Staffing(people / 170.0, 180.0, people, 100.0), 20.0)
    assert 0.0 < found.service_level < 1.0
    assert 0.0 < found.abandonment_rate < 1.0
