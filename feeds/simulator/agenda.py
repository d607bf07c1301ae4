"""The agenda of a discrete-event simulation: what is to happen when, on whole milliseconds."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from typing import Any

Action = Callable[..., None]


class Agenda:
    """`now_t` is the simulated time (epoch seconds, UTC). What is due at the same moment happens in the order of its
    entry.
    """

    __slots__ = ("_count", "_due", "now_t")

    def __init__(self, start_t: float) -> None:
        self.now_t = start_t
        self._due: list[tuple[float, int, Action, tuple[Any, ...]]] = []
        self._count = 0

    def at(self, t: float, action: Action, *args: Any) -> None:
        """Do `action(*args)` at `t`, rounded up to a millisecond; at once where that is past."""
        due_t = int(t * 1000.0 + 0.999) / 1000.0
        self._count += 1
        heappush(self._due, (max(due_t, self.now_t), self._count, action, args))

    def after(self, delay_s: float, action: Action, *args: Any) -> None:
        """Do `action(*args)` after `delay_s` seconds."""
        self.at(self.now_t + delay_s, action, *args)

    def run(self, until_t: float) -> None:
        """Do all that is due up to and including `until_t`."""
        due = self._due
        while due and due[0][0] <= until_t:
            self.now_t, _, action, args = heappop(due)
            action(*args)
        self.now_t = max(self.now_t, until_t)
