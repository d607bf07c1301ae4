"""What was normal at this time of day: the ledgers of the same span in past weeks, counted from the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from wallboard.floor.people import Queue
from wallboard.hub.counting import EVENTS_MAX, configured
from wallboard.hub.ports import KnowsItsPast
from wallboard.metrics.calendar import Calendar
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.normals import WEEKS

if TYPE_CHECKING:
    from wallboard.history.reader import LogReader
    from wallboard.hub.keeper import Keeper
    from wallboard.metrics.effort import Effort

Span = tuple[float, float]
"""[from, to) in epoch seconds."""


class PastWeeks:
    """What has been counted of past weeks; see `metrics.normals.Normals`. The weeks are counted once for all queues."""

    def __init__(self, since_t: float, found: Sequence[Effort]) -> None:
        self.since_t = since_t
        self.found = found

    def weeks(self, queue: str, start_t: float, end_t: float) -> list[Ledger]:
        """The ledgers of `queue`, or of everybody, the last week first; of the span for which they were counted."""
        return [week.queues.get(queue, Ledger()) if queue else week.whole for week in self.found]


def past_weeks(
    log: LogReader, keeper: Keeper, span: Span, queues: Sequence[Queue], sources: Sequence[KnowsItsPast] = ()
) -> PastWeeks:
    """`span` a week ago, two weeks ago and so on by the site's clocks, as far as the log goes back, or one of the
    `sources` that know their own past. `queues` are what those are held to. Raises LogError.
    """
    calendar, since_t = Calendar(keeper.zone), log.began_t()
    found: list[Effort] = []
    for number in range(1, WEEKS + 1):
        from_t, to_t = ((calendar.local(t) - timedelta(weeks=number)).timestamp() for t in span)
        if 0.0 <= since_t <= from_t:
            week = effort_in(log, keeper, (from_t, to_t))
        else:
            week = _told(sources, number, (from_t, to_t), queues, keeper.zone)
        if week is None:
            break
        found.append(week)
    return PastWeeks(since_t, found)


def effort_in(log: LogReader, keeper: Keeper, span: Span) -> Effort | None:
    """What was done in a span, and by whom; None where so much is not in the columns yet. Raises LogError."""
    from wallboard.metrics.effort import effort_kept  # not for a hub's start

    keeping = keeper.load(log)
    if log.newest() - keeper.position > EVENTS_MAX:
        return None
    keeper.catch_up(log)
    return effort_kept(keeper.past(), *span, keeping.floor.agents)


def _told(
    sources: Sequence[KnowsItsPast], weeks_ago: int, span: Span, queues: Sequence[Queue], zone: str
) -> Effort | None:
    from wallboard.metrics.effort import effort_of  # not for a hub's start

    for source in sources:
        events = source.past(weeks_ago, span[1])
        if events:
            return effort_of([configured(queues), events], *span, zone)
    return None
