"""How who waits and the staff share a column: the cards need a certain height, the list takes what there is."""

from __future__ import annotations

from collections.abc import Sequence

CALM_TICKS = 240
"""The list keeps the room that it has had for so many ticks (a minute): what jumps at every event cannot be read."""
LEAST = 25 / 64
"""The list's part of the column at least."""
MOST = 0.62


def height_of_cards(total: float, wanted: float, needs: Sequence[int]) -> int:
    """The height of the cards' panel, in pixels, in a column of `total` where the list would like `wanted`.

    `needs` are the heights that show all cards, the fullest first; the last is for names alone and never taken only to
    let the list grow. Cards that do not fit at all have what is left by the list's least part.
    """
    designed = total * (1.0 - LEAST)
    fitting = [need for need in needs if need <= designed]
    if not fitting:
        return round(designed)
    room = total - min(max(wanted, total * LEAST), total * MOST)
    readable = [need for need in fitting if need != needs[-1]] or fitting
    return next((need for need in readable if need <= room), readable[-1])


class Calm:
    """The largest of the wishes of the last minute: a wish for more counts at once, one for less after a while."""

    def __init__(self) -> None:
        self._held = 0
        self._next = 0
        self._ticks = 0

    def of(self, wanted: int) -> int:
        """Take the wish of this tick; what counts."""
        self._ticks += 1
        self._next = max(self._next, wanted)
        if self._ticks >= CALM_TICKS:
            self._held, self._next, self._ticks = self._next, wanted, 0
        self._held = max(self._held, wanted)
        return self._held
