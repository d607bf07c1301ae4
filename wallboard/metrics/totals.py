"""Counts, sums and waits of all groups of a question at once, from the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from wallboard.floor.people import Agent
from wallboard.metrics.agent_time import LANES
from wallboard.metrics.columns import AWAY, Array, Chunk, Columns, Table
from wallboard.metrics.counts import SUMS
from wallboard.metrics.grains import DENSE, Grains, numbered
from wallboard.metrics.selecting import Key, Question, Selector
from wallboard.metrics.spans import PEOPLE_KEYS, Clockwork
from wallboard.metrics.waits import Grouped, Waits, different

EXACT_BITS = 53
"""A float64 holds whole numbers of so many bits."""
DENSE_PER_ROW = 2
"""Up to so many pairs of group and shape for each that there is it is quicker to count the pairs."""

LARGEST = 64
"""So many of the groups are counted for themselves where there are many."""

_Pairs = tuple[Array, Array, Array, Array]
"""Of the pairs of group and shape in a chunk: the group, as its own number, the shape, how many; the groups' places."""

ONE_THREAD = 1 << 18
"""Up to so many multiplications BLAS does in one thread: a second one would often wait for a core that is busy."""


class Totals:
    """`keys` are the groups in order; `counts` (groups, `counts.NAMES`) and `sums` (groups, `counts.SUMS`, µs) float64.

    `waits` has the waits, `away` for pieces of agents' time
    their group, the number of their reason, and the microseconds.
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
        self._parts = [(part, self._places(part.codes, places)) for part in parts]
        groups = len(self._codes)
        self.counts = _counts(self._parts, groups, columns.shapes.matrix)
        self.sums = np.zeros((groups, len(SUMS)), order="F")
        self.has_rows = np.zeros(groups, dtype=bool)
        """Whether any contact counts in a group."""
        away: list[tuple[Array, Array, Array]] = []
        for part, to in self._parts:
            self.has_rows[to] = True
            part.add_sums(self.sums, to)
            away.append(part.add_times(self.sums, self._codes))
        self.waits = Waits([part.waits(to) for part, to in self._parts], groups)
        self.away = tuple([_joined([piece[i] for piece in away]) for i in range(3)])

    @cached_property
    def groups(self) -> list[tuple[Chunk, Grains, Array]]:
        """For each chunk that is touched its grains, and the group of each; of what does not count, their number.

        The last place is that of rows which belong to none of the grains.
        """
        none = len(self._codes)
        return [(part.chunk, part.grains, np.append(to, none)[part.local]) for part, to in self._parts]

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

    def add_sums(self, sums: Array, to: Array) -> None:
        """Add what its contacts sum up to; `to` are the groups' places."""
        if len(to):
            for lane, amounts in self.grains.sums.items():
                sums[to, lane] += _summed(self.local[:-1], len(to), amounts)

    def add_times(self, sums: Array, codes: Array) -> tuple[Array, Array, Array]:
        """Add the agents' time to those of the groups `codes` that are there; group, reason and time of the away."""
        if self._times is None or not len(self.time_codes):
            return (np.zeros(0, np.int64),) * 3
        local, pieces = self._times
        own = len(self.time_codes)
        places = np.searchsorted(codes, self.time_codes)
        there = places < len(codes)
        there[there] = codes[places[there]] == self.time_codes[there]
        places = places[there]
        for lane in LANES:
            sums[places, lane] += _summed(local, own, pieces[str(lane)])[there]
        to = np.full(own + 1, -1, np.int64)
        to[:-1][there] = places
        group = to[local]
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


def _counts(parts: Sequence[tuple[_Part, Array]], groups: int, matrix: Array) -> Array:
    """What each group counts: (groups, places). Exact: see `_lanes` for where there are many groups."""
    counts = np.zeros((groups, matrix.shape[1]), order="F")
    fine: list[_Pairs] = []
    for part, to in parts:
        if not len(to):
            continue
        grain, shape, number = part.grains.counted
        pairs = part.local[grain], shape, number, to
        if not _count_dense(counts, pairs, matrix):
            fine.append(pairs)
    if fine:
        _count_fine(counts, _without_largest(counts, fine, matrix), matrix)
    return counts


