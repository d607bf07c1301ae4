"""What is kept in columns as bytes, and back: a part for each chunk, and one for all that goes on with the log."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct

from wallboard.floor import snapshot
from wallboard.floor.people import Spell
from wallboard.floor.ticket import Ticket
from wallboard.metrics.columns import PLACE_BITS, TABLES, WHOLE, Array, Chunk, Columns, Names, Shapes, Table
from wallboard.metrics.counts import NAMES, SUMS
from wallboard.metrics.customers import DAY_S, PURGE_EVERY_S, WINDOW_S, Visit
from wallboard.metrics.keeping import Keeping
from wallboard.metrics.presence import Diary, Work
from wallboard.metrics.promises import Fate, Made

_COUNTED = f"{','.join(NAMES)} {','.join(SUMS)}"
FORM = f"3 {_COUNTED}"
"""What the parts of this version say first. What another version has kept is not read, but made anew from the log."""
LATER = frozenset({"stays"})
"""The tables that are unpacked only when somebody asks for what is in them."""
CHUNK, STATE = "chunk", "state"
LEVEL = 1

Part = tuple[str, int, bytes]
"""What it is (`CHUNK` or `STATE`), its number, and its bytes."""


_Columns = dict[str, tuple[str, bytes]]


class _Chunk(Struct, gc=False):
    """`ids`, each of the `tables`, and the `sums` are compressed; `check` is a sum over what is unpacked later."""

    form: str
    first_contact: int
    low_t: float
    high_t: float
    ids: bytes
    tables: dict[str, bytes]
    sums: bytes
    check: int


class _Diary(Struct, gc=False):
    agent: str
    done_t: float
    spells: list[Spell]
    work: list[Work]


class _State(Struct, gc=False):
    form: str
    position: int
    contacts: int
    chunks: int
    names: dict[str, list[str]]
    shapes: list[bytes]
    floor: list[tuple[str, bytes]]
    diaries: list[_Diary]
    made: dict[str, tuple[float, float, tuple[int, ...]]]
    fates: dict[str, Fate]
    now_t: float
    tickets: list[Ticket]
    left: dict[str, bytes]
    purge_t: float


class StaleError(ValueError):
    """What is kept is of another version, or not whole: it is made anew from the log."""


def pack(keeping: Keeping, position: int) -> Iterator[Part]:
    """The parts that have changed since this was last called; `position` is that of the log. The state comes last."""
    keeping.take_back()
    columns = keeping.columns
    columns.flush()
    for chunk in columns.chunks:
        if chunk.is_changed:
            chunk.is_changed = False
            yield CHUNK, chunk.number, msgspec.msgpack.encode(_chunk(chunk))
    diaries = [_Diary(name, keeping.done_t.get(name, 0.0), d.spells, d.work) for name, d in keeping.diaries.items()]
    state = _State(
        FORM,
        position,
        columns.contacts,
        len(columns.chunks),
        {name: names.names for name, names in columns.names.items()},
        [tally.to_bytes(tally.bit_length() // 8 + 1, "little", signed=True) for tally in columns.shapes.tallies],
        list(snapshot.sections(keeping.floor)),
        diaries,
        {key: (made.t, made.due_t, made.place) for key, made in keeping.promises.made.items()},
        keeping.promises.fates,
        keeping.promises.now_t,
        keeping.tickets,
        {contact: bytes(written) for contact, written in keeping.marks.left.items()},
        keeping.customers.purge_t,
    )
    yield STATE, 0, _packed(state)


def unpack(parts: Iterable[Part]) -> tuple[Keeping, int]:
    """What was packed, and the position of the log. Raises StaleError where it cannot be gone on with."""
    state: _State | None = None
    chunks: dict[int, Chunk] = {}
    try:
        for kind, number, items in parts:
            if kind == STATE:
                state = _unpacked(items, _State)
            elif kind == CHUNK:
                chunks[number] = _chunk_of(number, items)
        if state is None or state.form != FORM or sorted(chunks) != list(range(state.chunks)):
            raise StaleError("what is kept is of another version, or not whole")
        return _built(state, [chunks[number] for number in range(state.chunks)]), state.position
    except (msgspec.DecodeError, zlib.error, KeyError, ValueError, IndexError) as error:
        raise StaleError(str(error)) from error


def _built(state: _State, chunks: list[Chunk]) -> Keeping:
    columns = Columns()
    columns.names = {name: Names(names) for name, names in state.names.items()}
    columns.shapes = Shapes([int.from_bytes(tally, "little", signed=True) for tally in state.shapes])
    columns.chunks, columns.contacts = chunks, state.contacts
    builder = snapshot.FloorBuilder()
    for section, items in state.floor:
        builder.add(section, items)
    keeping = Keeping(builder.build(), columns)
    for diary in state.diaries:
        keeping.diaries[diary.agent] = Diary(diary.spells, diary.work)
        keeping.done_t[diary.agent] = diary.done_t
    keeping.tickets = state.tickets
    keeping.marks.left.update(state.left)
    keeping.promises.fates, keeping.promises.now_t = state.fates, state.now_t
    for contact, (t, due_t, place) in state.made.items():
        keeping.promises.adopt(contact, Made(t, due_t, place))
    keeping.customers.purge_t = state.purge_t
    keeping.customers.earlier = _Visits(columns, state.purge_t - PURGE_EVERY_S - WINDOW_S - DAY_S).of
    return keeping


class _Visits:
    """The customers who have come since `since_t`, as their contacts in the columns say: each is looked up once."""

    def __init__(self, columns: Columns, since_t: float) -> None:
        self._columns = columns
        found: list[tuple[Array, Array]] = []
        for chunk in columns.chunks:
            rows = chunk.tables["rows"]
            those = np.flatnonzero((rows["customer"] > 0) & (rows["t"] >= since_t) & (rows["views"] & WHOLE > 0))
            found.append((rows["customer"][those], (chunk.number << PLACE_BITS) + those))
        customers, places = [np.concatenate(column) for column in zip(*found, strict=True)]
        order = np.argsort(customers, kind="stable")
        self._customers, self._places = customers[order], places[order]
        self._told: set[str] = set()

    def of(self, customer: str) -> list[Visit]:
        """A customer's visits in order, the first time; nothing after that."""
        if customer in self._told:
            return []
        self._told.add(customer)
        number = np.uint64(int(customer, 16))
        first, last = (int(np.searchsorted(self._customers, number, side)) for side in ("left", "right"))
        return sorted(map(self._visit, self._places[first:last].tolist()), key=lambda visit: visit[:2])

    def _visit(self, place: int) -> Visit:
        chunk, row = self._columns.chunks[place >> PLACE_BITS], place & (1 << PLACE_BITS) - 1
        rows = chunk.tables["rows"]
        contact = chunk.ids[int(rows["contact"][row]) - chunk.first_contact]
        return float(rows["t"][row]), contact, self._columns.heads(place)


