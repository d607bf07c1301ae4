"""What is said of contacts that are in columns: rows of its own for marks, and the topic that they are on by now."""

from __future__ import annotations

import numpy as np

from wallboard.metrics.columns import BY_AGENT, BY_QUEUE, EVERY, LATER, ROW, WAITS, WHOLE, Array, Chunk, Columns
from wallboard.metrics.counts import KIND, counts_in
from wallboard.metrics.late_marks import Left
from wallboard.metrics.promises import Promises
from wallboard.metrics.row import Where
from wallboard.metrics.story import Share


class Marking:
    """The `spot` of each record is the contact's number and its rows for its whole, first queue and first agent."""

    def __init__(self, columns: Columns, promises: Promises) -> None:
        self._columns, self._promises = columns, promises

    def post_late(self, left: Left, where: Where, share: Share, sign: int) -> None:
        """Count `share` (sign 1), or take it back (-1)."""
        if share.tally:
            self._columns.patch(left.spot[1:], sign * share.tally)
        for wait in share.waits:
            if sign > 0:
                self._add(left, where, Share(0, (wait,)))
            else:
                self._remove(left, where, wait)

    def promise_late(self, contact: str, left: Left, due_t: float) -> None:
        """A callback was promised, by `due_t` (-1: no time was named)."""
        self._promises.make(contact, left.place[0], due_t, left.spot[1:])

    def set_topic(self, left: Left, topic: str) -> None:
        """All rows of the contact are on `topic`."""
        self._columns.flush()
        code = self._columns.names["topic"].code(topic)
        for chunk, rows in self._rows(left):
            column = chunk.tables["rows"]["topic"]
            if code > np.iinfo(column.dtype).max:
                column = chunk.tables["rows"]["topic"] = column.astype(np.uint32)
            column[rows] = code
            chunk.grains.clear()
            chunk.is_changed = True

    def _add(self, left: Left, where: Where, share: Share) -> None:
        t, tier, entry, channel, queue_t, queue, agent = where.place
        names, newest = self._columns.names, self._columns.chunks[-1]
        shape, of_agent = self._columns.shapes.code(counts_in(share.tally)), left.queue_of(agent)
        views = ((EVERY, queue),) if of_agent == queue else ((WHOLE | BY_QUEUE, queue), (BY_AGENT, of_agent))
        for view, name in views:
            told = (("queue", name), ("tier", tier), ("entry", entry), ("channel", channel), ("topic", left.topic))
            codes = [names[column].code(value) for column, value in (*told, ("agent", agent))]
            newest.add_row(ROW.pack(t, queue_t, left.spot[0], 0, shape, *codes, view | LATER), share, names[WAITS])

    def _remove(self, left: Left, where: Where, wait: tuple[str, int]) -> None:
        """Take a mark out of the rows in which it counts: of the whole, of its queue entry, of its agent."""
        self._columns.flush()
        missing = EVERY
        for chunk, rows in self._rows(left):
            for record in self._records(chunk, rows, wait):
                view = self._view(chunk, int(chunk.tables["waits"]["row"][record]), where)
                if view and view & missing == view:
                    missing &= ~view
                    table = chunk.tables["waits"]
                    for column in table:
                        table[column] = np.delete(table[column], record)
                    chunk.waits, chunk.is_changed = None, True
                    chunk.grains.clear()

    def _rows(self, left: Left) -> list[tuple[Chunk, Array]]:
        number = left.spot[0]
        found = [(chunk, np.flatnonzero(chunk.tables["rows"]["contact"] == number)) for chunk in self._columns.chunks]
        return [(chunk, rows) for chunk, rows in found if len(rows)]

    def _records(self, chunk: Chunk, rows: Array, wait: tuple[str, int]) -> list[int]:
        """The places of the records of such a wait of these rows, the last first."""
        waits, (name, key) = chunk.tables["waits"], wait
        code = self._columns.names[WAITS].code(name)
        those = np.isin(waits["row"], rows) & (waits["kind"] == key // KIND) & (waits["bin"] == key % KIND)
        found: list[int] = np.flatnonzero(those & (waits["name"] == code))[::-1].tolist()
        return found

    def _view(self, chunk: Chunk, row: int, where: Where) -> int:
        """The views for which this row holds what counts at `where`; 0: it is the row of something else."""
        rows, names = chunk.tables["rows"], self._columns.names
        view, (_, _, _, _, queue_t, queue, agent) = int(rows["views"][row]) & EVERY, where.place
        is_queues = rows["queue_t"][row] == queue_t and rows["queue"][row] == names["queue"].code(queue)
        is_agents = rows["agent"][row] == names["agent"].code(agent)
        wrong = (view & BY_QUEUE and not is_queues) or (view & BY_AGENT and not is_agents)
        return 0 if wrong else view
