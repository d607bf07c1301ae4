"""What history keeps of contacts that are over, in columns: one row for each of their parts, waits and stays beside.

A *shape* is a distinct set of counts: there are some hundreds of them, so that all counts of a split are one count of
(group, shape). NumPy is imported with this module: whoever has to start quickly imports it when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from struct import Struct as Record
from typing import Any

import numpy as np
from msgspec import Struct

from wallboard.metrics import counts as at
from wallboard.metrics.counts import KIND, SUMS, counts_in, numbers, sums_in
from wallboard.metrics.parts import Part
from wallboard.metrics.peaks import FOREVER, Stays, latest
from wallboard.metrics.presence import union
from wallboard.metrics.row import ContactRow
from wallboard.metrics.story import Share

WHOLE, BY_QUEUE, BY_AGENT, LATER = 1, 2, 4, 8
"""In which splits a row counts: as the contact, as a queue entry, as the work of an agent; it adds to one counted."""
EVERY = WHOLE | BY_QUEUE | BY_AGENT
NAMED = ("queue", "tier", "entry", "channel", "topic", "agent")
"""Columns of names, as numbers of the store's own dictionaries."""
WAITS = "waits"
"""The dictionary of the names under which waits, hand-offs and marks stand in a ledger, and reasons of being away."""
AWAY = len(SUMS)
"""The place of time away, which is no sum of a ledger: it stands under its reason."""
IN_MENU, IN_QUEUE, IN_TALK, SEEN = range(4)
"""Kinds of stays; `SEEN` tells of an agent and has no length."""
CHUNK_ROWS = 65_536
BUFFERED_ROWS = 4096
PLACE_BITS = 20
"""A row's place: the number of its chunk, and in so many bits its number there."""

Array = np.ndarray[Any, np.dtype[Any]]
Table = dict[str, Array]

ROW = Record("<ddIQIIIIIIIB")
"""The columns of a row but its sums: see `_ROW_TYPE`."""
_ROW_TYPE = np.dtype(
    [("t", "<f8"), ("queue_t", "<f8"), ("contact", "<u4"), ("customer", "<u8"), ("shape", "<u4")]
    + [(name, "<u4") for name in NAMED]
    + [("views", "u1"), ("sums", "<i8", (len(SUMS),))]
)
_WAIT = Record("<IBII")
_WAIT_TYPE = np.dtype([("row", "<u4"), ("kind", "u1"), ("name", "<u4"), ("bin", "<u4")])
_STAY = Record("<IIBqq")
_STAY_TYPE = np.dtype([("row", "<u4"), ("agent", "<u4"), ("kind", "u1"), ("from_us", "<i8"), ("to_us", "<i8")])
_TIME = Record("<IBIqq")
_TIME_TYPE = np.dtype([("agent", "<u4"), ("place", "u1"), ("reason", "<u4"), ("from_us", "<i8"), ("to_us", "<i8")])
_TYPES = {"rows": _ROW_TYPE, "waits": _WAIT_TYPE, "stays": _STAY_TYPE, "times": _TIME_TYPE}
TABLES = (*_TYPES,)
_NARROW = frozenset({"shape", "row", "bin", "name", "reason", *NAMED})


class Names:
    """Numbers for names, in the order in which they came; 0 is the empty name."""

    def __init__(self, names: Iterable[str] = ("",)) -> None:
        self.names = [*names]
        self.codes = {name: code for code, name in enumerate(self.names)}

    def code(self, name: str) -> int:
        """The number of `name`."""
        found = self.codes.get(name)
        if found is None:
            found = self.codes[name] = len(self.names)
            self.names.append(name)
        return found


class Shapes:
    """Numbers for sets of counts, each the counts' part of a tally (`counts.counts_in`)."""

    def __init__(self, tallies: Iterable[int] = (0,)) -> None:
        self.tallies = [*tallies]
        self._codes = {tally: code for code, tally in enumerate(self.tallies)}
        self._matrix = np.zeros((0, len(at.NAMES)))

    def code(self, tally: int) -> int:
        """The number of this set of counts."""
        found = self._codes.get(tally)
        if found is None:
            found = self._codes[tally] = len(self.tallies)
            self.tallies.append(tally)
        return found

    @property
    def matrix(self) -> Array:
        """What each shape counts, by place of `counts.NAMES`: (shapes, places), float64 (exact below 2**53)."""
        known = len(self._matrix)
        if known < len(self.tallies):
            rows = [numbers(at.tally_of_counts(tally))[0] for tally in self.tallies[known:]]
            self._matrix = np.concatenate((self._matrix, np.array(rows, dtype=np.float64)))
        return self._matrix


