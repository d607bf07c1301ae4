"""The floor taken down in small JSON sections, and built up again from them, equal in everything that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from wallboard.floor.command import Command
from wallboard.floor.contact import Contact
from wallboard.floor.fact import Fact, fact_of
from wallboard.floor.floor import Floor
from wallboard.floor.losses import Lost
from wallboard.floor.marks import Said
from wallboard.floor.people import Agent, Feed, Queue
from wallboard.floor.ticket import Ticket
from wallboard.stream.contact_events import ContactEvent

SECTION_BYTES = 48 * 1024
"""Sections stay under this size where one item does, because a message of 64 KiB passes every intermediary."""


class _Meta(msgspec.Struct, gc=False):
    now_t: float
    sweep_t: float
    ignored: int
    too_late: int
    duplicates: int


class _Facts(msgspec.Struct, gc=False):
    contact: str
    facts: list[ContactEvent]


class _Said(msgspec.Struct, gc=False):
    contact: str
    t: float
    facts: msgspec.Raw
    is_over: bool


class _Closing(msgspec.Struct, gc=False):
    key: str
    until_t: float


_TYPES: dict[str, Any] = {
    "floor.meta": _Meta,
    "floor.feeds": Feed,
    "floor.queues": Queue,
    "floor.agents": Agent,
    "floor.contacts": Contact,
    "floor.closing": _Closing,
    "floor.hidden": _Closing,
    "floor.facts": _Facts,
    "floor.parked": _Facts,
    "floor.said": _Said,
    "floor.lost": Lost,
    "floor.tickets": Ticket,
    "floor.settled_tickets": _Closing,
    "floor.resolved_tickets": _Closing,
    "floor.commands": Command,
}
_encoder = msgspec.json.Encoder()


@cache
def _decoder(section: str) -> msgspec.json.Decoder[Any] | None:
    """What reads a section, made when one comes; None for a section that nobody knows."""
    kind = _TYPES.get(section)
    return None if kind is None else msgspec.json.Decoder(list[kind])  # type: ignore[valid-type]


def sections(floor: Floor) -> Iterator[tuple[str, bytes]]:
    """Name and JSON array of each section, `SECTION_BYTES` at most where the items allow it."""
    for name, items in _contents(floor):
        for part in in_parts(items):
            yield name, part


def in_parts(items: Iterable[object]) -> Iterator[bytes]:
    """`items` as JSON arrays of at most `SECTION_BYTES` (more where a single item is larger); none for no items."""
    part: list[bytes] = []
    size = 0
    for item in items:
        text = _encoder.encode(item)
        if part and size + len(text) > SECTION_BYTES:
            yield b"[" + b",".join(part) + b"]"
            part, size = [], 0
        part.append(text)
        size += len(text) + 1
    if part:
        yield b"[" + b",".join(part) + b"]"


def _contents(floor: Floor) -> Iterator[tuple[str, Iterable[object]]]:
    book = floor.book
    yield "floor.meta", [_Meta(floor.now_t, floor.sweep_t, floor.ignored, book.too_late, book.duplicates)]
    yield "floor.feeds", floor.feeds.values()
    yield "floor.queues", floor.queues.values()
    yield "floor.agents", floor.agents.values()
    yield "floor.contacts", floor.contacts.values()
    yield "floor.closing", [_Closing(key, until_t) for key, until_t in book.closing.items()]
    yield "floor.hidden", [_Closing(key, until_t) for key, until_t in book.hidden.items()]
    yield "floor.facts", _as_events(book.facts)
    yield "floor.parked", _as_events(book.parked)
    yield "floor.said", (_Said(name, s.t, _told(name, s), s.is_over) for name, s in book.memory.said.items())
    yield "floor.lost", book.lost.values()
    yield "floor.tickets", floor.tickets.values()
    yield "floor.settled_tickets", [_Closing(key, until_t) for key, until_t in floor.settled_tickets.items()]
    yield "floor.resolved_tickets", [_Closing(key, until_t) for key, until_t in floor.resolved_tickets.items()]
    yield "floor.commands", floor.commands.values()


def _as_events(told: dict[str, list[Fact]]) -> Iterator[_Facts]:
    return (_Facts(contact, _events(contact, facts)) for contact, facts in told.items())


def _told(contact: str, said: Said) -> msgspec.Raw:
    return said.unread if said.unread is not None else msgspec.Raw(_encoder.encode(_events(contact, said.facts)))


def _events(contact: str, facts: Iterable[Fact]) -> list[ContactEvent]:
    return [fact.event(contact) for fact in facts]


class FloorBuilder:
    """Collects sections in any order, then builds the floor."""

    def __init__(self) -> None:
        self._items: dict[str, list[Any]] = {name: [] for name in _TYPES}

    def add(self, section: str, items: bytes) -> bool:
        """Take a section; False if it is not the floor's. Raises msgspec.ValidationError where it does not fit."""
        decoder = _decoder(section)
        if decoder is None:
            return False
        self._items[section] += decoder.decode(items)
        return True

    def build(self) -> Floor:
        """The floor; nothing counts as changed yet."""
        floor, items = Floor(), self._items
        book = floor.book
        for meta in items["floor.meta"]:
            floor.now_t, floor.sweep_t, floor.ignored = meta.now_t, meta.sweep_t, meta.ignored
            book.too_late, book.duplicates = meta.too_late, meta.duplicates
        floor.feeds.update((f.source, f) for f in items["floor.feeds"])
        floor.queues.update((q.id, q) for q in items["floor.queues"])
        floor.agents.update((a.id, a) for a in items["floor.agents"])
        floor.contacts.update((c.id, c) for c in items["floor.contacts"])
        book.closing.update((c.key, c.until_t) for c in items["floor.closing"])
        book.hidden.update((c.key, c.until_t) for c in items["floor.hidden"])
        book.facts.update((f.contact, [fact_of(event) for event in f.facts]) for f in items["floor.facts"])
        book.parked.update((f.contact, [fact_of(event) for event in f.facts]) for f in items["floor.parked"])
        book.memory.said.update((s.contact, Said(s.t, is_over=s.is_over, unread=s.facts)) for s in items["floor.said"])
        book.losses.adopt(items["floor.lost"])
        floor.tickets.update((k.id, k) for k in items["floor.tickets"])
        floor.settled_tickets.update((k.key, k.until_t) for k in items["floor.settled_tickets"])
        floor.resolved_tickets.update((k.key, k.until_t) for k in items["floor.resolved_tickets"])
        floor.commands.update((c.key, c) for c in items["floor.commands"])
        return floor
