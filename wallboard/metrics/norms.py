"""What a queue's service level is held to: a live queue's threshold, a deferred one's norm.

Who waits in a deferred queue beyond its norm is late whatever comes: he counts as missed already. A deferred queue
without a norm has no service level.
"""

from __future__ import annotations

from collections.abc import Iterable

from wallboard.floor.floor import Floor
from wallboard.floor.people import Queue
from wallboard.metrics import counts as at
from wallboard.metrics.counts import wait_key
from wallboard.metrics.ledger import Ledger, add_waits, merged
from wallboard.stream.contact_events import LIVE_CHANNELS
from wallboard.stream.queue_events import Configured

Waiting = tuple[str, float]
"""A queue, and how long (seconds) somebody has been waiting there who waits still."""


def held_to(config: Configured) -> tuple[float, float]:
    """T and s in seconds: of a deferred queue with a norm, T is the norm."""
    if config.channel in LIVE_CHANNELS or not config.wait_norm_s:
        return config.threshold_s, config.short_abandon_s
    return config.wait_norm_s, min(config.short_abandon_s, config.wait_norm_s)


def has_level(queue: Queue | None) -> bool:
    """Whether anything says in what time contacts of this queue are to be answered."""
    return queue is None or queue.config.channel in LIVE_CHANNELS or queue.config.wait_norm_s > 0.0


def is_deferred(floor: Floor, queue: str) -> bool:
    """Whether who waits there may count as missed before he is answered: a deferred queue that has a norm."""
    found = floor.queues.get(queue)
    return found is not None and found.config.channel not in LIVE_CHANNELS and found.config.wait_norm_s > 0.0


def with_overdue(ledger: Ledger, floor: Floor, waiting: Iterable[Waiting]) -> Ledger:
    """`ledger` for a service level: those of `waiting` who are beyond a deferred queue's norm count as missed."""
    overdue = []
    for name, waited_s in waiting:
        queue = floor.queues.get(name)
        if queue is not None and _is_overdue(queue.config, waited_s):
            overdue.append((name, wait_key(at.WAIT_IN_QUEUE, waited_s)))
    if not overdue:
        return ledger
    found = merged([ledger])
    add_waits((found,), tuple(overdue))
    return found


def waiting_in(floor: Floor, queue: Queue, now_t: float) -> list[Waiting]:
    """Who waits in a deferred queue at `now_t`; of others nobody is asked."""
    if queue.config.channel in LIVE_CHANNELS:
        return []
    there = [floor.contacts.get(key) for key in (*queue.waiting, *queue.ringing)]
    return [(queue.id, contact.waited_s(now_t)) for contact in there if contact is not None]


def _is_overdue(config: Configured, waited_s: float) -> bool:
    return config.channel not in LIVE_CHANNELS and 0.0 < config.wait_norm_s < waited_s
