"""The books taken down in small JSON sections, and built up again from them, equal in every figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal

import msgspec

from wallboard.floor.floor import Floor
from wallboard.floor.people import Spell
from wallboard.floor.snapshot import in_parts
from wallboard.floor.ticket import Ticket
from wallboard.metrics.books import Books
from wallboard.metrics.cell import Cell, Flow
from wallboard.metrics.cells import Cells
from wallboard.metrics.late_marks import LateMarks
from wallboard.metrics.lately import Lately
from wallboard.metrics.lately import Minute as LatelyMinute
from wallboard.metrics.ledger import Ledger
from wallboard.metrics.ledger_text import LedgerText, ledger_of, raw, written
from wallboard.metrics.menus import NodeCount
from wallboard.metrics.presence import Diary
from wallboard.metrics.promises import NOTHING, Fate, Made, Promises
from wallboard.metrics.row import Place, Where

Book = Literal["shared", "whole", "queues"]


class _Meta(msgspec.Struct, gc=False):
    zone: str
    now_t: float
    sweep_t: float
    oldest_t: float
    first_minute: int
    purge_t: float
    promises_t: float = 0.0


class _HalfHour(msgspec.Struct, gc=False):
    t: float
    tier: str
    entry: str
    channel: str
    book: Book
    queue: str
    ledger: LedgerText


class _Minute(msgspec.Struct, gc=False):
    minute: int
    channel: str
    book: Book
    queue: str
    ledger: LedgerText


class _Lately(msgspec.Struct, gc=False):
    minute: int
    tier: str
    entry: str
    channel: str
    ledger: LedgerText


class _AgentLately(msgspec.Struct, gc=False):
    minute: int
    channel: str
    agent: str
    ledger: msgspec.Raw


class _Flow(msgspec.Struct, gc=False):
    t: float
    channel: str
    book: Book
    queue: str
    amounts: list[int]


class _Agent(msgspec.Struct, gc=False):
    day_t: float
    channel: str
    agent: str
    ledger: LedgerText


class _Customer(msgspec.Struct, gc=False):
    customer: str
    visits: list[tuple[float, str, Place]]


class _Promise(msgspec.Struct, gc=False):
    contact: str
    made_t: float = -1.0
    due_t: float = -1.0
    place: Place | None = None
    kept_t: float = -1.0
    tried: list[float] = []


class _Left(msgspec.Struct, gc=False):
    contact: str
    left: msgspec.Raw


class _Diary(msgspec.Struct, gc=False, array_like=True):
    agent: str
    done_t: float
    spells: list[tuple[str, str, float, float]]
    work: list[tuple[float, float, Where | None]]


_encode = msgspec.json.Encoder().encode
_NOT_MADE = Made(-1.0, -1.0, None)

_TYPES: dict[str, Any] = {
    "books.meta": _Meta,
    "books.half_hours": _HalfHour,
    "books.minutes": _Minute,
    "books.lately": _Lately,
    "books.agents_lately": _AgentLately,
    "books.flow": _Flow,
    "books.agents": _Agent,
    "books.customers": _Customer,
    "books.promises": _Promise,
    "books.left": _Left,
    "books.diaries": _Diary,
    "books.after": Spell,
    "books.gone_tickets": Ticket,
    "books.menus": NodeCount,
}


@cache
def _decoder(section: str) -> msgspec.json.Decoder[Any] | None:
    """What reads a section, made when one comes; None for a section that nobody knows."""
    kind = _TYPES.get(section)
    return None if kind is None else msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]


def sections(books: Books) -> Iterator[tuple[str, bytes]]:
    """Name and JSON array of each section, of the size that the floor's sections have."""
    books.count_noted()
    books.staffing.take_back()
    for name, items in _contents(books):
        for part in in_parts(items):
            yield name, part


def _meta(books: Books) -> _Meta:
    cells = books.cells
    return _Meta(
        books.zone,
        books.now_t,
        books.sweep_t,
        cells.oldest_t,
        cells.first_minute,
        books.customers.purge_t,
        books.promises.now_t,
    )


def _contents(books: Books) -> Iterator[tuple[str, Iterable[object]]]:
    cells, staffing = books.cells, books.staffing
    yield "books.meta", [_meta(books)]
    yield (
        "books.half_hours",
        (
            _HalfHour(t, *dims, book, queue, written(ledger))
            for (t, dims), cell in cells.half_hours.items()
            for book, queue, ledger in _ledgers(cell)
        ),
    )
    yield (
        "books.minutes",
        (
            _Minute(*key, book, queue, written(ledger))
            for key, cell in cells.minutes.items()
            for book, queue, ledger in _ledgers(cell)
        ),
    )
    yield from _lately(books.lately)
    yield (
        "books.flow",
        (_Flow(*key, book, queue, n) for key, flow in cells.flow.items() for book, queue, n in _amounts(flow)),
    )
    yield (
        "books.agents",
        (_Agent(*key, name, written(of)) for key, ledgers in cells.agents.items() for name, of in ledgers.items()),
    )
    yield "books.customers", (_Customer(key, visits) for key, visits in books.customers.visits.items())
    yield "books.promises", _promises(books.promises)
    yield "books.left", _left(books.marks)
    yield (
        "books.diaries",
        (
            _Diary(n, staffing.done_t.get(n, 0.0), [(s.state, s.reason, s.from_t, s.to_t) for s in d.spells], d.work)
            for n, d in staffing.diaries.items()
        ),
    )
    yield "books.menus", books.menus.counts()
    yield "books.after", [*staffing.after, *staffing.fresh]
    yield "books.gone_tickets", books.tickets.gone


