"""The figures of any span, split by anything: the document `wallboard.figures/1`. The same rows and ledgers as live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import structs

from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.metrics import counts as at
from wallboard.metrics.agent_ledger import away_of
from wallboard.metrics.asked import NOTHING_ASKED, Asked, limits_of
from wallboard.metrics.catalogue import FIGURES, read
from wallboard.metrics.catalogue.levels import LEVELS
from wallboard.metrics.customers import DAY_S
from wallboard.metrics.group import Group
from wallboard.metrics.handoffs import pairs_of
from wallboard.metrics.norms import has_level, with_overdue
from wallboard.metrics.peaks import stays_of
from wallboard.metrics.quality import BY_CUSTOMER, BY_SUPERVISOR, by_topic
from wallboard.metrics.reading import Limits, Reading
from wallboard.metrics.report import Key, Report
from wallboard.metrics.row import row_of
from wallboard.metrics.spans import Clockwork
from wallboard.metrics.ticket_ledger import TICKET_FIGURES, figures_of_tickets
from wallboard.metrics.unfinished import Unfinished
from wallboard.stream.envelope import Event

SCHEMA = "wallboard.figures/1"

Progress = Callable[[int], None]
"""Told how many events have been folded."""


def figures_of(
    batches: Iterable[Sequence[Event]],
    zone: str,
    by: Sequence[str] = (),
    start_t: float | None = None,
    end_t: float | None = None,
    threshold_s: float | None = None,
    short_abandon_s: float | None = None,
    *,
    spans_by_offer: bool = False,
    asked: Asked = NOTHING_ASKED,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Fold `batches` and give the figures of [start_t, end_t) (epoch seconds; None: open), split `by` keys of `KEYS`.

    T and s are those of the queues where none are given, here or in `asked`. `spans_by_offer`: also queue entries
    belong to the span of the contact's offer. Raises ValueError for an unknown key or queue, limits that make no sense,
    or a span that ends before it begins.
    """
    if threshold_s is not None or short_abandon_s is not None:
        asked = structs.replace(asked, threshold_s=threshold_s, short_abandon_s=short_abandon_s)
    clockwork, floor = Clockwork(zone), Floor()
    report = Report(floor, clockwork, by, start_t, end_t, spans_by_offer=spans_by_offer, asked=asked)
    fold_into([report], floor, batches, progress)
    return document(report, limits_of(floor, asked, report.queues)) | {"data": _coverage(report)}


def _coverage(report: Report) -> dict[str, str] | None:
    """When the first and the last contact came, in the span or not; None where there is none at all."""
    if report.first_t > report.last_t:
        return None
    local = report.clockwork.calendar.local
    return {"from": local(report.first_t).isoformat(), "to": local(report.last_t).isoformat()}


def fold_into(
    reports: Sequence[Report], floor: Floor, batches: Iterable[Sequence[Event]], progress: Progress | None = None
) -> None:
    """Fold `batches` into `floor`, and give `reports` everything that they have to know."""
    folded, unfinished = 0, Unfinished(floor)
    for events in batches:
        told = unfinished.fold(events)
        for report in reports:
            report.take_tickets(told.gone_tickets)
            report.note(told.spells, told.callbacks)
        for earlier in told.earlier:
            _take(reports, [earlier.contact] if earlier.contact is not None else [], floor.now_t)
            for report in reports:
                report.begin_anew(earlier)
        _take(reports, told.gone, floor.now_t)
        for report in reports:
            report.note_late(told.changes)
        folded += len(events)
        if progress is not None:
            progress(folded)
    _take(reports, unfinished.contacts.values(), floor.now_t)
    for report in reports:
        report.take_tickets(unfinished.tickets.values())


def _take(reports: Sequence[Report], contacts: Iterable[Contact], now_t: float) -> None:
    for contact in contacts:
        row, stays = row_of(contact), stays_of(contact, now_t)
        for report in reports:
            report.take(row, stays)


def document(report: Report, limits: Limits) -> dict[str, Any]:
    """The document of a report that has been given everything."""
    return document_of(report, report.close(), limits)


def document_of(report: Report, groups: Iterable[tuple[Key, Group]], limits: Limits) -> dict[str, Any]:
    """The document of these groups, in the order of their keys, for what `report` was asked."""
    by, local = report.by, report.clockwork.calendar.local
    provisional_t = report.provisional_t
    return {
        "schema": SCHEMA,
        "from": None if report.start_t is None else local(report.start_t).isoformat(),
        "to": None if report.end_t is None else local(report.end_t).isoformat(),
        "by": list(by),
        "fcr_window_days": report.asked.fcr_window_s / DAY_S,
        "provisional_from": local(provisional_t).isoformat() if provisional_t > 0.0 else None,
        "groups": [
            {
                "key": dict(zip(by, key, strict=True)),
                "figures": _values(group, limits) | _levels(report, key, group, limits) | _beside(report, group),
                "provisional": ["fcr"] if group.identified_t >= provisional_t else [],
                "pairs": _pairs(group),
                "not_ready_s": dict(away_of(group.ledger)),
                "ratings": {
                    "customer": _ratings(group, BY_CUSTOMER),
                    "supervisor": _ratings(group, BY_SUPERVISOR),
                },
            }
            for key, group in groups
        ],
    }


def _levels(report: Report, key: Key, group: Group, limits: Limits) -> dict[str, float | None]:
    """The service levels, where they are others than the ledger's alone: of deferred queues (see `norms`)."""
    floor = report.floor
    queue = key[report.by.index("queue")] if "queue" in report.by else None
    if not has_level(floor.queues.get(queue or "")):
        return dict.fromkeys([figure.id for figure in LEVELS])
    ledger = with_overdue(group.ledger, floor, group.still_waiting)
    if ledger is group.ledger:
        return {}
    reading = Reading(ledger, limits)
    return {figure.id: read(figure.id, reading) for figure in LEVELS}


def _ratings(group: Group, kind: int) -> list[dict[str, Any]]:
    scores = by_topic(group.ledger, kind)
    return [{"topic": topic or None, "number": score.number, "mean": score.mean} for topic, score in scores.items()]


def _beside(report: Report, group: Group) -> dict[str, float | None]:
    """What stands beside the ledger of contacts: cost, tickets."""
    n, sums = group.ledger.n, group.ledger.sums
    found = {"cost_per_contact": group.paid.per_contact(n[at.HANDLED])}
    if not report.counts_tickets:
        return found | dict.fromkeys((*TICKET_FIGURES, "ticket_pace_s"))
    closed, logged_on_us = group.tickets.closed, sums[at.LOGGED_ON_US]
    found["ticket_pace_s"] = logged_on_us / 1e6 / closed if closed and logged_on_us else None
    return found | figures_of_tickets(group.tickets, report.end_t_known)


def _pairs(group: Group) -> list[dict[str, Any]]:
    pairs = pairs_of(group.ledger)
    return [{"from": pair.from_queue or None, "to": pair.to_queue or None, "number": pair.number} for pair in pairs]


def _values(group: Group, limits: Limits) -> dict[str, float | None]:
    reading = Reading(group.ledger, limits)
    values = {figure_id: read(figure_id, reading) for figure_id in FIGURES}
    return values | group.peaks()
