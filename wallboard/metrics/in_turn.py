"""The sum of what is known of many people, of whom a few are computed anew at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

FEW, AT_ONCE, NEW_AT_ONCE = 24, 12, 200
"""Few people are all computed anew each time. Of more, so many are whose numbers have waited longest, and the others
follow in turn: of two thousand, asked for four times a second, each has had his turn after 42 seconds.

Of those of whom nothing was computed yet there may be more, so that the first answers are soon whole.
"""


class InTurn:
    """Tallies (see `counts`) by name, each as of the moment for which it was computed."""

    def __init__(self) -> None:
        self.total = 0
        """The sum of all tallies."""
        self._known: dict[str, tuple[float, int]] = {}
        self._order: deque[str] = deque()
        """All names, those that have waited longest in front."""

    def next(self, names: Collection[str]) -> list[str]:
        """Those of `names`, which only grow, whose turn it is."""
        order = self._order
        if len(order) < len(names):
            known = set(order)
            order.extendleft([name for name in names if name not in known])
        new = len(order) - len(self._known)  # they are in front
        number = len(order) if len(order) <= FEW else max(AT_ONCE, min(new, NEW_AT_ONCE))
        turn = [order.popleft() for _ in range(number)]
        order.extend(turn)
        return turn

    def put(self, name: str, at_t: float, tally: int) -> None:
        """What was computed of `name` for `at_t`, in place of what was known."""
        self.total += tally - self._known.get(name, (at_t, 0))[1]
        self._known[name] = at_t, tally

    def settle(self, name: str, until_t: float, tally: int) -> None:
        """So much of what was computed of `name` is counted elsewhere now, up to `until_t`.

        Where it was computed for a moment before, it says nothing of the rest: it is his turn.
        """
        at_t, known = self._known.get(name, (until_t, 0))
        if at_t >= until_t:
            if name in self._known:
                self.put(name, at_t, known - tally)
            return
        self.put(name, at_t, 0)
        del self._known[name]
        self._order.remove(name)
        self._order.appendleft(name)

    def begin_anew(self) -> None:
        """Nothing that was computed holds any more."""
        self.total = 0
        self._known.clear()
