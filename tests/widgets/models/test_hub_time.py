"""The hub's time between two beats."""

from __future__ import annotations

import pytest

from widgets.models.hub_time import HubTime

T = 1_750_000_000.0


def beating(pace: float = 1.0, beats: int = 3) -> HubTime:
    """A clock that has heard some beats, the last at 100 s of the monotonic clock, when the hub's clock read T."""
    time = HubTime()
    for number in reversed(range(beats)):
        time.beat(T - number * pace, 100.0 - number)
    return time


def test_that_there_is_no_time_before_the_first_beat() -> None:
    time = HubTime()
    assert (time.known, time.now_t(50.0) < 0.0) == (False, True)


def test_that_time_goes_on_between_beats() -> None:
    assert beating().now_t(100.75) == T + 0.75


def test_that_a_link_that_is_lost_does_not_stop_the_clock() -> None:
    assert beating().now_t(160.0) == T + 60.0


def test_that_jitter_of_the_network_is_no_change_of_pace() -> None:
    time = beating()
    time.beat(T + 1.0, 101.06)
    assert time.pace == 1.0


@pytest.mark.parametrize("pace", [0.0, 0.5, 60.0])
def test_that_a_runs_own_pace_is_followed(pace: float) -> None:
    time = beating(pace)
    assert time.pace == pytest.approx(pace)
    assert time.now_t(100.5) == pytest.approx(T + 0.5 * pace)


def test_that_a_fast_run_does_not_run_on_without_its_hub() -> None:
    assert beating(60.0).now_t(1000.0) == pytest.approx(T + 3.0 * 60.0)


def test_that_the_clock_never_goes_back_by_jitter() -> None:
    time = beating()
    before = time.now_t(101.3)
    time.beat(T + 1.0, 101.3)
    assert time.now_t(101.3) == before


def test_that_a_run_begun_anew_begins_anew() -> None:
    time = beating()
    time.beat(T - 3600.0, 101.0)
    assert (time.now_t(101.0), time.pace) == (T - 3600.0, 1.0)


def test_that_what_the_hub_took_in_later_moves_the_clock() -> None:
    time = beating()
    time.heard(T + 30.0, 100.5)
    time.heard(T - 30.0, 100.5)
    assert time.now_t(100.5) == T + 30.0
