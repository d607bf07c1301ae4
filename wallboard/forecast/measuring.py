"""The causes of a figure, measured from what was done in a span and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from wallboard.forecast.why import Span, Why, explains, why
from wallboard.metrics import counts as at
from wallboard.metrics import patience
from wallboard.metrics.catalogue import CATALOGUE, read
from wallboard.metrics.effort import Effort, handled_s
from wallboard.metrics.ledger import Ledger, merged
from wallboard.metrics.reading import Limits, Reading

LN_2 = 0.6931471805599453
"""With exponential patience the median is the mean times this."""


def span_of(effort: Effort, queue: str, figure: str, limits: Limits) -> Span:
    """What happened in `queue`, or in all where it is empty."""
    ledger = effort.queues.get(queue, Ledger()) if queue else effort.whole
    people = effort.members.get(queue, set()) if queue else effort.times.keys()
    times = {name: effort.times[name] for name in people if name in effort.times}
    elsewhere_s = 0.0
    if queue:
        elsewhere_s = sum(max(0.0, t.occupied_s - effort.work.get((queue, name), 0.0)) for name, t in times.items())
    if figure == "occupancy":
        free_s = sum(t.logged_on_s - t.away_s for t in times.values())
        value = sum(t.occupied_s for t in times.values()) / free_s if free_s > 0.0 else None
    else:
        value = read(figure, Reading(ledger, limits))
    return Span(
        effort.busy_s,
        ledger.n[at.OFFERED] if not queue else ledger.n[at.QUEUED],
        ledger.n[at.HANDLED],
        handled_s(ledger),
        sum(t.logged_on_s for t in times.values()),
        sum(t.away_s for t in times.values()),
        elsewhere_s,
        value,
    )


def reasons(figure: str, queue: str, now: Effort, past: Sequence[Effort], limits: Limits) -> Why | None:
    """Why `figure` of `queue` (empty: of all) is what it is; None where it cannot be told. Live channels.

    Raises KeyError for a figure that is not in the catalogue.
    """
    entry = CATALOGUE[figure]
    if not explains(figure):
        return None
    ledgers = [effort.queues.get(queue, Ledger()) if queue else effort.whole for effort in (now, *past)]
    everybody = Reading(merged(ledgers), limits)
    median_s = patience.median_s(everybody)
    spans = [span_of(effort, queue, figure, limits) for effort in (now, *past)]
    good = "down" if figure == "occupancy" else entry.good
    patience_s = median_s / LN_2 if median_s else None
    return why(figure, spans[0], spans[1:], limits.of(queue)[0], patience_s, good=good)
