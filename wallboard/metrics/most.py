"""The most stays at once in many groups, without sorting them all: most stretches of time cannot hold the peak.

Time is cut into blocks. As many as are there when a block begins, plus all who come in it, is more than can be in it at
once; as many as are left when it ends is what there was. Only blocks whose bound is above the best of their group are
looked at again, in finer blocks, and what is left in the end is sorted.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from wallboard.metrics.columns import SEEN, Array, Chunk

CELLS = 1 << 20
"""Up to so many blocks of all groups are held at once."""
LEAST_BLOCKS = 32
"""With fewer blocks for each group nothing is gained."""
TICK_BITS = 20
"""The shortest blocks of the first look are of 2**20 µs, a second or so."""
FINER_BITS = 4
SORTED_AT_ONCE = 1 << 17
"""Up to so many stays are sorted."""
KEY_BITS = 62


class Crowd(Struct, frozen=True):
    """The stays of a chunk for a first look: the `kind` of each, and when it begins and ends in ticks since `low`.

    What does not last is of kind `SEEN`. `ticks`: so many there are, from the first stay to the last; 0: nothing lasts.
    """

    kind: Array
    from_tick: Array
    to_tick: Array
    from_us: Array
    to_us: Array
    low: int
    ticks: int


class Stays(Struct, frozen=True):
    """The stays of a chunk by `group`; one that is no group's has the number of groups, or more."""

    crowd: Crowd
    group: Array


def crowd(chunk: Chunk) -> Crowd:
    """The stays of `chunk`, kept with it."""
    if chunk.crowd is None:
        stays = chunk.tables["stays"]
        from_us, to_us = stays["from_us"], stays["to_us"]
        lasts = to_us > from_us
        first, last = from_us >> TICK_BITS, to_us >> TICK_BITS
        low = int(first[lasts].min()) if lasts.any() else 0
        ticks = int(last[lasts].max()) - low + 1 if lasts.any() else 0
        ticked = [np.where(lasts, some - low, 0).astype(np.uint32) for some in (first, last)]
        kind = np.where(lasts, stays["kind"], np.uint8(SEEN))
        chunk.crowd = Crowd(kind, ticked[0], ticked[1], from_us, to_us, low, ticks)
    found: Crowd = chunk.crowd
    return found


class _Moments(Struct, frozen=True):
    """Moments at which somebody comes, or goes, in cells: `cell` is a number of theirs."""

    cell: Array
    t_us: Array


class _Cells(Struct, frozen=True):
    """Stretches of time of groups, in the order of the groups: whose, from when, and how many are there then."""

    group: Array
    start_us: Array
    here: Array