class _Tables(dict[str, Table]):
    """The tables of a chunk, each unpacked when it is asked for."""

    def __init__(self, packed: dict[str, bytes]) -> None:
        super().__init__()
        self.packed = packed

    def __missing__(self, name: str) -> Table:
        self[name] = table = _table(_unpacked(self.packed[name], _Columns))
        return table


def _chunk(chunk: Chunk) -> _Chunk:
    tables = {name: _packed_table(chunk.tables, name) for name in TABLES}
    ids = _packed(chunk.ids)
    sums = _packed({lane: amounts.tobytes() for lane, amounts in chunk.sums.items()})
    return _Chunk(FORM, chunk.first_contact, chunk.low_t, chunk.high_t, ids, tables, sums, _check(ids, tables))


def _packed_table(tables: dict[str, Table], name: str) -> bytes:
    if isinstance(tables, _Tables) and name not in tables:
        return tables.packed[name]
    return _packed({column: (values.dtype.str, values.tobytes()) for column, values in tables[name].items()})


def _check(ids: bytes, tables: dict[str, bytes]) -> int:
    found = zlib.crc32(ids)
    for name in sorted(LATER):
        found = zlib.crc32(tables[name], found)
    return found


def _chunk_of(number: int, items: bytes) -> Chunk:
    packed: _Chunk = msgspec.msgpack.decode(items, type=_Chunk)
    if packed.form != FORM or packed.check != _check(packed.ids, packed.tables):
        raise StaleError("a chunk is of another version, or spoilt")
    tables = _Tables(packed.tables)
    for name in TABLES:
        if name not in LATER:
            tables[name]
    sums = _unpacked(packed.sums, dict[int, bytes])
    chunk = Chunk(number, packed.first_contact)
    chunk.low_t, chunk.high_t = packed.low_t, packed.high_t
    chunk.fill(partial(_unpacked, packed.ids, list[str]), tables, _sums(sums))
    return chunk


def _table(columns: _Columns) -> Table:
    return {column: np.frombuffer(values, dtype).copy() for column, (dtype, values) in columns.items()}


def _sums(sums: dict[int, bytes]) -> dict[int, Array]:
    return {lane: np.frombuffer(amounts).copy() for lane, amounts in sums.items()}


def _packed(items: Any) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(items), LEVEL)


def _unpacked(items: bytes, kind: Any) -> Any:
    return msgspec.msgpack.decode(zlib.decompress(items), type=kind)
