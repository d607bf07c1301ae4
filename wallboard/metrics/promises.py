"""Promised callbacks, followed for seven days: what became of each counts at the place where its contact counts.

A promise is open, then due (from a quarter of an hour before its time; where no time was named, at once), then missed
(its time has passed). It is kept in time or late; a missed one that is kept after all was kept late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from typing import Any

from msgspec import Struct, field

from wallboard.floor.changes import Callback
from wallboard.metrics import counts as at
from wallboard.metrics.counts import tally_of
from wallboard.metrics.customers import WINDOW_S
from wallboard.stream.contact_events import ContactCallbackKept

Post = Callable[[Any, int, int], None]
"""Adds (1) or takes back (-1) a tally of counts at a place."""

DUE_BEFORE_S = 900.0
"""So long before its time a callback is due: somebody should make it now."""

OPEN, DUE, MISSED, KEPT, KEPT_LATE = "open", "due", "missed", "kept", "kept_late"

_TALLIES = {
    OPEN: 0,
    DUE: tally_of((at.CALLBACKS_DUE,)),
    MISSED: tally_of((at.CALLBACKS_MISSED,)),
    KEPT: tally_of((at.CALLBACKS_KEPT,)),
    KEPT_LATE: tally_of((at.CALLBACKS_KEPT, at.CALLBACKS_LATE)),
}
_ATTEMPT = tally_of((at.CALLBACK_ATTEMPTS,))


class Made(Struct, gc=False):
    """A promise made at `t` to call by `due_t` (-1: no time was named); it counts at `place`, with `tally`."""

    t: float
    due_t: float
    place: Any
    tally: int = 0


class Fate(Struct, gc=False):
    """What was heard of a promise, whether or not it was heard of itself: when it was kept, and every attempt."""

    kept_t: float = -1.0
    tried: list[float] = field(default_factory=list)
    """Moments of the attempts; one that is told twice counts once."""


NOTHING = Fate()


def state_of(due_t: float, kept_t: float, now_t: float) -> str:
    """How it stands with a promise at `now_t`; -1: no time was named, or it is not kept. Kept in time is ≤."""
    if kept_t >= 0.0:
        return KEPT if due_t < 0.0 or kept_t <= due_t else KEPT_LATE
    if due_t < 0.0:
        return DUE
    if now_t >= due_t:
        return MISSED
    return DUE if now_t >= due_t - DUE_BEFORE_S else OPEN


class Promises:
    """`made` holds the promises, `fates` what was heard of them, both by contact. Times in epoch seconds (UTC)."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self.made: dict[str, Made] = {}
        self.fates: dict[str, Fate] = {}
        self.now_t = 0.0
        self._turns: list[tuple[float, str]] = []
        """When promises change by time alone, soonest first; those that were kept meanwhile stay until then."""

    def make(self, contact: str, t: float, due_t: float, place: Any) -> None:
        """A callback is promised, whether or not it has been heard of what became of it."""
        self.undo(contact)
        self.made[contact] = Made(t, due_t, place)
        self._settle(contact)
        self._await(contact, due_t)

    def undo(self, contact: str) -> None:
        """It was not promised, or its contact stands elsewhere in the books."""
        made = self.made.pop(contact, None)
        if made is not None and made.tally:
            self._post(made.place, made.tally, -1)

    def keep(self, contact: str, t: float) -> None:
        """The promise to `contact` is kept; once is enough, and the first time counts."""
        fate = self._fate(contact)
        if fate.kept_t < 0.0 or t < fate.kept_t:
            fate.kept_t = t
            self._settle(contact)

    def attempt(self, contact: str, t: float) -> None:
        """Somebody tried to call back, and reached the customer or not."""
        fate = self._fate(contact)
        if t not in fate.tried:
            fate.tried.append(t)
            self._settle(contact)

    def pass_time(self, now_t: float) -> None:
        """Time has come to `now_t`: promises fall due, and are missed."""
        if now_t <= self.now_t:
            return
        self.now_t = now_t
        turns = self._turns
        while turns and turns[0][0] <= now_t:
            contact = heappop(turns)[1]
            if contact in self.made:
                self._settle(contact)

    def adopt(self, contact: str, made: Made) -> None:
        """A promise of a snapshot, which is counted already as far as time had come."""
        self.made[contact] = made
        made.tally = self._tally(contact, made)
        self._await(contact, made.due_t)

    def forget(self, now_t: float) -> None:
        """Let go of what is older than is followed: what it came to stays."""
        old = now_t - WINDOW_S
        self.made = {contact: made for contact, made in self.made.items() if made.t >= old}
        self.fates = {
            contact: fate for contact, fate in self.fates.items() if max(fate.kept_t, *fate.tried, old - 1.0) >= old
        }

    def _fate(self, contact: str) -> Fate:
        found = self.fates.get(contact)
        if found is None:
            found = self.fates[contact] = Fate()
        return found

    def _await(self, contact: str, due_t: float) -> None:
        if due_t >= 0.0:
            for turn_t in (due_t - DUE_BEFORE_S, due_t):
                if turn_t > self.now_t:
                    heappush(self._turns, (turn_t, contact))

    def _settle(self, contact: str) -> None:
        made = self.made.get(contact)
        if made is None:
            return
        tally = self._tally(contact, made)
        if tally != made.tally:
            self._post(made.place, tally - made.tally, 1)
            made.tally = tally

    def _tally(self, contact: str, made: Made) -> int:
        fate = self.fates.get(contact, NOTHING)
        state = state_of(made.due_t, fate.kept_t, self.now_t)
        return _TALLIES[state] + _ATTEMPT * len(fate.tried)


def hear(promises: Promises, callbacks: Iterable[Callback]) -> None:
    """What has become of promised callbacks, told to who follows them."""
    for event in callbacks:
        if isinstance(event, ContactCallbackKept):
            promises.keep(event.subject, event.time.timestamp())
        else:
            promises.attempt(event.subject, event.time.timestamp())
