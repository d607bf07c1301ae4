"""Sums of cells that somebody looks at: kept up with every change, instead of being summed up anew each time."""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct

from wallboard.metrics.cell import Dims, Filters, passes
from wallboard.metrics.cells import Cells, Place
from wallboard.metrics.ledger import Ledger, merged, post
from wallboard.metrics.row import ContactRow
from wallboard.metrics.story import Share

VIEWS_KEPT = 2000

K = TypeVar("K")


class View(Struct, gc=False):
    """`first` is the beginning of the day (epoch seconds), or the first minute of a sliding window."""

    ledger: Ledger
    first: float


class Views:
    """Days by queue (None: all contacts), tier, entry, live; sliding windows by queue, minutes, live."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._days: dict[str | None, dict[Filters, View]] = {}
        self._windows: dict[str | None, dict[tuple[int, bool | None], View]] = {}
        cells.watcher = self

    @property
    def awake(self) -> bool:
        """Whether anybody looks at anything."""
        return bool(self._days or self._windows)

    def day(self, queue: str | None, day_t: float, filters: Filters) -> Ledger:
        """The day that began at `day_t`. Read it, do not keep it."""
        views = self._of(self._days, queue)
        view = views.get(filters)
        if view is None or view.first != day_t:
            ledgers = [ledger for _, ledger in self._cells.day(queue, day_t, filters)]
            view = views[filters] = View(merged(ledgers), day_t)
        return view.ledger

    def window(self, queue: str | None, minutes: int, now_t: float, live: bool | None) -> Ledger:
        """Outcomes of the last `minutes` whole minutes and of the present one. Read it, do not keep it."""
        first = int(now_t // 60.0) - minutes
        views = self._of(self._windows, queue)
        view = views.get((minutes, live))
        if view is None or view.first > first:
            last = self._cells.last_minutes(queue, live)
            ledgers = [ledger for minute, ledger in last if minute >= first]
            view = views[minutes, live] = View(merged(ledgers), first)
        elif view.first < first:
            for minute, ledger in self._cells.last_minutes(queue, live):
                if view.first <= minute < first:
                    view.ledger.take_out(ledger)
            view.first = first
        return view.ledger

    def posted(self, row: ContactRow, dims: Dims, sign: int) -> None:
        """Keep up with a contact that was counted or taken back."""
        if row.whole is None:
            return
        for queue, part in ((None, row.whole), *((part.queue, part) for part in row.queues)):
            post(self._days_with(queue, part.t, dims), part.share, sign)
            if part.end and queue in self._windows:
                minute = int(part.outcome_t // 60.0)
                for (_, live), view in self._windows[queue].items():
                    if live in (None, dims[2]) and minute >= max(view.first, self._cells.first_minute):
                        post((view.ledger,), part.share, sign)

    def counted(self, place: Place, share: Share, sign: int) -> None:
        """Keep up with what came later than its contact."""
        t, tier, entry, live, queue_t, queue, _ = place
        dims = tier, entry, live
        post(self._days_with(None, t, dims) + self._days_with(queue, queue_t, dims), share, sign)

    def forget(self, first_minute: int, oldest_t: float) -> None:
        """Drop what looks at minutes or days that are gone."""
        for windows in self._windows.values():
            for key in [key for key, view in windows.items() if view.first < first_minute]:
                del windows[key]
        for days in self._days.values():
            for filters in [filters for filters, view in days.items() if view.first < oldest_t]:
                del days[filters]

    def _days_with(self, queue: str | None, t: float, dims: Dims) -> list[Ledger]:
        views = self._days.get(queue)
        if not views or t < self._cells.oldest_t:
            return []
        day_t = self._cells.calendar.day_of(t)
        return [view.ledger for filters, view in views.items() if view.first == day_t and passes(filters, dims)]

    def _of(self, views: dict[str | None, dict[K, View]], queue: str | None) -> dict[K, View]:
        found = views.get(queue)
        if found is None:
            if len(views) >= VIEWS_KEPT:
                views.clear()
            found = views[queue] = {}
        return found
