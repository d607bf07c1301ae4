"""The contacts behind a figure, chosen from the columns: which of them count in it, and which are left out and why.

Whether a contact counts is asked of the figure's own terms, once for each sort of contact. A sort is what it counts,
which of the sums are there, and for each kind of wait on which side of the limits there is one, and whether it is none.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.behind import Asked, Chosen
from wallboard.metrics.columns import BY_AGENT, BY_QUEUE, WAITS, WHOLE, Array, Chunk, Columns
from wallboard.metrics.counts import KIND, summed, tally_of_counts
from wallboard.metrics.grains import DENSE
from wallboard.metrics.passport import part_of
from wallboard.metrics.reading import Limits
from wallboard.metrics.story import Share
from wallboard.metrics.waits import WITHIN_SHORT, WITHIN_THRESHOLD, different
from wallboard.stream.contact_events import LIVE_CHANNELS

LIMITED = at.LOSS_IN_MENU
"""The kinds of waits below this one are held to limits."""
BITS_OF_LIMITED = 8
NONE = 0
"""A sort that the figure is not about."""

Sort = tuple[int, int, int]
"""What the contact counts (see `counts.counts_in`), a bit for each sum that is there, and bits of its waits."""


class _Found(Struct, frozen=True):
    """Rows of a chunk with their moments, and the number of the verdict on each."""

    chunk: Chunk
    row: Array
    t: Array
    verdict: Array


def choose(columns: Columns, asked: Asked, limits: Limits, most: int | None = None) -> tuple[list[Chosen], int]:
    """The newest `most` contacts (None: all) that count in the figure or are left out of it, and how many there are.

    The span is that of the offer (by queue: of the entry). Raises KeyError for a figure that is not in the catalogue,
    ValueError where the span is to be that of the outcome, which the columns do not hold.
    """
    if asked.by_outcome:
        raise ValueError("the columns do not hold when contacts were answered or lost")
    choosing = _Choosing(columns, asked, limits)
    found = [choosing.of_chunk(chunk) for chunk in columns.chunks if choosing.touches(chunk)]
    t = np.concatenate([np.zeros(0), *[some.t for some in found]])
    chunk = np.repeat(np.arange(len(found)), [len(some.t) for some in found])
    place = np.concatenate([np.zeros(0, np.int64), *[np.arange(len(some.t)) for some in found]])
    newest = np.argsort(-t, kind="stable")[:most]
    chosen = [choosing.told(found[chunk[i]], int(place[i])) for i in newest.tolist()]
    return chosen, len(t)


class _Choosing:
    def __init__(self, columns: Columns, asked: Asked, limits: Limits) -> None:
        self._columns, self._asked, self._limits = columns, asked, limits
        self._view = BY_AGENT if asked.agent else BY_QUEUE if asked.queue else WHOLE
        self._moment = "queue_t" if self._view == BY_QUEUE else "t"
        matrix = columns.shapes.matrix
        self._is_consult = (matrix[:, at.CONSULTS] > 0) | (matrix[:, at.CONSULTS_GIVEN_UP] > 0)
        self._names = columns.names[WAITS].names
        self._limits_s = np.array([limits.of(name) for name in self._names]).T.copy()
        self._verdicts: list[tuple[bool, str]] = [(False, "")]
        self._known: dict[Sort, int] = {}
        self._waits: dict[int, tuple[str, int]] = {}
        """For each bit of waits one that has it."""
        self._echoes = _echoes(columns)
        self._echoed = np.array([key[0] for key in self._echoes], np.int64)
        part_of(asked.figure, Share(0), limits)

    def touches(self, chunk: Chunk) -> bool:
        """Whether anything of the chunk may be in the span."""
        return chunk.low_t < self._asked.end_t and chunk.high_t >= self._asked.start_t

    def of_chunk(self, chunk: Chunk) -> _Found:
        """The rows of a chunk that the figure is about."""
        rows = chunk.tables["rows"]
        those = np.flatnonzero(self._is_asked(chunk))
        shape, sums, waits = rows["shape"][those].astype(np.int64), self._sums(chunk, those), self._bits(chunk)[those]
        verdict = self._judged(shape, sums, waits)
        for i in np.flatnonzero(np.isin(rows["contact"][those], self._echoed)).tolist():
            counts, more = self._echoes.get(_key(chunk, int(those[i])), (0, 0))
            counts += self._columns.shapes.tallies[shape[i]]
            verdict[i] = self._verdict((counts, int(sums[i]) | more, int(waits[i])))
        some = np.flatnonzero(verdict != NONE)
        return _Found(chunk, those[some], rows[self._moment][those[some]], verdict[some])

    def told(self, found: _Found, i: int) -> Chosen:
        """One of the found, by name."""
        rows, row, names = found.chunk.tables["rows"], found.row[i], self._columns.names
        named = [names[name].names[rows[name][row]] for name in ("queue", "agent", "tier", "channel")]
        contact = found.chunk.ids[int(rows["contact"][row]) - found.chunk.first_contact]
        return Chosen(contact, float(found.t[i]), *self._verdicts[found.verdict[i]], *named)

    def _is_asked(self, chunk: Chunk) -> Array:
        asked, rows, names = self._asked, chunk.tables["rows"], self._columns.names
        t = rows[self._moment]
        those: Array = ((rows["views"] & self._view) != 0) & (t >= asked.start_t) & (t < asked.end_t)
        those &= rows["contact"] >= chunk.first_contact
        for name in ("queue", "agent", "tier", "entry"):
            value = getattr(asked, name)
            if value:
                those &= rows[name] == names[name].codes.get(value, -1)
        if asked.live is not None:
            is_live = np.array([name in LIVE_CHANNELS for name in names["channel"].names])
            those &= is_live[rows["channel"]] == asked.live
        if asked.queue or asked.agent:
            those &= ~self._is_consult[rows["shape"]]
        return those

    def _sums(self, chunk: Chunk, those: Array) -> Array:
        """A bit for each sum that a row has."""
        found = np.zeros(len(those), np.int64)
        for lane, amounts in chunk.sums.items():
            found |= (amounts[those] != 0).astype(np.int64) << lane
        return found

    def _bits(self, chunk: Chunk) -> Array:
        """What waits each row of the chunk has."""
        waits = different(chunk)
        within = (waits.bin <= self._limits_s[:, waits.name]) if len(waits.bin) else np.zeros((2, 0), dtype=bool)
        level = within[0] * WITHIN_THRESHOLD + within[1] * WITHIN_SHORT
        kind, some = waits.kind.astype(np.int64), (waits.bin > 0).astype(np.int64)
        bit = np.where(
            kind < LIMITED,
            kind * BITS_OF_LIMITED + level * 2 + some,
            LIMITED * BITS_OF_LIMITED + (kind - LIMITED) * 2 + some,
        )
        for place in np.unique(bit, return_index=True)[1].tolist():
            key = int(kind[place]) * KIND + int(waits.bin[place])
            self._waits.setdefault(int(bit[place]), (self._names[waits.name[place]], key))
        found = np.zeros(chunk.rows, np.uint64)
        if len(waits.row):  # they are in the order of the rows
            starts = np.flatnonzero(np.diff(waits.row, prepend=-1))
            of_wait = np.left_shift(np.uint64(1), bit.astype(np.uint64))[waits.of]
            found[waits.row[starts]] = np.bitwise_or.reduceat(of_wait, starts)
        return found

    def _judged(self, shape: Array, sums: Array, waits: Array) -> Array:
        """The number of the verdict on each row."""
        if not len(shape):
            return np.zeros(0, np.int64)
        different_waits, different_sums = np.unique(waits), np.unique(sums)
        code = shape * len(different_waits) + np.searchsorted(different_waits, waits)
        code = code * len(different_sums) + np.searchsorted(different_sums, sums)
        size = int(code.max()) + 1
        known = np.flatnonzero(np.bincount(code)) if size <= DENSE else np.unique(code)
        verdicts = []
        for one in known.tolist():
            rest, of_sums = divmod(one, len(different_sums))
            of_shape, of_waits = divmod(rest, len(different_waits))
            counts = self._columns.shapes.tallies[of_shape]
            verdicts.append(self._verdict((counts, int(different_sums[of_sums]), int(different_waits[of_waits]))))
        if size > DENSE:
            return np.array(verdicts, np.int64)[np.searchsorted(known, code)]
        found = np.zeros(size, np.int16)
        found[known] = verdicts
        return found[code]

    def _verdict(self, sort: Sort) -> int:
        found = self._known.get(sort)
        if found is None:
            counts, sums, waits = sort
            tally = tally_of_counts(counts)
            for lane in _bits_of(sums):
                tally += summed(lane, 1_000_000)
            share = Share(tally, tuple([self._waits[bit] for bit in _bits_of(waits)]))
            part, reason = part_of(self._asked.figure, share, self._limits)
            verdict = (part == "in", reason)
            if part != "none" and verdict not in self._verdicts:
                self._verdicts.append(verdict)
            found = self._known[sort] = NONE if part == "none" else self._verdicts.index(verdict)
        return found


_Key = tuple[int, int, int, int, float]
"""A row of a contact: the contact, in which splits it counts, whose it is, and since when."""


def _key(chunk: Chunk, row: int) -> _Key:
    rows = chunk.tables["rows"]
    contact, views, queue, agent = [int(rows[name][row]) for name in ("contact", "views", "queue", "agent")]
    return contact, views, queue, agent, float(rows["queue_t"][row])


def _echoes(columns: Columns) -> dict[_Key, tuple[int, int]]:
    """What could still change of contacts in the columns: more counts, and bits of more sums, by their rows."""
    found: dict[_Key, tuple[int, int]] = {}
    for chunk in columns.chunks:
        for row in np.flatnonzero(chunk.tables["rows"]["contact"] < chunk.first_contact).tolist():
            key = _key(chunk, row)
            counts, sums = found.get(key, (0, 0))
            counts += columns.shapes.tallies[chunk.tables["rows"]["shape"][row]]
            for lane, amounts in chunk.sums.items():
                sums |= int(amounts[row] != 0) << lane
            found[key] = counts, sums
    return found


def _bits_of(number: int) -> Iterator[int]:
    return (bit for bit in range(number.bit_length()) if number >> bit & 1)
