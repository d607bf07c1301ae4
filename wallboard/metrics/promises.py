"""Promised callbacks, followed for seven days: each counts as kept at the place where its contact counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wallboard.metrics import counts as at
from wallboard.metrics.counts import tally_of
from wallboard.metrics.customers import WINDOW_S

Post = Callable[[Any, int, int], None]
"""Adds (1) or takes back (-1) a tally of counts at a place."""

_KEPT = tally_of((at.CALLBACKS_KEPT,))


class Promises:
    """`made` holds when, and at which place of the books, each contact was promised a callback; `kept` when it came."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self.made: dict[str, tuple[float, Any]] = {}
        self.kept: dict[str, float] = {}

    def make(self, contact: str, t: float, place: Any) -> None:
        """A callback is promised, whether or not it has been heard of that it was kept."""
        self.undo(contact)
        self.made[contact] = (t, place)
        if contact in self.kept:
            self._post(place, _KEPT, 1)

    def undo(self, contact: str) -> None:
        """It was not promised, or its contact stands elsewhere in the books."""
        made = self.made.pop(contact, None)
        if made is not None and contact in self.kept:
            self._post(made[1], _KEPT, -1)

    def keep(self, contact: str, t: float) -> None:
        """The promise to `contact` is kept; once is enough."""
        if contact in self.kept:
            return
        self.kept[contact] = t
        if contact in self.made:
            self._post(self.made[contact][1], _KEPT, 1)

    def forget(self, now_t: float) -> None:
        """Let go of what is older than is followed."""
        old = now_t - WINDOW_S
        self.made = {contact: made for contact, made in self.made.items() if made[0] >= old}
        self.kept = {contact: t for contact, t in self.kept.items() if t >= old}