def _count_dense(counts: Array, pairs: _Pairs, matrix: Array, *, at_any_rate: bool = False) -> bool:
    """Count by each pair of group and shape that there could be, unless there are far fewer that there are."""
    local, shape, number, to = pairs
    own = len(to)
    known, slots = _known(shape, local < own, len(matrix))
    if not at_any_rate and (own + 1) * len(known) > DENSE_PER_ROW * len(local):
        return False
    there = np.flatnonzero(np.abs(matrix[known]).max(axis=0, initial=0.0))
    if not len(there):
        return True
    counts[np.ix_(to, there)] += _by_pairs(local * len(known) + slots[shape], number, matrix[np.ix_(known, there)], own)
    return True


def _without_largest(counts: Array, fine: Sequence[_Pairs], matrix: Array) -> list[_Pairs]:
    """Count the largest groups, a few of which are often much larger than the rest, and leave the others.

    Where no group is large, more places are counted together (see `_lanes`).
    """
    per_group = np.zeros(len(counts))
    for local, _, number, to in fine:
        per_group[to] += np.bincount(local, number, len(to) + 1)[: len(to)]
    if len(per_group) <= LARGEST:
        return [*fine]
    large = np.sort(np.argpartition(per_group, -LARGEST)[-LARGEST:])
    slots = np.full(len(counts), LARGEST)
    slots[large] = np.arange(LARGEST)
    left: list[_Pairs] = []
    for local, shape, number, to in fine:
        slot = np.append(slots[to], LARGEST)
        those = np.flatnonzero((slot < LARGEST)[local])
        _count_dense(counts, (slot[local[those]], shape[those], number[those], large), matrix, at_any_rate=True)
        own = np.append(np.where(slot[:-1] < LARGEST, len(to), np.arange(len(to))), len(to))
        left.append((own[local], shape, number, to))
    return left


def _count_fine(counts: Array, fine: Sequence[_Pairs], matrix: Array) -> None:
    """Count many places at once, each in bits of its own."""
    per_group, per_shape = np.zeros(len(counts)), np.zeros(len(matrix))
    for local, shape, number, to in fine:
        own = len(to)
        per_group[to] += np.bincount(local, number, own + 1)[:own]
        per_shape += np.bincount(shape, number * (local < own), len(matrix))
    largest = np.abs(matrix)
    most = np.minimum(per_group.max(initial=0.0) * largest.max(axis=0, initial=0.0), per_shape @ largest)
    lanes = [(places, shifts, matrix[:, places] @ shifts) for places, shifts in _lanes(most)]
    packed = np.zeros((len(lanes), len(counts)))
    for local, shape, number, to in fine:
        for (_, _, of_shape), lane in zip(lanes, packed, strict=True):
            lane[to] += np.bincount(local, of_shape[shape] * number, len(to) + 1)[: len(to)]
    for (places, shifts, _), lane in zip(lanes, packed, strict=True):
        for place, shift in reversed([*zip(places, shifts, strict=True)]):
            amount = np.round(lane / shift)
            counts[:, place] += amount
            np.subtract(lane, amount * shift, out=lane)


def _by_pairs(pair: Array, number: Array, matrix: Array, groups: int) -> Array:
    """What groups count, from so many pairs of group and shape (group · shapes + shape): (groups, places)."""
    shapes = len(matrix)
    block = max(ONE_THREAD // matrix.size, 1)
    pairs = np.bincount(pair, number, -(-(groups + 1) // block) * block * shapes)
    counted: Array = (pairs.reshape(-1, block, shapes) @ matrix).reshape(-1, matrix.shape[1])
    return counted[:groups]


def _known(shape: Array, counts: Array, shapes: int) -> tuple[Array, Array]:
    """The shapes that there are among what counts, and for each of them its place (for another, any place)."""
    there = np.bincount(shape, counts, shapes) > 0
    return np.flatnonzero(there), np.maximum(np.cumsum(there) - 1, 0)


def _summed(local: Array, groups: int, amounts: Array) -> Array:
    """The sum of whole amounts in each group; exact, so that it does not matter in which order."""
    if groups == 1:
        return np.array([np.einsum("i,i", amounts, (local == 0).astype(np.float64))])
    found: Array = np.bincount(local, amounts, groups + 1)[:groups]
    return found


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
