"""Counts, sums and waits of all groups of a question at once, from the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from wallboard.floor.people import Agent
from wallboard.metrics.agent_time import LANES
from wallboard.metrics.columns import AWAY, Array, Chunk, Columns, Table
from wallboard.metrics.counts import NAMES, SUMS
from wallboard.metrics.grains import DENSE, numbered
from wallboard.metrics.selecting import Key, Question, Selector
from wallboard.metrics.spans import PEOPLE_KEYS, Clockwork
from wallboard.metrics.waits import Grouped, Waits, different

EXACT_BITS = 53
"""A float64 holds whole numbers of so many bits."""
DENSE_PER_ROW = 8
"""Up to so many pairs of group and shape for each row it is quicker to count the pairs."""

ONE_THREAD = 1 << 18
"""Up to so many multiplications BLAS does in one thread: a second one would often wait for a core that is busy."""


class Totals:
    """`keys` are the groups in order; `counts` (groups, `counts.NAMES`) and `sums` (groups, `counts.SUMS`, µs) float64.

    `waits` has the waits, `away`
    for pieces of agents' time their group, the number of their reason, and the microseconds. `groups` has for each
    chunk that is touched the group of each of its rows; where a row does not count, that is the number of groups.
    """

    def __init__(self, columns: Columns, asked: Question, clockwork: Clockwork, people: Mapping[str, Agent]) -> None:
        self.columns, self.asked = columns, asked
        self._selector = Selector(columns, asked, clockwork, people)
        chunks = [chunk for chunk in columns.chunks if self._selector.touches(chunk)]
        parts = [_Part(self._selector, chunk) for chunk in chunks]
        for part in parts:
            part.number(self._selector)
        self._codes = self._all_codes(parts)
        places = {int(code): place for place, code in enumerate(self._codes)} if len(self._codes) < 64 else None
        self.counts = np.zeros((len(self._codes), len(NAMES)))
        self.sums = np.zeros((len(self._codes), len(SUMS)))
        self.has_rows = np.isin(self._codes, _joined([part.codes for part in parts]))
        """Whether any contact counts in a group."""
        away: list[tuple[Array, Array, Array]] = []
        self._parts: list[tuple[_Part, Array]] = []
        for part in parts:
            to = self._places(part.codes, places)
            part.add_to(self.counts, self.sums, to, columns)
            away.append(part.add_times(self.sums, self._codes))
            self._parts.append((part, to))
        self.waits = Waits([part.waits(to) for part, to in self._parts], len(self._codes))
        self.away = tuple([_joined([piece[i] for piece in away]) for i in range(3)])

    @cached_property
    def groups(self) -> list[tuple[Chunk, Array]]:
        """For each chunk that is touched the group of each of its rows; for a row that does not count, their number."""
        none = len(self._codes)
        return [(part.chunk, np.append(to, none)[part.local][part.grains.of]) for part, to in self._parts]

    @property
    def keys(self) -> list[Key]:
        """The key of each group, as in a report."""
        return [self._selector.key_of(int(code)) for code in self._codes]

    def _all_codes(self, parts: Sequence[_Part]) -> Array:
        """The codes of all groups that there are; only a split by people has groups of time without contacts."""
        if not self.asked.by:
            return np.zeros(1, np.int64)
        codes = [part.codes for part in parts]
        if self.asked.with_time or PEOPLE_KEYS & set(self.asked.by):
            codes += [part.time_codes for part in parts]
        return _different(_joined(codes))

    def _places(self, codes: Array, places: Mapping[int, int] | None) -> Array:
        if places is not None:
            return np.array([places[int(code)] for code in codes], np.int64)
        return np.searchsorted(self._codes, codes)


class _Part:
    """What one chunk brings. `local` numbers the groups that it has (`codes`), for each of its grains, and for none."""

    def __init__(self, selector: Selector, chunk: Chunk) -> None:
        self.chunk, self.grains = chunk, selector.grains(chunk)
        self._keys, self._pieces = selector.of_grains(self.grains), selector.of_times(chunk)
        self.time_codes = np.zeros(0, np.int64)
        self._times: tuple[Array, Table] | None = None

    def number(self, selector: Selector) -> None:
        """Number the groups: all chunks have been looked at."""
        keys, counts = self._keys
        self.codes, local = numbered(selector.code(keys, len(counts)), counts)
        self.local = np.append(local, len(self.codes))
        if self._pieces is not None:
            keys, counts, pieces = self._pieces
            self.time_codes, local = numbered(selector.code(keys, len(counts)), counts)
            self._times = local, pieces

    def add_to(self, counts: Array, sums: Array, to: Array, columns: Columns) -> None:
        """Add counts and sums; `to` are the groups' places there."""
        own = len(self.codes)
        if own:
            grain, shape, number = self.grains.counted
            counts[to] += _counted(self.local[grain], own, shape, columns.shapes.matrix, number)
            lanes = self.grains.sums
            if lanes:
                sums[np.ix_(to, np.array([*lanes]))] += _summed(self.local[:-1], own, lanes.values()).T

    def add_times(self, sums: Array, codes: Array) -> tuple[Array, Array, Array]:
        """Add the agents' time to those of the groups `codes` that are there; group, reason and time of the away."""
        if self._times is None or not len(self.time_codes):
            return (np.zeros(0, np.int64),) * 3
        local, pieces = self._times
        own = len(self.time_codes)
        places = np.searchsorted(codes, self.time_codes)
        there = places < len(codes)
        there[there] = codes[places[there]] == self.time_codes[there]
        spent_us = _summed(local, own, [pieces[str(lane)] for lane in LANES])
        sums[np.ix_(places[there], np.array(LANES))] += spent_us.T[there]
        group = np.append(np.where(there, places, -1), -1)[local]
        those = (pieces[str(AWAY)] > 0) & (group >= 0)
        return group[those], pieces["reason"][those], pieces[str(AWAY)][those]

    def waits(self, to: Array) -> Grouped:
        """The group of each wait; `to` are the groups' places."""
        waits = different(self.chunk)
        return Grouped(waits, self.local[self.grains.of_waits(waits.row)], to)