class Placed(Struct, frozen=True, gc=False):
    """Where a contact counts: the first row, and the rows for its whole, first queue and first agent.

    `talks` has, for each of its talks, the rows in which what follows the talk counts.
    """

    heads: tuple[int, ...]
    talks: list[tuple[int, ...]]


class Chunk:
    """Some contacts, in the order in which they were over. `tables` are complete after `flush`.

    `low_t` and `high_t` are the first and last moments by which rows and times belong to spans (epoch seconds).
    """

    def __init__(self, number: int, first_contact: int) -> None:
        self.number, self.first_contact = number, first_contact
        self._ids: list[str] | Callable[[], list[str]] = []
        self.tables: dict[str, Table] = {name: _no_rows(kind) for name, kind in _TYPES.items()}
        self.sums: dict[int, Array] = {}
        self.cells: dict[int, Table] = {}
        """The agents' time by steps of so many seconds, where somebody has asked for it; see `agent_time`."""
        self.grains: dict[tuple[int, str, tuple[str, ...]], Any] = {}
        """Its rows taken together, where somebody has asked for them; see `grains`."""
        self.crowd: Any = None
        """Its stays, where somebody has asked for the most at once; see `most`."""
        self.waits: Any = None
        """The different waits among them, where somebody has asked for them; see `waits`."""
        self.low_t, self.high_t = float("inf"), float("-inf")
        self.rows = 0
        self.is_changed = True
        self._records = {name: bytearray() for name in _TYPES}
        self._flushed = 0
        self._patches: list[tuple[int, int]] = []

    def fill(self, ids: Callable[[], list[str]], tables: dict[str, Table], sums: dict[int, Array]) -> None:
        """Take what was kept; `ids` gives the contacts' ids once somebody asks for one."""
        self._ids, self.tables, self.sums = ids, tables, sums
        self.rows = self._flushed = len(tables["rows"]["t"])
        self.is_changed = False

    @property
    def ids(self) -> list[str]:
        """The contacts' own ids."""
        if not isinstance(self._ids, list):
            self._ids = self._ids()
        return self._ids

    def add_row(self, head: bytes, share: Share, names: Names) -> int:
        """Take a row; its number."""
        row, records = self.rows, self._records
        self.rows += 1
        self.is_changed = True
        records["rows"] += head + sums_in(share.tally)
        for queue, key in share.waits:
            records["waits"] += _WAIT.pack(row, key // KIND, names.code(queue), key % KIND)
        return row

    def add_stay(self, row: int, agent: int, kind: int, from_t: float, to_t: float) -> None:
        """Somebody was there, from and to in epoch seconds; a stay without length and agent is none."""
        if to_t > from_t or agent:
            self._records["stays"] += _STAY.pack(row, agent, kind, moment_us(from_t), moment_us(to_t))

    def add_time(self, agent: int, place: int, reason: int, from_t: float, to_t: float) -> None:
        """An agent spent a time; `place` is that of `counts.SUMS`, or `AWAY` with a `reason`."""
        self.low_t, self.high_t = min(self.low_t, from_t), max(self.high_t, to_t)
        self.is_changed = True
        self._records["times"] += _TIME.pack(agent, place, reason, moment_us(from_t), moment_us(to_t))

    def patch(self, row: int, tally: int) -> None:
        """Add to what `row` counts and sums up."""
        self._patches.append((row, tally))
        self.is_changed = True

    @property
    def is_full(self) -> bool:
        """Whether the next contact goes into another chunk."""
        return self.rows >= CHUNK_ROWS

    def flush(self, shapes: Shapes, least: int = 0) -> None:
        """Make what was taken since the last time part of the tables, if it is `least` rows or more."""
        if self.rows - self._flushed < least:
            return
        for name, records in self._records.items():
            if records:
                self.cells = {} if name == "times" else self.cells
                self.waits = None if name == "waits" else self.waits
                self.crowd = None if name == "stays" else self.crowd
                self._append(name, np.frombuffer(bytes(records), _TYPES[name]))
                records.clear()
        self._flushed = self.rows
        patches, self._patches = self._patches, []
        for row, tally in patches:
            self._apply(shapes, row, tally)
        for grains in self.grains.values() if patches else ():
            grains.forget_amounts()

    def _append(self, name: str, new: Array) -> None:
        table = self.tables[name]
        if name == "rows":
            self.grains.clear()
            self._append_sums(new["sums"])
            for moments in (new["t"], new["queue_t"]):
                self.low_t = min(self.low_t, float(moments.min()))
                self.high_t = max(self.high_t, float(moments.max()))
        for column in table:
            table[column] = np.concatenate((table[column], narrowed(column, new[column])))

    def _append_sums(self, new: Array) -> None:
        before = len(self.tables["rows"]["t"])
        for lane in range(len(SUMS)):
            if lane in self.sums or new[:, lane].any():
                old = self.sums.get(lane)
                old = np.zeros(before) if old is None else old
                self.sums[lane] = np.concatenate((old, new[:, lane].astype(np.float64)))

    def _apply(self, shapes: Shapes, row: int, tally: int) -> None:
        number, amounts = numbers(tally)
        column = self.tables["rows"]["shape"]
        if any(number):
            code = shapes.code(shapes.tallies[column[row]] + counts_in(tally))
            if code > np.iinfo(column.dtype).max:
                column = self.tables["rows"]["shape"] = column.astype(np.uint32)
            column[row] = code
        for lane, amount in enumerate(amounts):
            if amount:
                if lane not in self.sums:
                    self.sums[lane] = np.zeros(len(column))
                self.sums[lane][row] += amount


class Columns:
    """The chunks, and what their numbers mean. Contacts are numbered through; the newest are in the last chunk."""

    def __init__(self) -> None:
        self.names = {name: Names() for name in (*NAMED, WAITS)}
        self.shapes = Shapes()
        self.chunks = [Chunk(0, 0)]
        self.contacts = 0

    def add(self, row: ContactRow, stays: Stays, customer: int) -> Placed:
        """Take a contact of ours (its `share` is not None); `customer` is a number for him, 0 for nobody."""
        chunk = self._newest()
        chunk.ids.append(row.id)
        self.contacts += 1
        if row.parts is None:
            share = row.share or Share(0)
            only = self._row(chunk, row, customer, EVERY, row.queue_t, row.queue, row.agent, share)
            self._stay(chunk, only, stays.menu, stays.waits, stays.talks)
            place = (chunk.number << PLACE_BITS) + only
            return Placed((place,), [(place,)] * len(stays.talks))
        return self._add_parts(chunk, row, stays, customer)

    def _add_parts(self, chunk: Chunk, row: ContactRow, stays: Stays, customer: int) -> Placed:
        assert row.whole is not None
        base, talks = chunk.number << PLACE_BITS, stays.talks
        whole = self._part(chunk, row, customer, WHOLE, row.whole)
        self._stay(chunk, whole, stays.menu, stays.waits, talks)
        entered = [wait[0] for wait in stays.waits] or [row.t]
        at_entry = [latest(entered, talk[1]) for talk in talks]
        queues = [self._part(chunk, row, 0 if i else customer, BY_QUEUE, part) for i, part in enumerate(row.queues)]
        for i, place in enumerate(queues):
            of_entry = [talk for talk, entry in zip(talks, at_entry, strict=True) if entry == i]
            self._stay(chunk, place, None if i else stays.menu, stays.waits[i : i + 1], of_entry)
        agents = {
            part.agent: self._part(chunk, row, 0 if i else customer, BY_AGENT, part)
            for i, part in enumerate(row.agents)
        }
        for i, (agent, place) in enumerate(agents.items()):
            of_agent = [talk for talk in talks if talk[0] == agent]
            self._stay(chunk, place, None if i else stays.menu, [] if i else stays.waits, of_agent)
        followed = [
            [whole, queues[entry], *([agents[talk[0]]] if talk[0] in agents else [])]
            for talk, entry in zip(talks, at_entry, strict=True)
        ]
        heads = (base + whole, base + queues[0], base + agents[row.agent])
        return Placed(heads, [tuple([base + place for place in places]) for places in followed])

    def patch(self, places: Iterable[int], tally: int) -> None:
        """Add to what the rows at `places` count."""
        for place in places:
            self.chunks[place >> PLACE_BITS].patch(place & (1 << PLACE_BITS) - 1, tally)

    def add_echo(self, place: int, tally: int) -> None:
        """Take a row that counts `tally` wherever the row at `place` counts; that one is in its table already."""
        chunk, row = self.chunks[place >> PLACE_BITS], place & (1 << PLACE_BITS) - 1
        rows = chunk.tables["rows"]
        shape = self.shapes.code(counts_in(tally))
        codes = [int(rows[name][row]) for name in NAMED]
        contact, views = int(rows["contact"][row]), int(rows["views"][row]) | LATER
        head = ROW.pack(rows["t"][row], rows["queue_t"][row], contact, 0, shape, *codes, views)
        self._newest().add_row(head, Share(tally), self.names[WAITS])

    def add_time(self, agent: str, place: int, from_t: float, to_t: float, reason: str = "") -> None:
        """An agent spent this time (epoch seconds); `place` is that of `counts.SUMS`, or `AWAY` with a `reason`."""
        names = self.names
        self.chunks[-1].add_time(names["agent"].code(agent), place, names[WAITS].code(reason), from_t, to_t)

    def heads(self, place: int) -> tuple[int, ...]:
        """The rows of a contact for its whole, first queue and first agent, from the first of its rows."""
        chunk = self.chunks[place >> PLACE_BITS]
        first = place & (1 << PLACE_BITS) - 1
        views = chunk.tables["rows"]["views"]
        if views[first] == EVERY:
            return (place,)
        return (place, *[place + int(np.argmax(views[first:] == view)) for view in (BY_QUEUE, BY_AGENT)])

    def flush(self, least: int = 0) -> None:
        """Make what was taken part of the tables, in chunks where it is `least` rows or more."""
        for chunk in self.chunks:
            chunk.flush(self.shapes, least)

    @property
    def begun_t(self) -> float:
        """The first moment of which anything is known (epoch seconds); infinity where nothing is."""
        return min([chunk.low_t for chunk in self.chunks])

    def id_of(self, contact: int) -> str:
        """The contact's own id."""
        for chunk in reversed(self.chunks):
            if chunk.first_contact <= contact:
                return chunk.ids[contact - chunk.first_contact]
        raise KeyError(contact)

    def _newest(self) -> Chunk:
        newest = self.chunks[-1]
        if newest.is_full:
            newest = Chunk(newest.number + 1, self.contacts)
            self.chunks.append(newest)
        return newest

    def _part(self, chunk: Chunk, row: ContactRow, customer: int, view: int, part: Part) -> int:
        return self._row(chunk, row, customer, view, part.t, part.queue, part.agent, part.share)

    def _row(
        self, chunk: Chunk, row: ContactRow, customer: int, views: int, t: float, queue: str, agent: str, share: Share
    ) -> int:
        names = self.names
        head = ROW.pack(
            row.t,
            t,
            self.contacts - 1,
            customer,
            self.shapes.code(counts_in(share.tally)),
            names["queue"].code(queue),
            names["tier"].code(row.tier),
            names["entry"].code(row.entry),
            names["channel"].code(row.channel),
            names["topic"].code(row.topic),
            names["agent"].code(agent),
            views,
        )
        return chunk.add_row(head, share, names[WAITS])

    def _stay(
        self,
        chunk: Chunk,
        row: int,
        menu: tuple[float, float] | None,
        waits: Iterable[tuple[float, float]],
        talks: Sequence[tuple[str, float, float]],
    ) -> None:
        code = self.names["agent"].code
        if menu is not None:
            chunk.add_stay(row, 0, IN_MENU, *menu)
        for from_t, to_t in waits:
            chunk.add_stay(row, 0, IN_QUEUE, from_t, to_t)
        if len(talks) == 1:
            agent, from_t, to_t = talks[0]
            chunk.add_stay(row, code(agent), IN_TALK, from_t, to_t)
            return
        for agent in dict.fromkeys([talk[0] for talk in talks]):
            chunk.add_stay(row, code(agent), SEEN, 0.0, 0.0)
        for from_t, to_t in union([talk[1:] for talk in talks], -FOREVER, FOREVER):
            chunk.add_stay(row, 0, IN_TALK, from_t, to_t)


def moment_us(t: float) -> int:
    """Epoch seconds in whole microseconds."""
    return int(t * 1e6 + 0.5)


def narrowed(column: str, values: Array) -> Array:
    """Whole numbers in as few bytes as they need."""
    if column not in _NARROW or not len(values):
        return values
    return values.astype(np.min_scalar_type(int(values.max())))


def _no_rows(kind: np.dtype[Any]) -> Table:
    empty = np.zeros(0, kind)
    return {
        name: empty[name].astype(np.uint8) if name in _NARROW else empty[name].copy()
        for name in kind.names or ()
        if name != "sums"
    }
