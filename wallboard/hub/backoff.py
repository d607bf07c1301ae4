"""How long to wait before the next attempt: longer each time, and never in step with others."""

from __future__ import annotations

from random import Random

from msgspec import Struct


class Pace(Struct, frozen=True):
    """Seconds. A session must have lived for `least_session_s` to count as a success; see `Backoff`."""

    first_s: float = 0.25
    longest_s: float = 5.0
    least_session_s: float = 10.0


class Backoff:
    """Doubles the delay after each failure, up to a limit, and takes a random part between half and all of it.

    A peer that accepts a connection and closes it at once is a failure like one that refuses it: only a session of a
    least age begins anew.
    """

    def __init__(self, pace: Pace, random: Random) -> None:
        self._pace = pace
        self._random = random
        self._failures = 0

    def delay_s(self, session_s: float) -> float:
        """Seconds to wait after a session that has lived for `session_s` (0 where none came about)."""
        if session_s >= self._pace.least_session_s:
            self._failures = 0
        longest_s = min(self._pace.longest_s, self._pace.first_s * 2.0 ** min(self._failures, 30))
        self._failures += 1
        return longest_s * self._random.uniform(0.5, 1.0)
