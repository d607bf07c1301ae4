"""The contacts behind a figure, chosen from the columns: which of them count in it, and which are left out and why.

Whether a contact counts is asked of the figure's own terms, once for each sort of contact. A sort is what it counts,
which of the sums are there, and for each kind of wait on which side of the limits there is one, and whether it is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.behind import Asked, Chosen
from wallboard.metrics.columns import BY_AGENT, BY_QUEUE, LATER, WAITS, WHOLE, Array, Chunk, Columns
from wallboard.metrics.counts import KIND, summed, tally_of_counts
from wallboard.metrics.grains import DENSE
from wallboard.metrics.later import Later, Piece, later_of
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
    chunks = [chunk for chunk in columns.chunks if choosing.touches(chunk)]
    choosing.look_up(chunks)
    found = [choosing.of_chunk(chunk) for chunk in chunks]
    found += choosing.of_the_rest()
    t = np.concatenate([np.zeros(0), *[some.t for some in found]])
    chunk = np.repeat(np.arange(len(found)), [len(some.t) for some in found])
    place = np.concatenate([np.zeros(0, np.int64), *[np.arange(len(some.t)) for some in found]])
    newest = _newest(t, most)
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
        self._later: Later | None = None
        self._alone = np.zeros(0, dtype=bool)
        """Which of the later rows add to no other: a mark for somebody who had nothing else of the contact."""
        part_of(asked.figure, Share(0), limits)

    def touches(self, chunk: Chunk) -> bool:
        """Whether anything of the chunk may be in the span."""
        return chunk.low_t < self._asked.end_t and chunk.high_t >= self._asked.start_t

    def look_up(self, chunks: Iterable[Chunk]) -> None:
        """Find what was added later to contacts of these chunks."""
        pieces = []
        for chunk in chunks:
            rows = np.flatnonzero(self._is_asked(chunk, later=True))
            if len(rows):
                shape = chunk.tables["rows"]["shape"][rows].astype(np.int64)
                pieces.append(Piece(chunk, rows, shape, self._sums(chunk, rows), self._bits(chunk)[rows]))
        self._later = later_of(pieces) if pieces else None
        self._alone = np.ones(sum(len(piece.row) for piece in pieces), dtype=bool)

    def of_chunk(self, chunk: Chunk) -> _Found:
        """The rows of a chunk that the figure is about."""
        rows = chunk.tables["rows"]
        those = np.flatnonzero(self._is_asked(chunk))
        shape, sums, waits = rows["shape"][those].astype(np.int64), self._sums(chunk, those), self._bits(chunk)[those]
        more: dict[int, int] = {}
        if self._later is not None:
            later, at = self._later.of(rows["contact"][those], rows["queue_t"][those])
            self._alone[later] = False
            np.bitwise_or.at(sums, at, self._later.sums[later])
            np.bitwise_or.at(waits, at, self._later.waits[later])
            counting = self._later.shape[later] > 0
            for i, code in zip(at[counting].tolist(), self._later.shape[later][counting].tolist(), strict=True):
                more[i] = more.get(i, 0) + self._columns.shapes.tallies[code]
        verdict = self._judged(shape, sums, waits)
        for i, added in more.items():
            counts = added + self._columns.shapes.tallies[shape[i]]
            verdict[i] = self._verdict((counts, int(sums[i]), int(waits[i])))
        some = np.flatnonzero(verdict != NONE)
        return _Found(chunk, those[some], rows[self._moment][those[some]], verdict[some])

    def of_the_rest(self) -> Iterator[_Found]:
        """What was added later to nothing else; all chunks have been looked at."""
        if self._later is None:
            return
        by_contact: dict[int, tuple[Piece, int, Sort]] = {}
        for piece, i, contact in self._later.each(np.flatnonzero(self._alone).tolist()):
            counts, sums, waits = by_contact[contact][2] if contact in by_contact else (0, 0, 0)
            counts += self._columns.shapes.tallies[piece.shape[i]]
            by_contact[contact] = piece, i, (counts, sums | int(piece.sums[i]), waits | int(piece.waits[i]))
        for piece, i, sort in by_contact.values():
            verdict, row = self._verdict(sort), piece.row[i : i + 1]
            if verdict != NONE:
                t = piece.chunk.tables["rows"][self._moment][row]
                yield _Found(piece.chunk, row, t, np.array([verdict]))

    def told(self, found: _Found, i: int) -> Chosen:
        """One of the found, by name."""
        rows, row, names = found.chunk.tables["rows"], found.row[i], self._columns.names
        named = [names[name].names[rows[name][row]] for name in ("queue", "agent", "tier", "channel")]
        contact = self._columns.id_of(int(rows["contact"][row]))
        return Chosen(contact, float(found.t[i]), *self._verdicts[found.verdict[i]], *named)

    def _is_asked(self, chunk: Chunk, *, later: bool = False) -> Array:
        """The rows that are asked about: those of contacts, or those that were added to them later."""
        asked, rows, names = self._asked, chunk.tables["rows"], self._columns.names
        t = rows[self._moment]
        those: Array = ((rows["views"] & self._view) != 0) & (t >= asked.start_t) & (t < asked.end_t)
        those &= ((rows["views"] & LATER) != 0) == later
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


def _newest(t: Array, most: int | None) -> Array:
    """The places of the `most` latest moments (None: of all), the latest first."""
    those = np.arange(len(t))
    if most is not None and len(t) > most:
        those = np.flatnonzero(t >= -np.partition(-t, most - 1)[most - 1]) if most else those[:0]
    found: Array = those[np.argsort(-t[those], kind="stable")][:most]
    return found


def _bits_of(number: int) -> Iterator[int]:
    return (bit for bit in range(number.bit_length()) if number >> bit & 1)
