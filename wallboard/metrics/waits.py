"""The waits of all groups of a question: by bin and kind, by whether they were within limits, and one by one.

In each chunk the different waits (bin, kind and name) are numbered once, so that what is asked of waits is worked out
for those, some thousands, and looked up for the others.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    """The different waits of a chunk, by `bin`, `kind` and `name`, and all waits in the order of their kinds.

    `pairs` are the different bins and kinds in order (bin · 2**`KIND_BITS` + kind), `pair` the place of each there.
    `of` is the number of each of all waits among the different ones, `row` its row; those of kind k are `starts[k]` to
    `starts[k + 1]`.
    """

    bin: Array
    kind: Array
    name: Array
    pairs: Array
    pair: Array
    of: Array
    row: Array
    starts: list[int]

    def of_kinds(self, values: Array, kinds: Sequence[int]) -> Array:
        """Of `values`, one for each of all waits, those of these kinds."""
        return np.concatenate([values[self.starts[kind] : self.starts[kind + 1]] for kind in kinds])


class Grouped(Struct, frozen=True):
    """The `waits` of a chunk with the `group` of each: numbers of the chunk's own, the last of them for none.

    `to` has the place of each group in the question.
    """

    waits: Different
    group: Array
    to: Array


class Table(Struct, frozen=True):
    """The `number` of waits by `group` and `pair` of bin and kind, in this order; `bins` and `kinds` are the pairs'."""

    group: Array
    pair: Array
    number: Array
    bins: Array
    kinds: Array


class Coded(Struct, frozen=True):
    """Some waits of a chunk: the `place` of each in `rows`, which are numbers of pairs, and its group."""

    part: Grouped
    group: Array
    rows: Array
    place: Array


class Waits:
    """The waits of `parts`, in so many `groups`."""

    def __init__(self, parts: Sequence[Grouped], groups: int) -> None:
        self._parts, self._groups = parts, groups

    def each(self) -> tuple[Array, Array, Array, Array]:
        """Group, kind, name and bin of each wait that counts."""
        found: list[tuple[Array, ...]] = []
        for part in self._parts:
            waits, those = part.waits, part.group < len(part.to)
            of = waits.of[those]
            found.append((part.to[part.group[those]], waits.kind[of], waits.name[of], waits.bin[of]))
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
            waits = part.waits
            level = waits.kind.astype(np.int64) * LEVELS
            level += WITHIN_THRESHOLD * (waits.bin <= thresholds_s[waits.name])
            level += WITHIN_SHORT * (waits.bin <= shorts_s[waits.name])
            known = np.flatnonzero(np.bincount(level, minlength=len(found)))
            slots = np.zeros(len(found), np.intp)
            slots[known] = np.arange(len(known))
            _count(found, Coded(part, part.group, known, slots[level][waits.of]))
        return found.reshape(KINDS, LEVELS, self._groups)

    def table(self, kinds: Sequence[int]) -> Table:
        """How many there are of each bin and kind in each group, of these kinds."""
        asked = np.zeros(1 << KIND_BITS, dtype=bool)
        asked[list(kinds)] = True
        parts = [part for part in self._parts if asked[part.waits.pairs & KIND_MASK].any()]
        those = [asked[part.waits.pairs & KIND_MASK] for part in parts]
        some = [part.waits.pairs[of_kinds] for part, of_kinds in zip(parts, those, strict=True)]
        pairs = np.unique(np.concatenate([np.zeros(0, np.int64), *some]))
        coded = []
        for part, of_kinds, found in zip(parts, those, some, strict=True):
            waits, place = part.waits, np.cumsum(of_kinds) - 1
            of, group = waits.of_kinds(waits.of, kinds), waits.of_kinds(part.group, kinds)
            coded.append(Coded(part, group, np.searchsorted(pairs, found), place[waits.pair][of]))
        count = self._counted_in_table if len(pairs) * self._groups <= DENSE else self._counted_by_key
        known, number = count(len(pairs), coded)
        of_group = known // max(len(pairs), 1)
        pair = known - of_group * len(pairs)
        return Table(of_group, pair, number, pairs >> KIND_BITS, pairs & KIND_MASK)

    def _counted_in_table(self, pairs: int, coded: Sequence[Coded]) -> tuple[Array, Array]:
        """The keys (group · pairs + pair) that there are, in order, and how many there are of each."""
        counted = np.zeros((pairs, self._groups), np.int64)
        for waits in coded:
            _count(counted, waits)
        by_group = counted.T.ravel()
        known = np.flatnonzero(by_group)
        return known, by_group[known]

    def _counted_by_key(self, pairs: int, coded: Sequence[Coded]) -> tuple[Array, Array]:
        """The same where there are too many of them for a table."""
        most = pairs * self._groups
        kind: type[np.signedinteger] = np.int32 if most < 1 << 31 else np.int64
        keys = [np.zeros(0, kind)]
        for waits in coded:
            key = np.append(waits.part.to * pairs, -most).astype(kind)[waits.group]
            key += waits.rows.astype(kind)[waits.place]
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
        order = np.argsort(waits["kind"], kind="stable")
        starts = np.append(0, np.cumsum(np.bincount(waits["kind"], minlength=1 << KIND_BITS))).tolist()
        of, row = narrowed("row", of[order]), waits["row"][order]
        chunk.waits = Different(known >> KIND_BITS, kind, name, pairs, place, of, row, starts)
    found: Different = chunk.waits
    return found


def edges_of(key: Array) -> Array:
    """Where another key begins, in keys that are in order."""
    if not len(key):
        return np.zeros(0, np.intp)
    return np.flatnonzero(np.append(True, key[1:] != key[:-1]))


def _count(found: Array, waits: Coded) -> None:
    """Count waits in `found` (rows, groups)."""
    to, rows = waits.part.to, waits.rows
    own = len(to)
    places = len(rows) * (own + 1)
    if places <= DENSE_PER_WAIT * len(waits.place):
        number = np.bincount(waits.place * (own + 1) + waits.group, minlength=places)
        found[np.ix_(rows, to)] += number.reshape(len(rows), own + 1)[:, :own]
    elif own:
        key = (rows * found.shape[1])[waits.place] + np.append(to, -found.size)[waits.group]
        np.add.at(found.reshape(-1), key[key >= 0], 1)
