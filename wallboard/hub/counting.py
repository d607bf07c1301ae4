"""The figures of a span of the log, counted anew from its events in a thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from wallboard.floor.people import Queue
from wallboard.stream.envelope import make
from wallboard.stream.queue_events import QueueConfigured
from wallboard.stream.vocabulary import LogEvent

if TYPE_CHECKING:
    from wallboard.history.reader import LogReader
    from wallboard.hub.keeper import Keeper
    from wallboard.metrics.behind import Asked, Behind

BEFORE_S = 12 * 3600.0
"""Counting begins so long before the span: for who is on duty, and which contacts are under way, when it begins."""
AFTER_S = 3600.0
"""And ends so long after it: for what is told late."""
EVENTS_MAX = 2_000_000


class Span(Struct, frozen=True):
    """[start_t, end_t) in epoch seconds (None: open), split `by` keys."""

    start_t: float | None
    end_t: float | None
    by: tuple[str, ...]


def counted(log: LogReader, keeper: Keeper, asked: Span) -> bytes | None:
    """The document `wallboard.figures/1` in a JSON array, from what history keeps in columns.

    None where more than `EVENTS_MAX` events are not in the columns yet. Queues are held to what they are configured to
    now. Raises LogError.
    """
    from wallboard.metrics.selecting import Question  # not for a hub's start

    keeper.load(log)
    if log.newest() - keeper.position > EVENTS_MAX:
        return None
    keeper.catch_up(log)
    document = keeper.past().document(Question(asked.by, asked.start_t, asked.end_t), keeper.limits())
    return msgspec.json.encode([document])


def found_behind(
    log: LogReader, keeper: Keeper, asked: Asked, queues: Sequence[Queue], most: int
) -> tuple[list[Behind], bool] | None:
    """The newest `most` contacts behind a figure, and whether there are more; from the columns, told by the log.

    What the columns do not hold (`by_outcome`), or not yet, is counted from the log itself; None where the span then
    holds more than `EVENTS_MAX` events. `queues` are held to what they are configured to now. Raises LogError.
    """
    keeper.load(log)
    if asked.by_outcome or log.newest() - keeper.position > EVENTS_MAX:
        found = _folded_behind(log, asked, queues)
        return None if found is None else (found[:most], len(found) > most)
    from wallboard.metrics.behind import contacts_of, told_of  # not for a hub's start
    from wallboard.metrics.chosen import choose

    keeper.catch_up(log)
    limits = keeper.limits().tried(asked.threshold_s, asked.short_abandon_s)
    chosen, number = choose(keeper.past().columns, asked, limits, most)
    about = log.about([*dict.fromkeys([one.contact for one in chosen])])
    contacts = contacts_of([stored.event for stored in about])
    return [told_of(contacts.get(one.contact), one, asked) for one in chosen], number > most


def _folded_behind(log: LogReader, asked: Asked, queues: Sequence[Queue]) -> list[Behind] | None:
    """The same by folding the log of the span again."""
    from wallboard.metrics.behind import behind  # not for a hub's start

    first, last = log.position_at(asked.start_t - BEFORE_S), log.position_at(asked.end_t + AFTER_S)
    if last - first > EVENTS_MAX:
        return None
    return behind(batches(log, first, last, queues), asked)


def batches(log: LogReader, first: int, last: int | None, queues: Sequence[Queue]) -> Iterator[list[LogEvent]]:
    """The events of the log after `first`, up to `last`, as if the queues had been configured so from the beginning."""
    yield configured(queues)
    position = first
    while piece := log.after(position, upto=last):
        yield [stored.event for stored in piece]
        position = piece[-1].position


def configured(queues: Sequence[Queue]) -> list[LogEvent]:
    """The queues told as they are configured now."""
    return [make(QueueConfigured, f"now-{queue.id}", "/hub", queue.id, 0.0, queue.config) for queue in queues]
