from __future__ import annotations

import pytest

from feeds.simulator.pace import MOST_AHEAD_S, Pace


class Clock:
    def __init__(self) -> None:
        self.s = 5000.0

    def __call__(self) -> float:
        return self.s


def begun(speed: float) -> tuple[Pace, Clock]:
    clock = Clock()
    pace = Pace(1000.0, speed, clock)
    pace.begin()
    return pace, clock


def test_that_time_stands_still_until_it_begins() -> None:
    clock = Clock()
    pace = Pace(1000.0, 1.0, clock)
    clock.s += 60.0
    assert pace.now_t() == 1000.0
    pace.begin()
    assert pace.now_t() == 1000.0


@pytest.mark.parametrize("speed", [0.5, 1.0, 10.0])
def test_that_time_passes_at_its_speed(speed: float) -> None:
    pace, clock = begun(speed)
    clock.s += 1.5
    assert pace.now_t() == 1000.0 + 1.5 * speed


def test_that_a_speed_of_nothing_is_a_standstill() -> None:
    pace, clock = begun(0.0)
    clock.s += 100.0
    assert pace.now_t() == 1000.0


def test_that_a_machine_that_slept_costs_two_seconds_and_no_leap() -> None:
    pace, clock = begun(1.0)
    clock.s += 3600.0
    assert pace.waits
    assert pace.now_t() == 1002.0
    pace.told(1002.0)
    assert pace.now_t() == 1002.0
    clock.s += 1.0
    assert pace.now_t() == 1003.0
    assert not pace.waits


def test_that_a_speed_that_is_too_high_waits_for_the_simulation_and_never_goes_back() -> None:
    pace, clock = begun(1_000_000.0)
    last_t = pace.now_t()
    for told_t in (1010.0, 1010.0, 1040.0, 1100.0):
        clock.s += 0.01
        assert last_t <= pace.now_t()
        last_t = pace.now_t()
        pace.told(told_t)
        assert last_t <= pace.now_t() <= told_t + MOST_AHEAD_S
    clock.s += 1.0
    assert pace.now_t() == 1100.0 + MOST_AHEAD_S


def test_that_a_clock_that_goes_back_does_not_take_time_along() -> None:
    pace, clock = begun(1.0)
    clock.s -= 10.0
    assert pace.now_t() == 1000.0


@pytest.mark.parametrize("speed", [-1.0, float("inf"), float("nan")])
def test_that_a_speed_without_sense_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="a speed must be 0 or more"):
        Pace(0.0, speed, Clock())
