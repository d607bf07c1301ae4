"""Many ledgers being read at once: what `reading` says of one, as arrays with a place for each group."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any, cast

import numpy as np
from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.catalogue import FIGURES
from wallboard.metrics.columns import WAITS, Array
from wallboard.metrics.counts import NAMES, SUMS
from wallboard.metrics.reading import DEFAULT_LIMITS, Levels, Limits, Reading
from wallboard.metrics.totals import Totals
from wallboard.metrics.waits import Table, edges_of

HALF = 0.5
"""The share of people whose patience is over at the median."""


class Bins(Struct, frozen=True):
    """The number of waits by group and bin, in this order; those of group g are `starts[g]` to `starts[g + 1]`.

    `lost` are those of them who hung up in the queue. `seen` has how many there are before each place, and in all.
    """

    group: Array
    bin: Array
    number: Array
    lost: Array
    seen: Array
    starts: Array


class Readings:
    """What `totals` say under `limits`. Figures are float64, NaN where there is nothing to divide by."""

    def __init__(self, totals: Totals, limits: Limits = DEFAULT_LIMITS) -> None:
        self._totals, self._limits = totals, limits
        self.groups = len(totals.counts)
        self.n = [totals.counts[:, place] for place in range(len(NAMES))]
        self.sums = [totals.sums[:, place] for place in range(len(SUMS))]
        self._bins: dict[tuple[int, ...], Bins] = {}

    def under(self, limits: Limits) -> Readings:
        """The same groups under other limits: nothing but the levels is counted anew."""
        other = Readings(self._totals, limits)
        other._bins = self._bins
        return other

    def figure(self, figure_id: str) -> Array:
        """A figure of the catalogue for each group. Raises KeyError for one that is not there or is no sum."""
        compute = FIGURES[figure_id].compute
        if compute is None:
            raise KeyError(figure_id)
        with np.errstate(invalid="ignore"):
            return cast(Array, np.asarray(compute(cast(Reading, self)), dtype=np.float64))

    @cached_property
    def _table(self) -> Table:
        return self._totals.waits.table(self._limits, self._totals.columns.names[WAITS].names)

    @cached_property
    def _levels(self) -> Array:
        return self._table.by_level(self.groups)

    @cached_property
    def levels(self) -> Levels:
        """A, B and their parts within the limits; arrays in place of numbers."""
        answered = self._levels[: at.WAIT_IN_QUEUE].sum(axis=0)
        lost = self._levels[at.WAIT_IN_QUEUE : at.WAIT_OTHER].sum(axis=0)
        in_time, short = [2, 3], [1, 3]
        found: list[Any] = [answered.sum(axis=0), lost.sum(axis=0), answered[in_time].sum(axis=0)]
        found += [lost[in_time].sum(axis=0), lost[short].sum(axis=0)]
        return Levels(*found)

    def number(self, kinds: Collection[int]) -> Array:
        """How many waits of these kinds there are."""
        found: Array = self._levels[list(kinds)].sum(axis=(0, 1))
        if at.AWAY in kinds:
            group, _, spent_us = self._totals.away
            found = found + np.bincount(group, spent_us, self.groups)
        return found

    def total(self, kinds: Collection[int]) -> Array:
        """The sum of the bins of these kinds: of marks."""
        bins = self.bins(kinds)
        return np.bincount(bins.group, bins.bin * bins.number, self.groups)

    def longest(self, kinds: Collection[int]) -> Array:
        """The longest wait of these kinds (seconds)."""
        return self._at(self.bins(kinds), None)

    def percentile(self, kinds: Collection[int], percent: int) -> Array:
        """The smallest wait of these kinds (seconds) whose cumulative share reaches `percent`."""
        return self._at(self.bins(kinds), percent)

    def _at(self, bins: Bins, percent: int | None) -> Array:
        """The wait that a share reaches, or the last one."""
        found = np.full(self.groups, np.nan)
        some = np.flatnonzero(np.diff(bins.starts))
        if percent is None:
            found[some] = bins.bin[bins.starts[some + 1] - 1]
        else:
            before = bins.seen[bins.starts]
            total = np.diff(before)[some]
            needed = np.maximum(-(-total * percent // 100), 1)
            found[some] = bins.bin[np.searchsorted(bins.seen, before[some] + needed) - 1]
        return found

    def bins(self, kinds: Collection[int]) -> Bins:
        """The number of waits in each 1 s bin, over these kinds and all queues."""
        asked = tuple(sorted(kinds))
        found = self._bins.get(asked)
        if found is None:
            found = self._bins[asked] = self._count_bins(asked)
        return found

    def _count_bins(self, kinds: tuple[int, ...]) -> Bins:
        table = self._table.of_kinds(kinds)
        group, bin_s, number = table.group, table.bins[table.code], table.number
        lost = np.where((table.kinds == at.WAIT_IN_QUEUE)[table.code], number, 0)
        if len(group):
            edges = edges_of(group * (table.bins[-1] + 1) + bin_s)
            group, bin_s = group[edges], bin_s[edges]
            number, lost = np.add.reduceat(number, edges), np.add.reduceat(lost, edges)
        starts = np.append(0, np.cumsum(np.bincount(group, minlength=self.groups)))
        return Bins(group, bin_s, number, lost, np.append(0, np.cumsum(number)), starts)

    def patience_median_s(self) -> Array:
        """The wait after which half of the people would have hung up (Kaplan and Meier; see `patience`)."""
        bins = self.bins(at.QUEUED_WAITS)
        found = np.full(self.groups, np.nan)
        events = np.flatnonzero(bins.lost)
        at_risk = bins.seen[bins.starts[bins.group[events] + 1]] - bins.seen[events]
        starts = np.searchsorted(events, bins.starts)
        left = 1.0 - bins.lost[events] / at_risk
        share = np.ones(self.groups)
        going_on, turn = np.flatnonzero(np.diff(starts)), 0
        while len(going_on):  # the same steps, in the same order, as for a single ledger: equal to the last bit
            step = starts[going_on] + turn
            share[going_on] *= left[step]
            over = share[going_on] <= HALF
            found[going_on[over]] = bins.bin[events[step[over]]]
            turn += 1
            going_on = going_on[~over & (step + 1 < starts[going_on + 1])]
        return found


def figures(readings: Readings, peaks: Mapping[str, Array]) -> dict[str, Array]:
    """Every figure of the catalogue for each group; `peaks` are those that are no sums."""
    return {name: readings.figure(name) for name, figure in FIGURES.items() if figure.compute is not None} | dict(peaks)
