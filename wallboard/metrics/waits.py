"""The waits of all groups of a question: by bin and kind, by whether they were within limits, and one by one.

In each chunk the different waits (bin, kind and name) are numbered once, so that what is asked of waits is worked out
for those, some thousands, and looked up for the others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.columns import Array, Chunk, narrowed
from wallboard.metrics.reading import Limits

KINDS = at.AWAY + 1
"""How many kinds of waits there are."""
KIND_BITS = 4
KIND_MASK = (1 << KIND_BITS) - 1
LEVELS = 4
WITHIN_THRESHOLD, WITHIN_SHORT = 2, 1
DENSE_PER_WAIT = 2
"""Up to so many places for each wait it is quicker to count in a table that holds them all."""
DENSE = 1 << 22
"""And with so many places at most in all."""


class Different(Struct, frozen=True):
    """The different waits of a chunk, by `bin`, `kind` and `name`, and the number of each wait among them: `of`.

    `pairs` are the different bins and kinds in order (bin · 2**`KIND_BITS` + kind), `pair` the place of each there.
    """

    bin: Array
    kind: Array
    name: Array
    pairs: Array
    pair: Array
    of: Array


class Grouped(Struct, frozen=True):
    """The waits of a chunk with the `group` of each: numbers of the chunk's own, the last of them for none.

    `to` has the place of each group in the question.
    """

    chunk: Chunk
    group: Array
    to: Array


class Table(Struct, frozen=True):
    """The `number` of waits by `group` and `pair` of bin and kind, in this order; `bins` and `kinds` are the pairs'."""

    group: Array
    pair: Array
    number: Array
    bins: Array
    kinds: Array


Coded = tuple[Grouped, Different, Array]
"""The waits of a chunk, the different ones, and a number for each of their pairs; -1 for one that nobody asks for."""


class Waits:
    """The waits of `parts`, in so many `groups`."""

    def __init__(self, parts: Sequence[Grouped], groups: int) -> None:
        self._parts, self._groups = parts, groups

    def each(self) -> tuple[Array, Array, Array, Array]:
        """Group, kind, name and bin of each wait that counts."""
        found: list[tuple[Array, ...]] = []
        for part in self._parts:
            waits, those = part.chunk.tables["waits"], part.group < len(part.to)
            found.append((part.to[part.group[those]], *[waits[name][those] for name in ("kind", "name", "bin")]))
        none = (np.zeros(0, np.int64),) * 4
        group, kind, name, bin_s = [np.concatenate(column) for column in zip(none, *found, strict=True)]
        return group, kind, name, bin_s

    def levels(self, limits: Limits, names: Sequence[str]) -> Array:
        """How many there are by kind, by whether they were within the limits of their name, and by group.

        The places between are `WITHIN_THRESHOLD` or not plus `WITHIN_SHORT` or not.
        """
        thresholds_s, shorts_s = np.array([limits.of(name) for name in names]).T.copy()
        found = np.zeros((KINDS * LEVELS, self._groups), np.int64)
        for part in self._parts:
            waits = different(part.chunk)
            level = waits.kind.astype(np.int64) * LEVELS
            level += WITHIN_THRESHOLD * (waits.bin <= thresholds_s[waits.name])
            level += WITHIN_SHORT * (waits.bin <= shorts_s[waits.name])
            known = np.flatnonzero(np.bincount(level, minlength=len(found)))
            slots = np.zeros(len(found), np.intp)
            slots[known] = np.arange(len(known))
            _count(found, part, known, slots[level][waits.of])
        return found.reshape(KINDS, LEVELS, self._groups)

    def table(self, kinds: Collection[int]) -> Table:
        """How many there are of each bin and kind in each group, of these kinds."""
        asked = np.zeros(1 << KIND_BITS, dtype=bool)
        asked[list(kinds)] = True
        some, those = [], []
        for part in self._parts:
            waits = different(part.chunk)
            of_kinds = asked[waits.pairs & KIND_MASK]
            if of_kinds.any():
                some.append((part, waits))
                those.append(np.where(of_kinds, waits.pairs, -1))
        pairs = np.unique(np.concatenate([np.zeros(0, np.int64), *those]))
        pairs = pairs[pairs >= 0]
        coded = [
            (part, waits, np.where(of_chunk >= 0, np.searchsorted(pairs, of_chunk), -1))
            for (part, waits), of_chunk in zip(some, those, strict=True)
        ]
        count = self._counted_in_table if len(pairs) * self._groups <= DENSE else self._counted_by_key
        known, number = count(len(pairs), coded)
        group = known // max(len(pairs), 1)
        pair = known - group * len(pairs)
        return Table(group, pair, number, pairs >> KIND_BITS, pairs & KIND_MASK)

    def _counted_in_table(self, pairs: int, coded: Sequence[Coded]) -> tuple[Array, Array]:
        """The keys (group · pairs + pair) that there are, in order, and how many there are of each."""
        counted = np.zeros((pairs, self._groups), np.int64)
        for part, waits, codes in coded:
            rows = codes[codes >= 0]
            place = np.where(codes >= 0, np.cumsum(codes >= 0) - 1, len(rows))
            _count(counted, part, rows, place[waits.pair][waits.of])
        by_group = counted.T.ravel()
        known = np.flatnonzero(by_group)
        return known, by_group[known]

    def _counted_by_key(self, pairs: int, coded: Sequence[Coded]) -> tuple[Array, Array]:
        """The same where there are too many of them for a table."""
        most = 2 * pairs * self._groups
        kind: type[np.signedinteger] = np.int32 if most < 1 << 31 else np.int64
        keys = [np.zeros(0, kind)]
        for part, waits, codes in coded:
            first = np.append(part.to * pairs, -most).astype(kind)[part.group]
            key = first + np.where(codes >= 0, codes, -pairs * self._groups).astype(kind)[waits.pair][waits.of]
            keys.append(key[key >= 0])
        key = np.concatenate(keys)
        key.sort()
        edges = edges_of(key)
        return key[edges], np.diff(edges, append=len(key))


def different(chunk: Chunk) -> Different:
    """The different waits of `chunk`, kept with it."""
    if chunk.waits is None:
        waits = chunk.tables["waits"]
        pair = (waits["bin"].astype(np.int64) << KIND_BITS) + waits["kind"]
        names = int(waits["name"].max()) + 1 if len(pair) else 1
        known, of = np.unique(pair * names + waits["name"], return_inverse=True)
        known, name = np.divmod(known, names)
        pairs, place = np.unique(known, return_inverse=True)
        kind = known & KIND_MASK
        chunk.waits = Different(known >> KIND_BITS, kind, name, pairs, place, narrowed("row", of))
    found: Different = chunk.waits
    return found


def edges_of(key: Array) -> Array:
    """Where another key begins, in keys that are in order."""
    if not len(key):
        return np.zeros(0, np.intp)
    return np.flatnonzero(np.append(True, key[1:] != key[:-1]))


def _count(found: Array, part: Grouped, rows: Array, place: Array) -> None:
    """Count the waits of `part` in `found` (rows, groups); `place` is the place in `rows` of each, or their number."""
    own = len(part.to)
    places = (len(rows) + 1) * (own + 1)
    if places <= DENSE_PER_WAIT * len(place):
        number = np.bincount(place * (own + 1) + part.group, minlength=places)
        found[np.ix_(rows, part.to)] += number.reshape(len(rows) + 1, own + 1)[:-1, :-1]
    elif own:
        key = np.append(rows * found.shape[1], -found.size)[place] + np.append(part.to, -found.size)[part.group]
        np.add.at(found.reshape(-1), key[key >= 0], 1)