def _lately(lately: Lately) -> Iterator[tuple[str, Iterable[object]]]:
    for minute in lately.minutes.values():
        minute.sum_up()
        minute.read()
    yield (
        "books.lately",
        (
            _Lately(number, *dims, channel, written(ledger))
            for (number, channel), minute in lately.minutes.items()
            for dims, ledger in minute.whole.items()
        ),
    )
    yield (
        "books.agents_lately",
        (
            _AgentLately(*key, name, raw(ledger))
            for key, minute in lately.minutes.items()
            for name, ledger in minute.people.items()
        ),
    )


def _ledgers(cell: Cell) -> Iterator[tuple[Book, str, Ledger]]:
    for queue, ledger in cell.shared.items():
        yield "shared", queue, ledger
    if not cell.whole.empty:
        yield "whole", "", cell.whole
    for queue, ledger in cell.queues.items():
        yield "queues", queue, ledger


def _left(marks: LateMarks) -> Iterator[_Left]:
    for contact, left in marks.left.items():
        yield _Left(contact, left if isinstance(left, msgspec.Raw) else msgspec.Raw(left))


def _promises(promises: Promises) -> Iterator[_Promise]:
    for contact in promises.made.keys() | promises.fates.keys():
        made, fate = promises.made.get(contact, _NOT_MADE), promises.fates.get(contact, NOTHING)
        yield _Promise(contact, made.t, made.due_t, made.place, fate.kept_t, fate.tried)


def _amounts(flow: Flow) -> Iterator[tuple[Book, str, list[int]]]:
    for queue, amounts in flow.shared.items():
        yield "shared", queue, amounts
    yield "whole", "", flow.whole
    for queue, amounts in flow.queues.items():
        yield "queues", queue, amounts


class BooksBuilder:
    """Collects sections in any order, then builds the books."""

    def __init__(self) -> None:
        self._items: dict[str, list[Any]] = {name: [] for name in _TYPES}

    def add(self, section: str, items: bytes) -> bool:
        """Take a section; False if it is not the books'. Raises msgspec.ValidationError where it does not fit."""
        decoder = _decoder(section)
        if decoder is None:
            return False
        self._items[section] += decoder.decode(items)
        return True

    def build(self, floor: Floor, zone: str = "UTC") -> Books:
        """The books that belong to `floor`, which is from the same moment; `zone` where no section names one."""
        items = self._items
        meta = next(iter(items["books.meta"]), None)
        books = Books(meta.zone if meta else zone)
        cells, staffing = books.cells, books.staffing
        if meta:
            books.now_t, books.sweep_t = meta.now_t, meta.sweep_t
            cells.oldest_t, cells.first_minute = meta.oldest_t, meta.first_minute
            books.customers.purge_t = meta.purge_t
            books.promises.now_t = meta.promises_t
        self._fill(cells)
        self._fill_lately(books.lately)
        books.customers.visits.update((c.customer, c.visits) for c in items["books.customers"])
        for p in items["books.promises"]:
            if p.kept_t >= 0.0 or p.tried:
                books.promises.fates[p.contact] = Fate(p.kept_t, p.tried)
            if p.place is not None:
                books.promises.adopt(p.contact, Made(p.made_t, p.due_t, p.place))
        books.marks.left.update((one.contact, one.left) for one in items["books.left"])
        for d in items["books.diaries"]:
            spells = [Spell(d.agent, *spell) for spell in d.spells]
            staffing.diaries[d.agent], staffing.done_t[d.agent] = Diary(spells, d.work), d.done_t
        staffing.after.extend(items["books.after"])
        books.tickets.gone.extend(items["books.gone_tickets"])
        books.menus.adopt(items["books.menus"], floor.contacts.values())
        books.adopt(floor)
        return books

    def _fill(self, cells: Cells) -> None:
        items = self._items
        for h in items["books.half_hours"]:
            _put(cells.half_hours.setdefault((h.t, (h.tier, h.entry, h.channel)), Cell()), h)
        for m in items["books.minutes"]:
            _put(cells.minutes.setdefault((m.minute, m.channel), Cell()), m)
        for f in items["books.flow"]:
            flow = cells.flow.setdefault((f.t, f.channel), Flow())
            if f.book == "whole":
                flow.whole = f.amounts
            else:
                getattr(flow, f.book)[f.queue] = f.amounts
        for a in items["books.agents"]:
            cells.agents.setdefault((a.day_t, a.channel), {})[a.agent] = ledger_of(a.ledger)

    def _fill_lately(self, lately: Lately) -> None:
        for w in self._items["books.lately"]:
            minute = lately.minutes.setdefault((w.minute, w.channel), LatelyMinute())
            minute.whole[w.tier, w.entry] = ledger_of(w.ledger)
        for m in self._items["books.agents_lately"]:
            lately.minutes.setdefault((m.minute, m.channel), LatelyMinute()).unread.append((m.agent, m.ledger))


def _put(cell: Cell, item: _HalfHour | _Minute) -> None:
    if item.book == "whole":
        cell.whole = ledger_of(item.ledger)
    else:
        getattr(cell, item.book)[item.queue] = ledger_of(item.ledger)
