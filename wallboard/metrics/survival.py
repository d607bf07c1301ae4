"""The curve of patience for a picture: who would still wait, and of how many that is known at each moment."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.patience import CENSORED, median_s, survival
from wallboard.metrics.reading import Reading

FEW = 5
"""Where fewer are left the curve says nothing any more."""


class Curve(Struct, frozen=True):
    """`points` are (wait in seconds, share of people who would wait longer), `median_s` where it falls to half.

    `waits` are the waits of all who queued, however they ended, in order; `lost` of them ended in hanging up there.
    """

    points: tuple[tuple[int, float], ...]
    median_s: float | None
    waits: tuple[int, ...]
    lost: int

    def at_risk(self, wait_s: float) -> int:
        """How many had waited for `wait_s` seconds and were neither answered nor gone."""
        return len(self.waits) - bisect_left(self.waits, wait_s)

    @property
    def known_s(self) -> int:
        """Up to which wait the curve is known from `FEW` people at least; 0 where so few queued."""
        return self.waits[-FEW] if len(self.waits) >= FEW else 0


def curve_of(reading: Reading) -> Curve:
    """The curve of a ledger, as Kaplan and Meier estimate it; see `patience`."""
    bins = reading.bins((at.WAIT_IN_QUEUE, *CENSORED))
    waits = tuple(wait for wait in sorted(bins) for _ in range(bins[wait]))
    return Curve(tuple(survival(reading)), median_s(reading), waits, reading.number((at.WAIT_IN_QUEUE,)))
