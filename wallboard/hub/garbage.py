"""Keeps Python's search for garbage out of the way of a hub, or a board, at work."""

from __future__ import annotations

import gc
from collections.abc import Callable

QUIET_EVERY_S = 60.0
"""In a quiet second everything is searched, but not more often than this."""
BUSY_EVERY_S = 3600.0
"""So long who is never quiet goes without."""
MADE_A_SECOND = 1_000_000
"""More than that is not made between two seconds, not even by a large snapshot: no search comes by itself."""


class Garbage:
    """A whole search stops everything while it looks at all that lives: 60 ms with 9,000 contacts, and nearly always
    for nothing, since what the hub lets go of needs no search. So what has come to stay is set aside every second, and
    is searched only when nobody waits. It concerns the whole process: for a hub, or a board, that has one of its own.

    Who starts it may have switched the search off, for imports make no garbage, and to look for it takes some
    milliseconds until it serves: after the first second it is on.

    Nor is what is new searched whenever some hundreds of things have been made: that is a sixteenth of a fold.

    `steady_s` is a clock that never jumps.
    """

    def __init__(self, steady_s: Callable[[], float]) -> None:
        gc.set_threshold(MADE_A_SECOND)
        self._steady_s = steady_s
        self._searched_s = steady_s()

    def start_anew(self) -> None:
        """Another picture has taken the place of all that lived: what was before goes, what is now has come to stay."""
        if gc.get_freeze_count():
            gc.unfreeze()
            gc.collect()
            self._searched_s = self._steady_s()
        gc.freeze()

    def pass_second(self, *, busy: bool) -> None:
        """About a second has passed; whether events have come in it."""
        now_s = self._steady_s()
        if now_s - self._searched_s >= (BUSY_EVERY_S if busy else QUIET_EVERY_S):
            gc.unfreeze()
            gc.collect()
            self._searched_s = now_s
        gc.freeze()
        gc.enable()
