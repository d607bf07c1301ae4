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

KINDS = at.AWAY + 1
"""How many kinds of waits there are at least."""
WITHIN_THRESHOLD, WITHIN_SHORT = 2, 1
HALF = 0.5
"""The share of people whose patience is over at the median."""


class Bins(Struct, frozen=True):
    """The number of waits by group and bin, in this order; those of group g are `starts[g]` to `starts[g + 1]`."""

    group: Array
    bin: Array
    number: Array
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
    def _levels(self) -> Array:
        """The number of waits by group, kind, and whether they were within the limits of their queue."""
        group, kind, name, bin_s = self._totals.waits
        names = self._totals.columns.names[WAITS].names
        thresholds_s, shorts_s = np.array([self._limits.of(each) for each in names]).T.copy()
        kinds = max(KINDS, int(kind.max()) + 1) if len(kind) else KINDS
        code = group * (kinds * 4) + kind * np.int64(4)
        code += WITHIN_THRESHOLD * (bin_s <= thresholds_s[name])
        code += WITHIN_SHORT * (bin_s <= shorts_s[name])
        return np.bincount(code, minlength=self.groups * kinds * 4).reshape(self.groups, kinds, 4)

    @cached_property
    def levels(self) -> Levels:
        """A, B and their parts within the limits; arrays in place of numbers."""
        answered = self._levels[:, : at.WAIT_IN_QUEUE].sum(axis=1)
        lost = self._levels[:, at.WAIT_IN_QUEUE : at.WAIT_OTHER].sum(axis=1)
        in_time, short = [2, 3], [1, 3]
        found: list[Any] = [answered.sum(axis=1), lost.sum(axis=1), answered[:, in_time].sum(axis=1)]
        found += [lost[:, in_time].sum(axis=1), lost[:, short].sum(axis=1)]
        return Levels(*found)

    def number(self, kinds: Collection[int]) -> Array:
        """How many waits of these kinds there are."""
        found: Array = self._levels[:, list(kinds)].sum(axis=(1, 2))
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
        if len(some) and percent is None:
            found[some] = bins.bin[bins.starts[some + 1] - 1]
        elif len(some) and percent is not None:
            seen = np.cumsum(bins.number)
            before = np.append(0, seen)[bins.starts]
            total = np.diff(before)
            reached = (seen - before[bins.group]) * 100 >= percent * total[bins.group]
            places = np.flatnonzero(reached)
            first = places[np.searchsorted(bins.group[places], some)]
            found[some] = bins.bin[first]
        return found

    def bins(self, kinds: Collection[int]) -> Bins:
        """The number of waits in each 1 s bin, over these kinds and all queues."""
        asked = tuple(sorted(kinds))
        found = self._bins.get(asked)
        if found is None:
            found = self._bins[asked] = self._count_bins(asked)
        return found

    def _count_bins(self, kinds: tuple[int, ...]) -> Bins:
        group, kind, _, bin_s = self._totals.waits
        asked = np.zeros(256, dtype=bool)
        asked[list(kinds)] = True
        those = asked[kind]
        group, bin_s = group[those], bin_s[those]
        size = int(bin_s.max()) + 1 if len(bin_s) else 1
        key = group * np.int64(size) + bin_s
        if self.groups * size <= len(key):
            numbers = np.bincount(key, minlength=1)
            known = np.flatnonzero(numbers)
            number = numbers[known]
        else:
            key = key.astype(np.int32) if self.groups * size < 1 << 31 else key
            key.sort()
            edges = np.flatnonzero(np.diff(key, prepend=-1))
            known, number = key[edges], np.diff(edges, append=len(key))
        of, bin_found = np.divmod(known, size)
        return Bins(of, bin_found, number, np.searchsorted(of, np.arange(self.groups + 1)))

    def patience_median_s(self) -> Array:
        """The wait after which half of the people would have hung up (Kaplan and Meier; see `patience`)."""
        events, all_ = self.bins((at.WAIT_IN_QUEUE,)), self.bins(at.QUEUED_WAITS)
        found = np.full(self.groups, np.nan)
        size = int(all_.bin.max()) + 1 if len(all_.bin) else 1
        place = np.searchsorted(all_.group * size + all_.bin, events.group * size + events.bin)
        seen = np.append(0, np.cumsum(all_.number))
        at_risk = seen[all_.starts[events.group + 1]] - seen[place]
        left = 1.0 - events.number / at_risk
        share = np.ones(self.groups)
        going_on, turn = np.flatnonzero(np.diff(events.starts)), 0
        while len(going_on):  # the same steps, in the same order, as for a single ledger: equal to the last bit
            step = events.starts[going_on] + turn
            share[going_on] *= left[step]
            over = share[going_on] <= HALF
            found[going_on[over]] = events.bin[step[over]]
            turn += 1
            going_on = going_on[~over & (step + 1 < events.starts[going_on + 1])]
        return found


def figures(readings: Readings, peaks: Mapping[str, Array]) -> dict[str, Array]:
    """Every figure of the catalogue for each group; `peaks` are those that are no sums."""
    return {name: readings.figure(name) for name, figure in FIGURES.items() if figure.compute is not None} | dict(peaks)
