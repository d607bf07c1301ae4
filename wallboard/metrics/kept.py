"""What a ledger that is read again and again keeps up of its waits, instead of looking at every bin each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND

_WAIT = KIND - 1
_KIND_BITS = _WAIT.bit_length()
_LOSSES = at.WAIT_IN_QUEUE * KIND
_OTHERS = at.WAIT_OTHER * KIND
"""Keys of waits below the first are of answers, those between of losses before an answer."""
_QUEUED = frozenset(at.QUEUED_WAITS)


class Kept(Struct, gc=False):
    """A and B of a service level, how many of them came within T, and how many of B within s; the longest wait.

    `limits_of` gives T and s of a queue in seconds. `longest_s` is that of those who queued (-1: none) and None where
    it must be looked for.
    """

    limits_of: Callable[[str], tuple[float, float]]
    answered: int = 0
    lost: int = 0
    answered_in_time: int = 0
    lost_in_time: int = 0
    lost_short: int = 0
    longest_s: int | None = -1

    def count(self, queue: str, key: int, number: int) -> None:
        """There are `number` more waits (or, negative, less) under `key` of `counts.wait_key`."""
        wait = key & _WAIT
        if key < _LOSSES:
            self.answered += number
            if wait <= self.limits_of(queue)[0]:
                self.answered_in_time += number
        elif key < _OTHERS:
            self.lost += number
            threshold_s, short_s = self.limits_of(queue)
            if wait <= threshold_s:
                self.lost_in_time += number
            if wait <= short_s:
                self.lost_short += number
        if key >> _KIND_BITS in _QUEUED and self.longest_s is not None:
            if number > 0:
                self.longest_s = max(wait, self.longest_s)
            elif wait == self.longest_s:
                self.longest_s = None


def kept_of(waits: Mapping[str, Mapping[int, int]], limits_of: Callable[[str], tuple[float, float]]) -> Kept:
    """What is to be kept of `waits`: by queue the number under each key."""
    a = b = a_in_time = b_in_time = b_short = 0
    for queue, bins in waits.items():
        threshold_s, short_s = limits_of(queue)
        for key, number in bins.items():
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
    return Kept(limits_of, a, b, a_in_time, b_in_time, b_short, None)


def longest_s(bins: Iterable[Iterable[int]]) -> int:
    """The longest wait (seconds) of those who queued, of the keys in `bins`; -1 without any."""
    return max([key & _WAIT for keys in bins for key in keys if key >> _KIND_BITS in _QUEUED], default=-1)
