"""A ledger: counts, exact sums and waits in 1 s bins. Ledgers merge, in any order, to the same result."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND, numbers
from wallboard.metrics.kept import Kept
from wallboard.metrics.story import Share

_AWAY = at.AWAY * KIND

Waits = tuple[tuple[str, int], ...]


class Ledger(Struct, gc=False):
    """`tally` holds counts and sums; see `counts`.

    `waits` holds, by the queue whose limits rule them, the number of waits under each key of `counts.wait_key`; under
    keys of the other kinds, by pair of queues, topic or reason, what is counted by those.
    """

    tally: int = 0
    waits: dict[str, dict[int, int]] = field(default_factory=dict)
    read_tally: int = 0
    read: tuple[tuple[int, ...], tuple[int, ...]] = numbers(0)
    """The counts and sums as they were last asked for, and the tally that they were read from."""
    kept: Kept | None = None
    """What is kept up of the waits since they were last asked for: the work of `reading`."""

    @property
    def n(self) -> tuple[int, ...]:
        """The counts, in the order of `counts.NAMES`."""
        return self._numbers()[0]

    @property
    def sums(self) -> tuple[int, ...]:
        """The sums in microseconds, in the order of `counts.SUMS`."""
        return self._numbers()[1]

    def add(self, share: Share) -> None:
        """Count `share`."""
        self.tally += share.tally
        add_waits((self,), share.waits)

    def subtract(self, share: Share) -> None:
        """Take back `share`, which was counted before."""
        self.tally -= share.tally
        for queue, wait in share.waits:
            self._lower_wait(queue, wait, 1)

    def merge(self, other: Ledger) -> None:
        """Add all that `other` holds."""
        self.tally += other.tally
        self.kept = None
        for queue, theirs in other.waits.items():
            ours = self.waits.get(queue)
            if ours is None:
                self.waits[queue] = dict(theirs)
                continue
            for wait, number in theirs.items():
                ours[wait] = ours.get(wait, 0) + number

    def take_out(self, other: Ledger) -> None:
        """Take back all that `other` holds and was merged before."""
        self.tally -= other.tally
        for queue, theirs in other.waits.items():
            for wait, number in theirs.items():
                self._lower_wait(queue, wait, number)

    def add_away(self, reason: str, amount_us: int) -> None:
        """Somebody was not ready for so many microseconds."""
        if amount_us:
            bins = self.waits.setdefault(reason, {})
            bins[_AWAY] = bins.get(_AWAY, 0) + amount_us

    @property
    def empty(self) -> bool:
        """Whether it holds nothing."""
        return not self.tally and not self.waits

    def _numbers(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if self.read_tally is not self.tally:
            self.read, self.read_tally = numbers(self.tally), self.tally
        return self.read

    def _lower_wait(self, queue: str, wait: int, number: int) -> None:
        bins = self.waits.setdefault(queue, {})
        left = bins.get(wait, 0) - number
        if left:
            bins[wait] = left
        else:
            bins.pop(wait, None)
        if not bins:
            del self.waits[queue]
        if self.kept is not None:
            self.kept.count(queue, wait, -number)


def add_waits(ledgers: Iterable[Ledger], waits: Waits) -> None:
    """Count `waits` in each of `ledgers`."""
    for queue, wait in waits:
        for ledger in ledgers:
            bins = ledger.waits.get(queue)
            if bins is None:
                ledger.waits[queue] = {wait: 1}
            else:
                bins[wait] = bins.get(wait, 0) + 1
            if ledger.kept is not None:
                ledger.kept.count(queue, wait, 1)


def add_to(ledgers: Iterable[Ledger], share: Share) -> None:
    """Count `share` in each of `ledgers`."""
    tally, waits = share.tally, share.waits
    for ledger in ledgers:
        ledger.tally += tally
    if waits:
        add_waits(ledgers, waits)


def post(ledgers: Iterable[Ledger], share: Share, sign: int) -> None:
    """Count `share` in each of `ledgers` (sign 1), or take it back (-1)."""
    if sign > 0:
        add_to(ledgers, share)
    elif share.waits:
        for ledger in ledgers:
            ledger.subtract(share)
    else:
        tally = share.tally
        for ledger in ledgers:
            ledger.tally -= tally


def change(ledgers: Iterable[Ledger], old: Share, new: Share) -> None:
    """Count `new` in place of `old` in each of `ledgers`."""
    waits, had = new.waits, old.waits
    if waits is not had and waits != had:
        before = len(had)
        if waits[:before] != had:
            post(ledgers, old, -1)
            post(ledgers, new, 1)
            return
        add_waits(ledgers, waits[before:])
    tally = new.tally - old.tally
    for ledger in ledgers:
        ledger.tally += tally


def merged(ledgers: Iterable[Ledger]) -> Ledger:
    """One ledger that holds what all of `ledgers` hold."""
    total = Ledger()
    for ledger in ledgers:
        total.merge(ledger)
    return total
