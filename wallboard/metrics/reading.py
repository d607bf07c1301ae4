"""A ledger being read: how many waits within a limit, which wait a share reaches. Made for several figures at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field

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


class Reading:
    """`n` are the ledger's counts, `sums` its sums in microseconds."""

    def __init__(self, ledger: Ledger, limits: Limits = DEFAULT_LIMITS) -> None:
        self.n = ledger.n
        self.sums = ledger.sums
        self._waits = ledger.waits
        self._limits = limits

    @cached_property
    def _by_kind(self) -> dict[int, dict[str, dict[int, int]]]:
        found: dict[int, dict[str, dict[int, int]]] = {}
        for queue, waits in self._waits.items():
            for key, number in waits.items():
                kind, wait = divmod(key, KIND)
                found.setdefault(kind, {}).setdefault(queue, {})[wait] = number
        return found

    def number(self, kinds: Iterable[int]) -> int:
        """How many waits of these kinds there are."""
        return sum([sum(bins.values()) for kind in kinds for bins in self._by_kind.get(kind, {}).values()])

    def within_threshold(self, kinds: Iterable[int]) -> int:
        """How many waits of these kinds are ≤ T, each by the T of its queue."""
        return self._within(kinds, 0)

    def within_short(self, kinds: Iterable[int]) -> int:
        """How many waits of these kinds are ≤ s, each by the s of its queue."""
        return self._within(kinds, 1)

    def bins(self, kinds: Iterable[int]) -> dict[int, int]:
        """The number of waits in each 1 s bin, over these kinds and all queues."""
        total: dict[int, int] = {}
        for kind in kinds:
            for bins in self._by_kind.get(kind, {}).values():
                for wait, number in bins.items():
                    total[wait] = total.get(wait, 0) + number
        return total

    def _within(self, kinds: Iterable[int], which: int) -> int:
        found = 0
        for kind in kinds:
            for queue, bins in self._by_kind.get(kind, {}).items():
                limit_s = self._limits.of(queue)[which]
                found += sum([number for wait, number in bins.items() if wait <= limit_s])
        return found


def percentile(bins: Mapping[int, int], percent: int) -> float | None:
    """The smallest wait (seconds) whose cumulative share reaches `percent`; None without waits."""
    total = sum(bins.values())
    seen = 0
    for wait in sorted(bins):
        seen += bins[wait]
        if seen * 100 >= percent * total:
            return float(wait)
    return None
