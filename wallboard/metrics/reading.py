"""A ledger being read: how many waits within a limit, which wait a share reaches. Made for several figures at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from msgspec import Struct, field

from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND
from wallboard.metrics.kept import Kept, kept_of, longest_s
from wallboard.metrics.ledger import Ledger


class Limits(Struct, frozen=True):
    """Threshold T and short-abandon limit s in seconds; `by_queue` holds a queue's own (T, s).

    They can be changed after the fact: waits are kept, not verdicts.
    """

    threshold_s: float = 20.0
    short_abandon_s: float = 5.0
    by_queue: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def of(self, queue: str) -> tuple[float, float]:
        """T and s of `queue`, in seconds."""
        return self.by_queue.get(queue) or (self.threshold_s, self.short_abandon_s)

    def tried(self, threshold_s: float | None, short_abandon_s: float | None) -> Limits:
        """The same with others for all queues (None: their own); s is held down to T."""
        if threshold_s is None and short_abandon_s is None:
            return self

        def held(own: tuple[float, float]) -> tuple[float, float]:
            t = own[0] if threshold_s is None else threshold_s
            return t, min(t, own[1] if short_abandon_s is None else short_abandon_s)

        by_queue = {queue: held(own) for queue, own in self.by_queue.items()}
        return Limits(*held((self.threshold_s, self.short_abandon_s)), by_queue)


DEFAULT_LIMITS = Limits()


class Levels(Struct, frozen=True):
    """What a service level is made of: A and B, how many of them came within T, and how many of B within s."""

    answered: int = 0
    lost: int = 0
    answered_in_time: int = 0
    lost_in_time: int = 0
    lost_short: int = 0


class Reading:
    """What the waits of `ledger` say."""

    def __init__(self, ledger: Ledger, limits: Limits = DEFAULT_LIMITS) -> None:
        self.ledger = ledger
        self.sums = ledger.sums
        self._limits = limits
        self._tally = ledger.tally
        self._bins: dict[tuple[int, ...], dict[int, int]] = {}

    def is_of(self, ledger: Ledger, limits: Limits) -> bool:
        """Whether this is the reading of `ledger`, which has not changed since, under `limits`."""
        return self.ledger is ledger and self._tally is ledger.tally and self._limits is limits

    @property
    def n(self) -> tuple[int, ...]:
        """The ledger's counts."""
        return self.ledger.n

    @cached_property
    def levels(self) -> Levels:
        """A, B and their parts within the limits, each wait held to those of its queue."""
        kept = self._kept()
        return Levels(kept.answered, kept.lost, kept.answered_in_time, kept.lost_in_time, kept.lost_short)

    def number(self, kinds: Collection[int]) -> int:
        """How many waits of these kinds there are."""
        return sum(self.bins(kinds).values())

    def longest(self, kinds: Collection[int]) -> float | None:
        """The longest wait of these kinds; None without waits."""
        if kinds != at.QUEUED_WAITS:
            return float(max(found)) if (found := self.bins(kinds)) else None
        kept = self._kept()
        if kept.longest_s is None:
            kept.longest_s = longest_s(self.ledger.waits.values())
        return float(kept.longest_s) if kept.longest_s >= 0 else None

    def total(self, kinds: Collection[int]) -> int:
        """The sum of the bins of these kinds: of marks, and not of waits, whose exact sums the ledger has."""
        return sum([bin_ * number for bin_, number in self.bins(kinds).items()])

    def percentile(self, kinds: Collection[int], percent: int) -> float | None:
        """The smallest wait of these kinds (seconds) whose cumulative share reaches `percent`; None without waits."""
        return percentile(self.bins(kinds), percent)

    def patience_median_s(self) -> float | None:
        """See `patience`."""
        from wallboard.metrics.patience import median_s  # which reads readings

        return median_s(self)

    def bins(self, kinds: Collection[int]) -> dict[int, int]:
        """The number of waits in each 1 s bin, over these kinds and all queues. Look, do not touch."""
        asked = tuple(kinds)
        total = self._bins.get(asked)
        if total is None:
            total = self._bins[asked] = {}
            for waits in self.ledger.waits.values():
                for key, number in waits.items():
                    kind, wait = divmod(key, KIND)
                    if kind in kinds:
                        total[wait] = total.get(wait, 0) + number
        return total

    def _kept(self) -> Kept:
        kept = self.ledger.kept
        if kept is None or kept.limits_of != self._limits.of:
            kept = self.ledger.kept = kept_of(self.ledger.waits, self._limits.of)
        return kept


def percentile(bins: Mapping[int, int], percent: int) -> float | None:
    """The smallest wait (seconds) whose cumulative share reaches `percent`; None without waits."""
    total = sum(bins.values())
    seen = 0
    for wait in sorted(bins):
        seen += bins[wait]
        if seen * 100 >= percent * total:
            return float(wait)
    return None
