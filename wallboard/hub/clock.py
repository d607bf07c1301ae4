"""The hub's time: the wall clock carried by a monotonic one, or the clock of a run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from wallboard.hub.ports import FeedPort

STEP_S = 1.0
"""A difference of more than this between the two clocks is a jump of the wall clock."""
BELIEVED_AFTER = 3
"""A jump is followed once it has been seen at this many looks in a row."""


class HubClock:
    """`now_t` in epoch seconds (UTC), `steady_s` for timers. `look` compares the clocks; call it about once a second.

    Small differences are taken over at each look. A jump of the wall clock (somebody sets it, a guest system wakes up)
    is followed only when it lasts: a board whose timers leap for a moment helps nobody. `jumps` counts those followed.
    """

    def __init__(self, wall: Callable[[], float] = time.time, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._monotonic = wall, monotonic
        self._ahead_s = wall() - monotonic()
        self._seen = 0
        self.jumps = 0

    def now_t(self) -> float:
        """The hub's time."""
        return self._monotonic() + self._ahead_s

    def steady_s(self) -> float:
        """Seconds of a clock that never jumps."""
        return self._monotonic()

    @property
    def is_steady(self) -> bool:
        """Whether it runs as fast as time does, but for the jumps that it follows."""
        return True

    def look(self) -> float:
        """Take over what the wall clock says, unless it has just jumped. Seconds of a jump that is followed now."""
        ahead_s = self._wall() - self._monotonic()
        by_s = ahead_s - self._ahead_s
        if abs(by_s) <= STEP_S:
            self._ahead_s, self._seen = ahead_s, 0
            return 0.0
        self._seen += 1
        if self._seen < BELIEVED_AFTER:
            return 0.0
        self._ahead_s, self._seen = ahead_s, 0
        self.jumps += 1
        return by_s


class RunClock(HubClock):
    """The clock of a run: the hub lives in the run's time."""

    def __init__(self, run_t: Callable[[], float | None]) -> None:
        super().__init__()
        self._run_t = run_t
        self._last_t = run_t() or 0.0

    def now_t(self) -> float:
        """The run's time."""
        t = self._run_t()
        if t is not None:
            self._last_t = t
        return self._last_t

    @property
    def is_steady(self) -> bool:
        """A run may go at any speed, and stand still."""
        return False

    def look(self) -> float:
        """Nothing to compare."""
        return 0.0


def clock_for(feeds: Sequence[FeedPort], wall: Callable[[], float] = time.time) -> HubClock:
    """The clock of the first feed that has one of its own, or the wall clock."""
    run = next((feed for feed in feeds if feed.now_t() is not None), None)
    return RunClock(run.now_t) if run is not None else HubClock(wall)
