"""A ledger: counts, exact sums and waits in 1 s bins. Ledgers merge, in any order, to the same result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct, field

from wallboard.metrics.counts import NAMES, SUMS, places_of
from wallboard.metrics.story import Share

_SIZE = len(NAMES)
K = TypeVar("K", int, str)


def _no_sums() -> list[int]:
    return [0] * len(SUMS)


class Ledger(Struct, gc=False):
    """`shapes` holds how often each shape of `counts` came, `sums` microseconds in the order of `counts.SUMS`.

    `waits` holds, by the queue whose limits rule them, the number of waits under each key of `counts.wait_key`.
    """

    shapes: dict[int, int] = field(default_factory=dict)
    sums: list[int] = field(default_factory=_no_sums)
    waits: dict[str, dict[int, int]] = field(default_factory=dict)
    told: list[int] | None = None
    """The counts as they were last asked for, while nothing has changed since."""

    @property
    def n(self) -> list[int]:
        """The counts, in the order of `counts.NAMES`. Read them, do not change them."""
        n = self.told
        if n is None:
            n = [0] * _SIZE
            for shape, number in self.shapes.items():
                for place in places_of(shape):
                    n[place] += number
            self.told = n
        return n

    def add(self, share: Share) -> None:
        """Count `share`."""
        add_to((self,), share)

    def subtract(self, share: Share) -> None:
        """Take back `share`, which was counted before."""
        self.told = None
        _lower(self.shapes, share.shape, 1)
        for i, amount in share.sums:
            self.sums[i] -= amount
        for queue, wait in share.waits:
            self._lower_wait(queue, wait, 1)

    def merge(self, other: Ledger) -> None:
        """Add all that `other` holds."""
        shapes, self.told = self.shapes, None
        for shape, number in other.shapes.items():
            shapes[shape] = shapes.get(shape, 0) + number
        self.sums = [a + b for a, b in zip(self.sums, other.sums, strict=True)]
        for queue, theirs in other.waits.items():
            ours = self.waits.get(queue)
            if ours is None:
                self.waits[queue] = dict(theirs)
                continue
            for wait, number in theirs.items():
                ours[wait] = ours.get(wait, 0) + number

    def take_out(self, other: Ledger) -> None:
        """Take back all that `other` holds and was merged before."""
        self.told = None
        for shape, number in other.shapes.items():
            _lower(self.shapes, shape, number)
        self.sums = [a - b for a, b in zip(self.sums, other.sums, strict=True)]
        for queue, theirs in other.waits.items():
            for wait, number in theirs.items():
                self._lower_wait(queue, wait, number)

    @property
    def empty(self) -> bool:
        """Whether it holds nothing."""
        return not any(self.n) and not self.waits and not any(self.sums)

    def _lower_wait(self, queue: str, wait: int, number: int) -> None:
        bins = self.waits.setdefault(queue, {})
        _lower(bins, wait, number)
        if not bins:
            del self.waits[queue]


def add_to(ledgers: Iterable[Ledger], share: Share) -> None:
    """Count `share` in each of `ledgers`."""
    shape, added, waits = share.shape, share.sums, share.waits
    for ledger in ledgers:
        ledger.told = None
        shapes = ledger.shapes
        shapes[shape] = shapes.get(shape, 0) + 1
        if added:
            sums = ledger.sums
            for i, amount in added:
                sums[i] += amount
        for queue, wait in waits:
            bins = ledger.waits.get(queue)
            if bins is None:
                ledger.waits[queue] = {wait: 1}
            else:
                bins[wait] = bins.get(wait, 0) + 1


def post(ledgers: Iterable[Ledger], share: Share, sign: int) -> None:
    """Count `share` in each of `ledgers` (sign 1), or take it back (-1)."""
    if sign > 0:
        add_to(ledgers, share)
    else:
        for ledger in ledgers:
            ledger.subtract(share)


def change(ledgers: Iterable[Ledger], old: Share, new: Share) -> None:
    """Count `new` in place of `old` in each of `ledgers`."""
    if new.sums[: len(old.sums)] != old.sums or new.waits[: len(old.waits)] != old.waits:
        post(ledgers, old, -1)
        post(ledgers, new, 1)
        return
    more_sums, more_waits = new.sums[len(old.sums) :], new.waits[len(old.waits) :]
    before, shape = old.shape, new.shape
    for ledger in ledgers:
        ledger.told = None
        shapes = ledger.shapes
        left = shapes.get(before, 0) - 1
        if left:
            shapes[before] = left
        else:
            shapes.pop(before, None)
        left = shapes.get(shape, 0) + 1
        if left:
            shapes[shape] = left
        else:
            shapes.pop(shape, None)
        for i, amount in more_sums:
            ledger.sums[i] += amount
        for queue, wait in more_waits:
            bins = ledger.waits.setdefault(queue, {})
            bins[wait] = bins.get(wait, 0) + 1


def merged(ledgers: Iterable[Ledger]) -> Ledger:
    """One ledger that holds what all of `ledgers` hold."""
    total = Ledger()
    for ledger in ledgers:
        total.merge(ledger)
    return total


def _lower(numbers: dict[int, int], key: int, number: int) -> None:
    left = numbers.get(key, 0) - number
    if left:
        numbers[key] = left
    else:
        numbers.pop(key, None)
