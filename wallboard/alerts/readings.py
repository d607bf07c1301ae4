"""What is watched, each with its limit: figures of the last half-hour, who waits, talks beyond their norm, sources."""

from __future__ import annotations

from collections.abc import Iterator

from wallboard.alerts.crews import Crews
from wallboard.alerts.rules import Reading
from wallboard.floor.contact import ON_HOLD, TALKING, Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent, Queue
from wallboard.metrics.books import Books
from wallboard.metrics.catalogue import DEFAULT_FORMULA, DEFAULT_TARGET
from wallboard.stream.contact_events import LIVE_CHANNELS

WINDOW_MIN = 30
LEAST_CONTACTS = 10
"""Below so many contacts in the window a share says nothing."""
LEVEL_SLACK = 0.05
"""A service level is watched that far below its target."""
ABANDONMENT_LIMIT = 0.1
LEAST_WAITING = 5
"""So few who wait are never too many, however small the queue's staff."""
THRESHOLDS_LONGEST = 3.0
"""The longest wait is watched at so many times the threshold of the queue."""


def readings(floor: Floor, books: Books, crews: Crews, now_t: float) -> Iterator[Reading]:
    """Everything that is watched, as it stands at `now_t` (epoch seconds, UTC). `crews` count the people of `floor`.

    The floor may change while somebody reads on: what is told later is then told as it stands later.
    """
    yield from _sources(floor, now_t)
    for queue in list(floor.queues.values()):
        remedy = "add_overflow" if crews.spare.get(queue.id) or crews.reserve else ""
        yield from _queue(floor, queue, crews.reachable(queue.id), remedy, now_t)
        if queue.config.channel in LIVE_CHANNELS:
            yield from _shares(books, queue, remedy, now_t)
    yield from _shares(books, None, "add_overflow" if crews.reserve else "", now_t)
    yield from _talks(floor, now_t)


def _sources(floor: Floor, now_t: float) -> Iterator[Reading]:
    for feed in list(floor.feeds.values()):
        if not feed.connected:
            silent_s = max(0.0, now_t - feed.since_t)
            yield Reading("feed_lost", feed.source, silent_s, -1.0, True, "check_source", begun_t=feed.since_t)


def _queue(floor: Floor, queue: Queue, on_duty: int, remedy: str, now_t: float) -> Iterator[Reading]:
    waiting = [c for key in (*queue.waiting, *queue.ringing) if (c := floor.contacts.get(key))]
    if not waiting:
        return
    first = min(waiting, key=_waits_since)
    config = queue.config
    is_live = config.channel in LIVE_CHANNELS
    limit_s = config.threshold_s * THRESHOLDS_LONGEST if is_live else config.wait_norm_s
    if limit_s > 0.0:
        waited_s = first.waited_s(now_t)
        begun_t = now_t - waited_s + limit_s
        yield Reading("longest_wait", queue.id, waited_s, limit_s, True, "reassign", begun_t=begun_t)
    if not on_duty:
        yield Reading("queue_unstaffed", queue.id, len(waiting), 0.0, True, "reassign")
    elif is_live:
        limit = max(LEAST_WAITING, on_duty)
        yield Reading("waiting", queue.id, len(waiting), limit, True, remedy)


def _waits_since(contact: Contact) -> float:
    entry = contact.open_entry
    return entry.entered_t if entry else contact.since_t


def _shares(books: Books, queue: Queue | None, remedy: str, now_t: float) -> Iterator[Reading]:
    key = queue.id if queue else None
    ledger = books.sliding(WINDOW_MIN, queue=key, now_t=now_t)
    offered = books.figure("offered", ledger)
    if offered is None or offered < LEAST_CONTACTS:
        return
    formula = queue.config.formula if queue else DEFAULT_FORMULA
    level = books.figure(f"service_level.{formula}", ledger)
    if level is not None:
        target = queue.config.target if queue else DEFAULT_TARGET
        yield Reading("service_level", key or "", level, target - LEVEL_SLACK, False, remedy)
    lost = books.figure("abandonment_rate", ledger)
    if lost is not None:
        yield Reading("abandonment", key or "", lost, ABANDONMENT_LIMIT, True, "call_back" if lost else "")


def _talks(floor: Floor, now_t: float) -> Iterator[Reading]:
    if not any(q.config.talk_norm_s > 0.0 or q.config.hold_norm_s > 0.0 for q in floor.queues.values()):
        return  # nobody need be looked at
    for agent in list(floor.agents.values()):
        if agent.contacts:
            yield from _talks_of(floor, agent, now_t)


def _talks_of(floor: Floor, agent: Agent, now_t: float) -> Iterator[Reading]:
    """At most one reading a code: the contact that is furthest beyond its norm."""
    worst: dict[str, Reading] = {}
    for key in agent.contacts:
        contact = floor.contacts.get(key)
        reading = _beyond_norm(floor, agent, contact, now_t) if contact else None
        if reading is not None and (reading.code not in worst or reading.value > worst[reading.code].value):
            worst[reading.code] = reading
    yield from worst.values()


def _beyond_norm(floor: Floor, agent: Agent, contact: Contact, now_t: float) -> Reading | None:
    queue = floor.queues.get(contact.queue)
    if queue is None:
        return None
    if contact.stage == ON_HOLD and queue.config.hold_norm_s > 0.0:
        return _over_norm("hold", agent, contact, contact.hold_since_t, queue.config.hold_norm_s, now_t)
    if contact.stage == TALKING and queue.config.talk_norm_s > 0.0:
        return _over_norm("talk", agent, contact, talking_since(contact, agent.id), queue.config.talk_norm_s, now_t)
    return None


def _over_norm(what: str, agent: Agent, contact: Contact, since_t: float, norm_s: float, now_t: float) -> Reading:
    lasted_s, begun_t = max(0.0, now_t - since_t), since_t + norm_s
    return Reading(f"{what}_over_norm", agent.id, lasted_s, norm_s, True, "look_in", contact.id, begun_t)


def talking_since(contact: Contact, agent: str) -> float:
    """Since when `agent` has been with the customer (epoch seconds); where no leg of his is open, the stage."""
    for leg in reversed(contact.legs):
        if leg.agent == agent and leg.to_t < 0.0:
            return leg.from_t
    return contact.since_t
