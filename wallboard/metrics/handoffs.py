"""Who hands customers on to whom: the graph of hand-offs between queues, each edge with its number."""

from __future__ import annotations

from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND, pair_of
from wallboard.metrics.ledger import Ledger

_KEY = at.HANDOFF * KIND


class Pair(Struct, frozen=True, gc=False):
    """So many contacts were handed from one queue to another: diverted before an answer, or transferred after one.

    `to_queue` empty: to a person or an outside number, in no queue. `from_queue` empty: they had not been in any.
    """

    from_queue: str
    to_queue: str
    number: int


def pairs_of(ledger: Ledger) -> list[Pair]:
    """The pairs of a ledger, the most frequent first. By queue: those that the queue handed on.

    Their sum is the number of transfers and of diverted queue entries.
    """
    found = [Pair(*pair_of(name), bins[_KEY]) for name, bins in ledger.waits.items() if _KEY in bins]
    return sorted(found, key=lambda pair: (-pair.number, pair.from_queue, pair.to_queue))
