"""Sums of cells that somebody looks at: kept up with every change, instead of being summed up anew each time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from wallboard.metrics.cell import Dims, Filters, Kind, fits, passes
from wallboard.metrics.ledger import Ledger, merged

VIEWS_KEPT = 2000

K = TypeVar("K")


class View(Struct, gc=False):
    """`first` is the beginning of the day (epoch seconds), or the first minute of a sliding window."""

    ledger: Ledger
    first: float


class Views:
    """Days by queue (None: all contacts) and filters; sliding windows by queue, minutes, kind of channel."""

    def __init__(self) -> None:
        self._days: dict[str | None, dict[Filters, View]] = {}
        self._windows: dict[str | None, dict[tuple[int, Kind], View]] = {}
        self._matching: dict[tuple[float, str | None, Dims], list[Ledger]] = {}

    def day(self, queue: str | None, day_t: float, filters: Filters) -> Ledger | None:
        """The day that began at `day_t`, if it is looked at."""
        view = self._days.get(queue, {}).get(filters)
        return view.ledger if view is not None and view.first == day_t else None

    def look_at_day(self, queue: str | None, day_t: float, filters: Filters, cells: Iterable[Ledger]) -> Ledger:
        """Look at a day from now on; its ledgers so far are `cells`."""
        view = self._of(self._days, queue)[filters] = View(merged(cells), day_t)
        self._matching.clear()
        return view.ledger

    def window(self, queue: str | None, minutes: int, kind: Kind) -> View | None:
        """The last `minutes`, if they are looked at."""
        return self._windows.get(queue, {}).get((minutes, kind))

    def look_at_window(self, queue: str | None, minutes: int, kind: Kind, view: View) -> None:
        """Look at the last `minutes` from now on."""
        self._of(self._windows, queue)[minutes, kind] = view

    def of_day(self, day_t: float, queue: str | None, dims: Dims) -> list[Ledger]:
        """The views in which something of that day, queue and dims counts."""
        key = (day_t, queue, dims)
        found = self._matching.get(key)
        if found is None:
            views = self._days.get(queue, {})
            matching = [v.ledger for filters, v in views.items() if v.first == day_t and passes(filters, dims)]
            found = self._matching[key] = matching
        return found

    def of_minute(self, minute: int, queue: str | None, channel: str) -> list[Ledger]:
        """The windows in which an outcome of that minute counts."""
        views = self._windows.get(queue)
        if not views:
            return []
        return [v.ledger for (_, kind), v in views.items() if v.first <= minute and fits(kind, channel)]

    def forget(self, first_minute: int, oldest_t: float) -> None:
        """Drop what looks at minutes or days that are gone."""
        self._matching.clear()
        for windows in self._windows.values():
            for key in [key for key, view in windows.items() if view.first < first_minute]:
                del windows[key]
        for days in self._days.values():
            for filters in [filters for filters, view in days.items() if view.first < oldest_t]:
                del days[filters]

    def _of(self, views: dict[str | None, dict[K, View]], queue: str | None) -> dict[K, View]:
        found = views.get(queue)
        if found is None:
            if len(views) >= VIEWS_KEPT:
                views.clear()
                self._matching.clear()
            found = views[queue] = {}
        return found