def _different(codes: Array) -> Array:
    """The different codes, none of them below 0, in order."""
    if not len(codes) or codes.max() >= DENSE:
        return np.unique(codes)
    there = np.zeros(int(codes.max()) + 1, dtype=bool)
    there[codes] = True
    return np.flatnonzero(there)


def _counted(local: Array, groups: int, shape: Array, matrix: Array, number: Array) -> Array:
    """What each group counts: (groups, places); `number` times a shape. Exact: see `_lanes` where there are many."""
    known = np.flatnonzero(np.bincount(shape, local < groups, len(matrix)))
    slots = np.zeros(len(matrix), np.intp)
    slots[known] = np.arange(len(known))
    shape, shapes = slots[shape], len(known)
    there = np.flatnonzero(np.abs(matrix[known]).max(axis=0))
    counts = np.zeros((groups, matrix.shape[1]))
    matrix = matrix[np.ix_(known, there)]
    if (groups + 1) * shapes <= DENSE_PER_ROW * len(local):
        block = max(ONE_THREAD // matrix.size, 1)
        pairs = np.bincount(local * shapes + shape, number, -(-(groups + 1) // block) * block * shapes)
        counted = pairs.reshape(-1, block, shapes) @ matrix
        counts[:, there] = counted.reshape(-1, len(there))[:groups]
        return counts
    most = int(np.bincount(local, number, groups + 1)[:groups].max())
    for places, shifts in _lanes(most * np.abs(matrix).max(axis=0)):
        packed: Array = matrix[:, places] @ shifts
        rest: Array = np.bincount(local, packed[shape] * number, groups + 1)[:groups]
        for place, shift in reversed([*zip(places, shifts, strict=True)]):
            counts[:, there[place]] = np.round(rest / shift)
            rest = rest - counts[:, there[place]] * shift
    return counts


def _summed(local: Array, groups: int, lanes: Iterable[Array]) -> Array:
    """The sums of whole amounts of each group: (lanes, groups); exact, so that it does not matter in which order."""
    if groups == 1:
        counts = (local == 0).astype(np.float64)
        return np.array([[np.einsum("i,i", amounts, counts)] for amounts in lanes])
    return np.array([np.bincount(local, amounts, groups + 1)[:groups] for amounts in lanes])


def _lanes(most: Array) -> Iterator[tuple[list[int], Array]]:
    """Places that are counted together: each in bits of its own of a float64, which is exact so far.

    `most` is the largest number that a place can come to; a place that comes to none is left out.
    """
    places: list[int] = []
    shifts: list[float] = []
    used = 0
    for place, largest in enumerate(most.tolist()):
        bits = int(largest).bit_length() + 1
        if not largest:
            continue
        if used + bits > EXACT_BITS:
            yield places, np.array(shifts)
            places, shifts, used = [], [], 0
        places.append(place)
        shifts.append(2.0**used)
        used += bits
    if places:
        yield places, np.array(shifts)


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
