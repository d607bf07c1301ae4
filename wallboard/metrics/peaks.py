"""The most at once: in the menu, in the queue, with an agent. Stays are half-open, [start, end)."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from msgspec import Struct

from wallboard.floor.contact import Contact
from wallboard.metrics.presence import Interval, union

FOREVER = float("inf")


class Stays(Struct, frozen=True, gc=False):
    """Where a contact was and when; `waits` one for each queue entry, `talks` by agent. Times in epoch seconds."""

    menu: Interval | None
    waits: list[Interval]
    talks: list[tuple[str, float, float]]


def stays_of(c: Contact, now_t: float) -> Stays:
    """The stays of `c`; what lasts still ends at `now_t`. In the queue means until the answer, ringing included."""
    menu: Interval | None = None
    if c.menu:
        ends = [entry.entered_t for entry in c.entries[:1]] + [ring.from_t for ring in c.rings[:1]]
        ends += [leg.from_t for leg in c.legs[:1]] + ([c.ended_t] if c.ended_t >= 0.0 else [now_t])
        menu = (c.menu[0].t, min(ends))
    waits = [(e.entered_t, e.ended_t if e.outcome else now_t) for e in c.entries]
    talks = [(leg.agent, leg.from_t, leg.to_t if leg.to_t >= 0.0 else now_t) for leg in c.legs]
    return Stays(menu, waits, talks)


def latest(entered: Sequence[float], t: float) -> int:
    """The last of the moments `entered` that had come by `t`; the first where none had."""
    return max([i for i, entered_t in enumerate(entered) if entered_t <= t], default=0)


class Crowd:
    """Counts how many are there at once."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts = array("d")
        self._ends = array("d")

    def add(self, start_t: float, end_t: float) -> None:
        """Somebody was there; a stay without length is none."""
        if end_t > start_t:
            self._starts.append(start_t)
            self._ends.append(end_t)

    def add_united(self, stays: list[Interval]) -> None:
        """The same somebody was there several times, or twice at a time."""
        if len(stays) == 1:
            self.add(*stays[0])
        else:
            for start_t, end_t in union(stays, -FOREVER, FOREVER):
                self.add(start_t, end_t)

    @property
    def most(self) -> int:
        """The most at once; who goes at a moment is gone before those who come at it."""
        ends = sorted(self._ends)
        gone = most = 0
        for here, start_t in enumerate(sorted(self._starts), 1):
            while ends[gone] <= start_t:
                gone += 1
            most = max(most, here - gone)
        return most
