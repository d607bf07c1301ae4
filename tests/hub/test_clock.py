"""The hub's clock: steady, in step with the wall clock, and not led astray by it."""

from __future__ import annotations

from wallboard.hub.clock import HubClock, RunClock


class Hands:
    """Two clocks that a test sets."""

    def __init__(self) -> None:
        self.wall_t = 1000.0
        self.steady_s = 10.0

    def clock(self) -> HubClock:
        """A hub's clock that goes by them."""
        return HubClock(lambda: self.wall_t, lambda: self.steady_s)

    def pass_s(self, seconds: float, *, wall_s: float | None = None) -> None:
        """Time passes, on the wall as much or otherwise."""
        self.steady_s += seconds
        self.wall_t += seconds if wall_s is None else wall_s


def test_that_it_shows_the_wall_clocks_time() -> None:
    hands = Hands()
    clock = hands.clock()
    hands.pass_s(2.5)
    assert clock.now_t() == 1002.5


def test_that_a_small_difference_is_taken_over_at_a_look() -> None:
    hands = Hands()
    clock = hands.clock()
    hands.pass_s(1.0, wall_s=1.3)
    assert clock.now_t() == 1001.0
    clock.look()
    assert abs(clock.now_t() - 1001.3) < 1e-9
    assert clock.jumps == 0


def test_that_a_jump_that_does_not_last_is_not_followed() -> None:
    hands = Hands()
    clock = hands.clock()
    for wall_s in (3600.0, -3598.0, 1.0, 1.0):
        hands.pass_s(1.0, wall_s=wall_s)
        clock.look()
    assert abs(clock.now_t() - 1004.0) < 1e-9
    assert clock.jumps == 0


def test_that_a_jump_that_lasts_is_followed_in_either_direction() -> None:
    for leap_s in (3600.0, -3600.0):
        hands = Hands()
        clock = hands.clock()
        hands.pass_s(1.0, wall_s=leap_s)
        for _ in range(3):
            assert abs(clock.now_t() - (hands.steady_s + 990.0)) < 1e-9
            clock.look()
            hands.pass_s(1.0)
        assert abs(clock.now_t() - hands.wall_t) < 1e-9
        assert clock.jumps == 1


def test_that_the_clock_of_a_run_is_the_runs() -> None:
    run: list[float | None] = [500.0]
    clock = RunClock(lambda: run[0])
    assert clock.now_t() == 500.0
    run[0] = 560.0
    clock.look()
    assert clock.now_t() == 560.0
    run[0] = None
    assert clock.now_t() == 560.0
