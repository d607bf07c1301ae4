"""What was normal at this time of day: the ledgers of the same span in past weeks, counted from the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from wallboard.floor.people import Queue
from wallboard.hub.counting import AFTER_S, BEFORE_S, EVENTS_MAX, batches
from wallboard.metrics.calendar import Calendar
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.normals import WEEKS
from wallboard.stream.contact_events import LIVE_CHANNELS

if TYPE_CHECKING:
    from wallboard.history.reader import LogReader

Span = tuple[float, float]
"""[from, to) in epoch seconds."""


class PastWeek(Struct, frozen=True):
    """The span in one past week, live channels alone: the ledger of all contacts, and those of the queues' entries."""

    whole: Ledger
    queues: dict[str, Ledger]


class PastWeeks:
    """What has been counted of past weeks; see `metrics.normals.Normals`. The weeks are counted once for all queues."""

    def __init__(self, since_t: float, found: Sequence[PastWeek]) -> None:
        self.since_t = since_t
        self._found = found

    def weeks(self, queue: str, start_t: float, end_t: float) -> list[Ledger]:
        """The ledgers of `queue`, or of everybody, the last week first; of the span for which they were counted."""
        return [week.queues.get(queue, Ledger()) if queue else week.whole for week in self._found]


def past_weeks(log: LogReader, span: Span, queues: Sequence[Queue], zone: str) -> PastWeeks:
    """`span` a week ago, two weeks ago and so on by the site's clocks, as far as the log goes back. Raises LogError."""
    calendar, since_t = Calendar(zone), log.began_t()
    found: list[PastWeek] = []
    for number in range(1, WEEKS + 1):
        from_t, to_t = ((calendar.local(t) - timedelta(weeks=number)).timestamp() for t in span)
        if since_t < 0.0 or from_t < since_t:
            break
        week = _week(log, (from_t, to_t), queues, zone)
        if week is not None:
            found.append(week)
    return PastWeeks(since_t, found)


def _week(log: LogReader, span: Span, queues: Sequence[Queue], zone: str) -> PastWeek | None:
    """One week; None where it holds more than `EVENTS_MAX` events."""
    from wallboard.floor.floor import Floor
    from wallboard.metrics.figures import fold_into  # not for a hub's start
    from wallboard.metrics.report import Report
    from wallboard.metrics.spans import Clockwork

    first, last = log.position_at(span[0] - BEFORE_S), log.position_at(span[1] + AFTER_S)
    if last - first > EVENTS_MAX:
        return None
    floor, clockwork = Floor(), Clockwork(zone)
    all_, by_queue = (
        Report(floor, clockwork, by, *span, spans_by_offer=False) for by in (("channel",), ("queue", "channel"))
    )
    fold_into([all_, by_queue], floor, batches(log, first, last, queues))
    week = PastWeek(Ledger(), {})
    for (channel,), group in all_.close():
        if channel in LIVE_CHANNELS:
            week.whole.merge(group.ledger)
    for (queue, channel), group in by_queue.close():
        if channel in LIVE_CHANNELS:
            week.queues.setdefault(queue or "", Ledger()).merge(group.ledger)
    return week
