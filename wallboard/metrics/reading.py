"""A ledger being read: how many waits within a limit, which wait a share reaches. Made for several figures at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from msgspec import Struct, field

from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND
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


DEFAULT_LIMITS = Limits()

_WAIT = KIND - 1
_KIND_BITS = _WAIT.bit_length()
_LOSSES = at.WAIT_IN_QUEUE * KIND
_OTHERS = at.WAIT_OTHER * KIND
"""Keys of waits below the first are of answers, those between of losses before an answer."""


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
        a = b = a_in_time = b_in_time = b_short = 0
        for queue, waits in self.ledger.waits.items():
            threshold_s, short_s = self._limits.of(queue)
            for key, number in waits.items():
                if key < _LOSSES:
                    a += number
                    if key & _WAIT <= threshold_s:
                        a_in_time += number
                elif key < _OTHERS:
                    b += number
                    wait = key & _WAIT
                    if wait <= threshold_s:
                        b_in_time += number
                    if wait <= short_s:
                        b_short += number
        return Levels(a, b, a_in_time, b_in_time, b_short)

    def number(self, kinds: Collection[int]) -> int:
        """How many waits of these kinds there are."""
        return sum(self.bins(kinds).values())

    def longest(self, kinds: Collection[int]) -> float | None:
        """The longest wait of these kinds; None without waits."""
        found = [key & _WAIT for waits in self.ledger.waits.values() for key in waits if key >> _KIND_BITS in kinds]
        return float(max(found)) if found else None

    def bins(self, kinds: Collection[int]) -> dict[int, int]:
        """The number of waits in each 1 s bin, over these kinds and all queues."""
        total: dict[int, int] = {}
        for waits in self.ledger.waits.values():
            for key, number in waits.items():
                kind, wait = divmod(key, KIND)
                if kind in kinds:
                    total[wait] = total.get(wait, 0) + number
        return total


def percentile(bins: Mapping[int, int], percent: int) -> float | None:
    """The smallest wait (seconds) whose cumulative share reaches `percent`; None without waits."""
    total = sum(bins.values())
    seen = 0
    for wait in sorted(bins):
        seen += bins[wait]
        if seen * 100 >= percent * total:
            return float(wait)
    return None
