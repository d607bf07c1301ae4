"""What was added in the columns to contacts that stood there already: marks, and what may still become of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct

from wallboard.metrics.columns import Array, Chunk


class Piece(Struct, frozen=True):
    """Rows of a chunk that add to contacts, with their shapes, a bit for each sum that is there, and those of waits."""

    chunk: Chunk
    row: Array
    shape: Array
    sums: Array
    waits: Array


class Later(Struct, frozen=True):
    """The rows of all pieces, in the order of their `contact`s; `piece` and `place` tell where each stands."""

    pieces: list[Piece]
    contact: Array
    queue_t: Array
    shape: Array
    sums: Array
    waits: Array
    piece: Array
    place: Array

    def of(self, contact: Array, queue_t: Array) -> tuple[Array, Array]:
        """Which of the rows add to which of some others, that have these contacts, in order: pairs of places."""
        if not len(contact) or not len(self.contact):
            return (np.zeros(0, np.int64),) * 2
        low, high = np.searchsorted(self.contact, [contact[0], contact[-1] + 1])
        some = np.arange(low, high)
        first = np.searchsorted(contact, self.contact[low:high], "left")
        last = np.searchsorted(contact, self.contact[low:high], "right")
        at = np.where(last > first, first, -1)
        for i in np.flatnonzero(last - first > 1).tolist():  # it has come into the same queue again
            same = np.flatnonzero(queue_t[first[i] : last[i]] == self.queue_t[low + i])
            at[i] = first[i] + same[0] if len(same) else -1
        return some[at >= 0], at[at >= 0]

    def each(self, those: Iterable[int]) -> Iterator[tuple[Piece, int, int]]:
        """Of some of the rows, the piece, the place in it, and the contact."""
        for i in those:
            yield self.pieces[self.piece[i]], int(self.place[i]), int(self.contact[i])


def later_of(pieces: list[Piece]) -> Later:
    """All of them together."""
    whole = [np.concatenate([np.zeros(0, kind), *found]) for kind, found in _columns(pieces)]
    contact, queue_t, shape, sums, waits = whole
    piece = np.repeat(np.arange(len(pieces)), [len(one.row) for one in pieces])
    place = np.concatenate([np.zeros(0, np.int64), *[np.arange(len(one.row)) for one in pieces]])
    order = np.argsort(contact, kind="stable")
    columns = [column[order] for column in (contact, queue_t, shape, sums, waits, piece, place)]
    return Later(pieces, *columns)


def _columns(pieces: list[Piece]) -> Iterator[tuple[type, list[Array]]]:
    yield np.int64, [one.chunk.tables["rows"]["contact"][one.row].astype(np.int64) for one in pieces]
    yield np.float64, [one.chunk.tables["rows"]["queue_t"][one.row] for one in pieces]
    yield np.int64, [one.shape for one in pieces]
    yield np.int64, [one.sums for one in pieces]
    yield np.uint64, [one.waits for one in pieces]
