"""What is normal: the same half-hour on the site's clock in each of the weeks before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from msgspec import structs

from wallboard.metrics import counts as at
from wallboard.metrics.calendar import HALF_HOUR_S, Calendar
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.past import Past
from wallboard.metrics.selecting import Question

WEEKS = 4


def half_hours_before(calendar: Calendar, t: float, weeks: int = WEEKS) -> list[float]:
    """When the half-hour of `t` began in each of the weeks before, the last one first (epoch seconds).

    The site's clock counts: where it was changed in between, a week was not 168 hours long.
    """
    local = calendar.local(calendar.half_hour_of(t))
    before = [local.replace(tzinfo=None) - timedelta(weeks=week) for week in range(1, weeks + 1)]
    return [moment.replace(tzinfo=local.tzinfo).timestamp() for moment in before]


def normal(
    past: Past, t: float, weeks: int = WEEKS, *, only: Mapping[str, Collection[str]] | None = None
) -> list[Ledger]:
    """The ledger of the same half-hour in each of the past weeks that history covers, the last one first.

    `only` as in `selecting.Question`: {"queue": ["sales"]} counts that queue's entries. Without one, the agents' time
    is in the ledgers, too; see `people_on`.
    """
    begun_t = past.columns.begun_t
    asked = Question(only=only or {})
    return [
        past.ledgers(structs.replace(asked, start_t=start_t, end_t=start_t + HALF_HOUR_S))[()]
        for start_t in half_hours_before(past.clockwork.calendar, t, weeks)
        if start_t >= begun_t
    ]


def people_on(ledger: Ledger, span_s: float = HALF_HOUR_S) -> float:
    """How many people were logged on, on average over a span of so many seconds."""
    return ledger.sums[at.LOGGED_ON_US] / 1e6 / span_s
