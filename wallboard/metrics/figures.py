"""The figures of any span, split by anything: the document `wallboard.figures/1`. The same rows and ledgers as live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.metrics.catalogue import FIGURES, read
from wallboard.metrics.group import Group
from wallboard.metrics.peaks import stays_of
from wallboard.metrics.reading import Limits, Reading
from wallboard.metrics.report import Report
from wallboard.metrics.row import row_of
from wallboard.metrics.spans import Clockwork
from wallboard.stream.contact_events import ContactCallbackKept
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
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Fold `batches` and give the figures of [start_t, end_t) (epoch seconds; None: open), split `by` keys of `KEYS`.

    T and s are those of the queues where none are given. `spans_by_offer`: also queue entries belong to the span of the
    contact's offer. Raises ValueError for an unknown key, or a span that ends before it begins.
    """
    clockwork, floor = Clockwork(zone), Floor()
    report = Report(floor, clockwork, by, start_t, end_t, spans_by_offer=spans_by_offer)
    fold_into([report], floor, batches, progress)
    return document(report, limits_of(floor, threshold_s, short_abandon_s))


def fold_into(
    reports: Sequence[Report], floor: Floor, batches: Iterable[Sequence[Event]], progress: Progress | None = None
) -> None:
    """Fold `batches` into `floor`, and give `reports` everything that they have to know."""
    folded = 0
    waiting: dict[str, Contact] = {}
    for events in batches:
        floor.fold(events)
        changes = floor.take_changes()
        waiting.update(changes.contacts)
        gone = [waiting.pop(key) for key in changes.gone_contacts if key in waiting]
        kept = [event.subject for event in events if type(event) is ContactCallbackKept]
        for report in reports:
            report.note(changes.spells, kept)
        _take(reports, gone, floor.now_t)
        folded += len(events)
        if progress is not None:
            progress(folded)
    _take(reports, waiting.values(), floor.now_t)


def _take(reports: Sequence[Report], contacts: Iterable[Contact], now_t: float) -> None:
    for contact in contacts:
        row, stays = row_of(contact), stays_of(contact, now_t)
        for report in reports:
            report.take(row, stays)


def document(report: Report, limits: Limits) -> dict[str, Any]:
    """The document of a report that has been given everything."""
    by, local = report.by, report.clockwork.calendar.local
    return {
        "schema": SCHEMA,
        "from": None if report.start_t is None else local(report.start_t).isoformat(),
        "to": None if report.end_t is None else local(report.end_t).isoformat(),
        "by": list(by),
        "groups": [
            {"key": dict(zip(by, key, strict=True)), "figures": _values(group, limits)} for key, group in report.close()
        ],
    }


def limits_of(floor: Floor, threshold_s: float | None = None, short_abandon_s: float | None = None) -> Limits:
    """The limits that the queues of `floor` are held to, or those that are given, for all."""
    default = Limits()
    by_queue = {
        queue.id: (
            queue.config.threshold_s if threshold_s is None else threshold_s,
            queue.config.short_abandon_s if short_abandon_s is None else short_abandon_s,
        )
        for queue in floor.queues.values()
    }
    return Limits(
        default.threshold_s if threshold_s is None else threshold_s,
        default.short_abandon_s if short_abandon_s is None else short_abandon_s,
        by_queue,
    )


def _values(group: Group, limits: Limits) -> dict[str, float | None]:
    reading = Reading(group.ledger, limits)
    values = {figure_id: read(figure_id, reading) for figure_id in FIGURES}
    return values | group.peaks()
