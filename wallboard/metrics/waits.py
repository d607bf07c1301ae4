"""The waits of all groups of a question: by bin, kind and whether they were within limits, and one by one.

In each chunk the different waits (bin, kind and name) are numbered once, so that what is asked of waits is worked out
for those, some thousands, and looked up for the others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from msgspec import Struct, structs

from wallboard.metrics import counts as at
from wallboard.metrics.columns import Array, Chunk, narrowed
from wallboard.metrics.reading import Limits

KINDS = at.AWAY + 1
"""How many kinds of waits there are."""
KIND_BITS = 4
KIND_MASK = (1 << KIND_BITS) - 1
LEVELS = 4
WITHIN_THRESHOLD, WITHIN_SHORT = 2, 1
DENSE_PER_WAIT = 4
"""Up to so many places for each wait it is quicker to count in a table that holds them all."""
DENSE = 1 << 22
"""And with so many places at most in all."""


class Different(Struct, frozen=True):
    """The different waits of a chunk, by `bin`, `kind` and `name`; for each wait its number there (`of`) and its row.

    `pairs` are the different bins and kinds in order (bin · 2**`KIND_BITS` + kind), `pair` the place of each of the
    different waits there.
    """

    bin: Array
    kind: Array
    name: Array
    pairs: Array
    pair: Array
    of: Array
    row: Array

    def codes(self, level: Array) -> tuple[Array, Array]:
        """The different pairs and levels in order (pair · `LEVELS` + level), and the place of each of the different."""
        code = self.pair * LEVELS + level
        there = np.bincount(code, minlength=len(self.pairs) * LEVELS) > 0
        known = np.flatnonzero(there)
        return self.pairs[known // LEVELS] * LEVELS + known % LEVELS, (np.cumsum(there) - 1)[code]


class Grouped(Struct, frozen=True):
    """The `waits` of a chunk with the `group` of each: numbers of the chunk's own, the last of them for none.

    `to` has the place of each group in the question.
    """

    waits: Different
    group: Array
    to: Array


class Table(Struct, frozen=True):
    """The `number` of waits by `group` and `code`, in this order.

    `bins`, `kinds` and `levels` are the codes', which are in this order: a level is `WITHIN_THRESHOLD` or not plus
    `WITHIN_SHORT` or not.
    """

    group: Array
    code: Array
    number: Array
    bins: Array
    kinds: Array
    levels: Array

    def of_kinds(self, kinds: Collection[int]) -> Table:
        """Those of these kinds alone."""
        asked = np.zeros(KINDS, dtype=bool)
        asked[[*kinds]] = True
        those = np.flatnonzero(asked[self.kinds][self.code])
        return structs.replace(self, group=self.group[those], code=self.code[those], number=self.number[those])

    def by_level(self, groups: int) -> Array:
        """How many there are by kind, by level, and by group."""
        known, slot = np.unique(self.kinds * LEVELS + self.levels, return_inverse=True)
        found = np.zeros((KINDS * LEVELS, groups))
        number = np.bincount(slot[self.code] * groups + self.group, self.number, len(known) * groups)
        found[known] = number.reshape(len(known), groups)
        return found.reshape(KINDS, LEVELS, groups)


class Waits:
    """The waits of `parts`, in so many `groups`."""

    def __init__(self, parts: Sequence[Grouped], groups: int) -> None:
        self._parts, self._groups = parts, groups

    def each(self) -> tuple[Array, Array, Array, Array, Array]:
        """Group, kind, name and bin of the different waits that count, and how many there are of each."""
        bins = max([int(part.waits.bin.max(initial=0)) for part in self._parts], default=0) + 1
        names = max([int(part.waits.name.max(initial=0)) for part in self._parts], default=0) + 1
        keys, numbers = [np.zeros(0, np.int64)], [np.zeros(0, np.intp)]
        for part in self._parts:
            waits, size = part.waits, len(part.waits.bin)
            local = part.group * np.int64(size) + waits.of
            known, number = np.unique(local[part.group < len(part.to)], return_counts=True)
            group, of = np.divmod(known, max(size, 1))
            key = (part.to[group] * names + waits.name[of]) * bins + waits.bin[of]
            keys.append((key << KIND_BITS) + waits.kind[of])
            numbers.append(number)
        key, place = np.unique(np.concatenate(keys), return_inverse=True)
        number = np.bincount(place, np.concatenate(numbers), len(key)).astype(np.int64)
        rest, bin_s = np.divmod(key >> KIND_BITS, bins)
        group, name = np.divmod(rest, names)
        return group, key & KIND_MASK, name, bin_s, number

    def table(self, limits: Limits, names: Sequence[str]) -> Table:
        """How many there are of each bin, kind and level in each group; levels are those of each name's limits."""
        thresholds_s, shorts_s = np.array([limits.of(name) for name in names]).T.copy()
        coded = []
        for part in self._parts:
            waits = part.waits
            level = WITHIN_THRESHOLD * (waits.bin <= thresholds_s[waits.name])
            coded.append(waits.codes(level + WITHIN_SHORT * (waits.bin <= shorts_s[waits.name])))
        known = np.unique(np.concatenate([np.zeros(0, np.int64), *[codes for codes, _ in coded]]))
        places = [narrowed("row", np.searchsorted(known, codes))[place] for codes, place in coded]
        count = self._counted_in_table if len(known) * self._groups <= DENSE else self._counted_by_key
        keys, number = count(len(known), places)
        group = keys // max(len(known), 1)
        pairs, levels = np.divmod(known, LEVELS)
        return Table(group, keys - group * len(known), number, pairs >> KIND_BITS, pairs & KIND_MASK, levels)

    def _counted_in_table(self, codes: int, places: Sequence[Array]) -> tuple[Array, Array]:
        """The keys (group · codes + code) that there are, in order, and how many there are of each."""
        counted = np.zeros((self._groups, codes), np.int64)
        for part, place in zip(self._parts, places, strict=True):
            _count(counted, part, place[part.waits.of])
        by_group = counted.ravel()
        known = np.flatnonzero(by_group)
        return known, by_group[known]

    def _counted_by_key(self, codes: int, places: Sequence[Array]) -> tuple[Array, Array]:
        """The same where there are too many of them for a table."""
        most = codes * self._groups
        kind: type[np.signedinteger] = np.int32 if most < 1 << 31 else np.int64
        keys = [np.zeros(0, kind)]
        for part, place in zip(self._parts, places, strict=True):
            key = np.append(part.to * codes, -most).astype(kind)[part.group]
            key += place.astype(kind)[part.waits.of]
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
        pairs, pair = np.unique(known, return_inverse=True)
        kind = known & KIND_MASK
        chunk.waits = Different(known >> KIND_BITS, kind, name, pairs, pair, narrowed("row", of), waits["row"])
    found: Different = chunk.waits
    return found


def edges_of(key: Array) -> Array:
    """Where another key begins, in keys that are in order."""
    if not len(key):
        return np.zeros(0, np.intp)
    return np.flatnonzero(np.append(True, key[1:] != key[:-1]))


def _count(found: Array, part: Grouped, place: Array) -> None:
    """Count waits in `found` (groups, places) by their group and `place`."""
    own, places = len(part.to), found.shape[1]
    if own and own * places <= DENSE_PER_WAIT * len(place):
        number = np.bincount(part.group * places + place, minlength=own * places)[: own * places]
        found[part.to] += number.reshape(own, places)
    elif own:
        key = np.append(part.to * places, -found.size)[part.group] + place
        np.add.at(found.reshape(-1), key[key >= 0], 1)