def most_at_once(parts: Sequence[Stays], groups: int) -> Array:
    """The most at once in each group and of each kind; who goes at a moment is gone before those who come at it."""
    best = np.zeros(groups)
    parts = [part for part in parts if part.crowd.ticks]
    if not parts or not groups:
        return best
    low = min([part.crowd.low for part in parts])
    ticks = max([part.crowd.low + part.crowd.ticks for part in parts]) - low
    shift = max(0, ((ticks * groups) // CELLS).bit_length())
    if ticks >> shift < LEAST_BLOCKS and shift:
        cells = _Cells(np.arange(groups), np.full(groups, low << TICK_BITS), np.zeros(groups, np.int64))
        return _sorted(best, cells, *_all(parts, groups))
    cells, come, gone = _left_of_all(best, parts, groups, _Blocks(low, shift, (ticks >> shift) + 1))
    shift += TICK_BITS
    while shift and len(come.cell) > SORTED_AT_ONCE and len(cells.group) << FINER_BITS <= CELLS:
        finer = max(0, shift - FINER_BITS)
        cells, come, gone = _left(best, cells, come, gone, finer, shift - finer)
        shift = finer
    return _sorted(best, cells, come, gone)


def _all(parts: Sequence[Stays], groups: int) -> tuple[_Moments, _Moments]:
    those = [np.flatnonzero((part.group < groups) & (part.crowd.kind != SEEN)) for part in parts]
    cell = np.concatenate([part.group[some] for part, some in zip(parts, those, strict=True)])
    come = np.concatenate([part.crowd.from_us[some] for part, some in zip(parts, those, strict=True)])
    gone = np.concatenate([part.crowd.to_us[some] for part, some in zip(parts, those, strict=True)])
    return _Moments(cell, come), _Moments(cell, gone)


class _Blocks(Struct, frozen=True):
    """So many `blocks` of 2**`shift` ticks, the first of which begins with the tick `low`."""

    low: int
    shift: int
    blocks: int

    def of(self, crowd: Crowd) -> tuple[int, int]:
        """The first block of a chunk, and the first after its last."""
        first = crowd.low - self.low
        return first >> self.shift, (first + crowd.ticks - 1 >> self.shift) + 1

    def keys(self, part: Stays, ticks: Array) -> Array:
        """Group and block, of those of the chunk, as one number."""
        first, last = self.of(part.crowd)
        begin = np.uint32(part.crowd.low - self.low - (first << self.shift))
        key: Array = part.group * np.int32(last - first) + (ticks + begin >> np.uint32(self.shift)).astype(np.int32)
        return key


def _left_of_all(best: Array, parts: Sequence[Stays], groups: int, cut: _Blocks) -> tuple[_Cells, _Moments, _Moments]:
    """What is left of all stays; a part at a time, as long as it is in a core's cache."""
    come = np.zeros((groups, cut.blocks), np.int32)
    gone = np.zeros((groups, cut.blocks), np.int32)
    for part in parts:
        first, last = cut.of(part.crowd)
        size = groups * (last - first)
        for counted, ticks in ((come, part.crowd.from_tick), (gone, part.crowd.to_tick)):
            number = np.bincount(cut.keys(part, ticks), minlength=size)
            counted[:, first:last] += number[:size].reshape(groups, last - first)
    after = np.cumsum(come - gone, axis=1, dtype=np.int32)
    np.maximum(best, after.max(axis=1), out=best)
    before = after + gone - come
    is_left = before + come > best[:, None]
    is_left[SEEN :: SEEN + 1] = False
    group, block = np.nonzero(is_left)
    place = np.full(is_left.shape, -1, np.int32)
    place[group, block] = np.arange(len(group))
    found: tuple[list[_Moments], list[_Moments]] = [], []
    for part in parts:
        first, last = cut.of(part.crowd)
        near = np.append(is_left[:, first:last].ravel(), np.zeros((SEEN + 1) * (last - first), dtype=bool))
        places, crowd = place[:, first:last].ravel(), part.crowd
        for moments, ticks, t_us in zip(
            found, (crowd.from_tick, crowd.to_tick), (crowd.from_us, crowd.to_us), strict=True
        ):
            key = cut.keys(part, ticks)
            some = np.flatnonzero(near[key])
            moments.append(_Moments(places[key[some]], t_us[some]))
    joined = [
        _Moments(np.concatenate([m.cell for m in all_]), np.concatenate([m.t_us for m in all_])) for all_ in found
    ]
    cells = _Cells(group, cut.low + (block << cut.shift) << TICK_BITS, before[group, block].astype(np.int64))
    return cells, joined[0], joined[1]


def _left(
    best: Array, cells: _Cells, come: _Moments, gone: _Moments, shift: int, bits: int
) -> tuple[_Cells, _Moments, _Moments]:
    """The same of what is left: each cell is cut into 2**`bits` blocks of 2**`shift` µs."""
    size, blocks = len(cells.group), 1 << bits
    keys = [
        (moments.cell.astype(np.int64) << bits) + (moments.t_us - cells.start_us[moments.cell] >> shift)
        for moments in (come, gone)
    ]
    arrived, left = [np.bincount(key, minlength=size * blocks).reshape(size, blocks) for key in keys]
    after = np.cumsum(arrived - left, axis=1) + cells.here[:, None]
    before = after - arrived + left
    np.maximum.at(best, cells.group, after.max(axis=1, initial=0))
    those = before + arrived > best[cells.group][:, None]
    cell, block = np.nonzero(those)
    number = np.full(size * blocks, -1, np.int64)
    number[those.ravel()] = np.arange(len(cell))
    rest = []
    for moments, key in zip((come, gone), keys, strict=True):
        of = number[key]
        some = np.flatnonzero(of >= 0)
        rest.append(_Moments(of[some], moments.t_us[some]))
    finer = _Cells(cells.group[cell], cells.start_us[cell] + (block << shift), before[those])
    return finer, rest[0], rest[1]


def _sorted(best: Array, cells: _Cells, come: _Moments, gone: _Moments) -> Array:
    """Look at every moment of what is left."""
    if not len(come.cell):
        return best
    from_us, to_us = (moments.t_us - cells.start_us[moments.cell] for moments in (come, gone))
    bits = int(max(from_us.max(), to_us.max(initial=0))).bit_length() + 1
    if len(cells.group).bit_length() + bits > KEY_BITS:  # the order of the moments is all that counts
        known = np.unique(np.concatenate((from_us, to_us)))
        from_us, to_us = np.searchsorted(known, from_us), np.searchsorted(known, to_us)
        bits = len(known).bit_length() + 1
    moments = np.concatenate(
        ((come.cell.astype(np.int64) << bits) + from_us * 2 + 1, (gone.cell.astype(np.int64) << bits) + to_us * 2)
    )
    moments.sort()
    of = moments >> bits
    starts = np.flatnonzero(np.diff(of, prepend=-1))
    here = np.cumsum((moments & 1) * 2 - 1)
    here += np.repeat(cells.here[of[starts]] - (np.append(0, here)[starts]), np.diff(starts, append=len(of)))
    np.maximum.at(best, cells.group[of[starts]], np.maximum.reduceat(here, starts))
    return best
