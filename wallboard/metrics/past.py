"""What the columns know of any span, split by anything: the same document as a report's, and the same ledgers."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from msgspec import structs

from wallboard.metrics import counts as at
from wallboard.metrics.columns import WAITS, Array
from wallboard.metrics.counts import KIND, tally_told
from wallboard.metrics.crowds import last_identified, peaks
from wallboard.metrics.figures import document_of
from wallboard.metrics.group import Group
from wallboard.metrics.keeping import Keeping
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.norms import is_deferred
from wallboard.metrics.reading import DEFAULT_LIMITS, Limits
from wallboard.metrics.report import Report
from wallboard.metrics.row import row_of
from wallboard.metrics.selecting import Key, Question
from wallboard.metrics.spans import PEOPLE_KEYS, Clockwork
from wallboard.metrics.totals import Totals


class _Known(Group):
    """A group of which the peaks are known already."""

    __slots__ = ("_peaks",)

    def __init__(self, ledger: Ledger, identified_t: float, known: dict[str, float | None]) -> None:
        super().__init__()
        self.ledger, self.identified_t, self._peaks = ledger, identified_t, known
        self.paid.add(ledger.sums[at.LOGGED_ON_US] / 1e6, None)

    def peaks(self) -> dict[str, float | None]:
        return self._peaks


class Past:
    """The columns of `keeping`, to be asked until the log goes on; `clockwork` is the site's."""

    def __init__(self, keeping: Keeping, clockwork: Clockwork) -> None:
        self.columns, self.clockwork = keeping.look(), clockwork
        self._keeping = keeping

    def totals(self, question: Question) -> Totals:
        """Counts, sums and waits by group. Raises ValueError for what cannot be asked; see `selecting.check`."""
        return Totals(self.columns, question, self.clockwork, self._keeping.floor.agents)

    def document(self, question: Question, limits: Limits = DEFAULT_LIMITS) -> dict[str, Any]:
        """The document `wallboard.figures/1`, as a report of the whole log gives it; without rates, so without cost."""
        keeping, span = self._keeping, (question.start_t, question.end_t)
        offer = question.spans_by_offer
        report = Report(keeping.floor, self.clockwork, question.by, *span, spans_by_offer=offer)
        for tickets in (keeping.tickets, keeping.open_tickets):
            report.take_tickets(tickets)
        for contact in keeping.open_contacts:
            if any(is_deferred(keeping.floor, entry.queue) for entry in contact.entries):
                report.take_open(row_of(contact))
        groups = report.groups
        for key, group in self._groups(question, groups.keys()).items():
            if key in groups:
                group.tickets, group.still_waiting = groups[key].tickets, groups[key].still_waiting
            groups[key] = group
        in_order = sorted(groups.items(), key=lambda pair: [(part is None, part or "") for part in pair[0]])
        return document_of(report, in_order, limits)

    def ledgers(self, question: Question) -> dict[Key, Ledger]:
        """The ledger of each group."""
        totals = self.totals(question)
        return dict(zip(totals.keys, _ledgers(totals), strict=True))

    def _groups(self, question: Question, known: Collection[Key]) -> dict[Key, _Known]:
        """The groups of contacts and of agents' time; time alone counts in those that are `known` already."""
        totals = self.totals(structs.replace(question, with_time=True))
        most = {name: values.astype(int).tolist() for name, values in peaks(totals).items()}
        identified_t = last_identified(totals).tolist()
        return {
            key: _Known(ledger, identified_t[i], {name: values[i] for name, values in most.items()})
            for i, (key, ledger) in enumerate(zip(totals.keys, _ledgers(totals), strict=True))
            if totals.has_rows[i] or key in known or PEOPLE_KEYS & set(question.by)
        }


def _ledgers(totals: Totals) -> list[Ledger]:
    both = zip(totals.counts, totals.sums, strict=True)
    found = [Ledger(tally_told(_whole(counts), _whole(sums))) for counts, sums in both]
    names = totals.columns.names[WAITS].names
    for place, kind, code, bin_s, number in zip(*[column.tolist() for column in totals.waits.each()], strict=True):
        found[place].waits.setdefault(names[code], {})[kind * KIND + bin_s] = number
    for place, reason, spent_us in zip(*[column.tolist() for column in _away(totals)], strict=True):
        found[place].add_away(names[reason], int(spent_us))
    return found


def _away(totals: Totals) -> tuple[Array, Array, Array]:
    """Time away by group and reason: each pair once, and its microseconds, which float64 holds exactly."""
    group, reason, spent_us = totals.away
    reasons = int(reason.max(initial=0)) + 1
    pairs, place = np.unique(group.astype(np.int64) * reasons + reason, return_inverse=True)
    return (*np.divmod(pairs, reasons), np.bincount(place, spent_us, len(pairs)))


def _whole(values: Array) -> list[tuple[int, int]]:
    return [(place, int(value)) for place, value in enumerate(values.tolist()) if value]
