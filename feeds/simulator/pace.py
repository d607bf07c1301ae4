"""The clock of a run: simulated time that passes `speed` times as fast as a monotonic clock."""

from __future__ import annotations

from collections.abc import Callable

MOST_AHEAD_S = 30.0
"""Simulated seconds by which the clock may be ahead of what has been told, at any speed."""
AHEAD_REAL_S = 2.0
"""The same in real seconds, at ordinary speeds."""


class Pace:
    """`now_t` in epoch seconds (UTC): `start_t` until it has begun, then onwards; it never goes back.

    Where the simulation cannot keep up, or the machine has slept, the clock waits for it, and what was lost is not
    made up. Raises ValueError for a speed below 0 or one that is no number.
    """

    def __init__(self, start_t: float, speed: float, clock: Callable[[], float]) -> None:
        if not 0.0 <= speed < float("inf"):
            raise ValueError(f"a speed must be 0 or more, not {speed:g}")
        self._speed = speed
        self._clock = clock
        self._anchor_t = start_t
        self._anchor_s = 0.0
        self._ahead_s = min(MOST_AHEAD_S, AHEAD_REAL_S * max(1.0, speed))
        self._limit_t = start_t + self._ahead_s
        self.has_begun = False

    def begin(self) -> None:
        """Time passes from now on."""
        if not self.has_begun:
            self._anchor_s = self._clock()
            self.has_begun = True

    def now_t(self) -> float:
        """The run's time."""
        return min(self._unbound_t(), self._limit_t)

    @property
    def waits(self) -> bool:
        """Whether the clock waits for the simulation."""
        return self._unbound_t() > self._limit_t

    def told(self, t: float) -> None:
        """Everything up to `t` has been told."""
        if self.waits:
            self._anchor_t, self._anchor_s = self._limit_t, self._clock()
        self._limit_t = max(self._limit_t, t + self._ahead_s)

    def _unbound_t(self) -> float:
        if not self.has_begun:
            return self._anchor_t
        return self._anchor_t + max(0.0, self._clock() - self._anchor_s) * self._speed
