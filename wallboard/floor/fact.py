"""One fact of a contact, kept while it may still be told anew: the event without its envelope, which is large."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from wallboard.stream.contact_events import ContactEvent
from wallboard.stream.envelope import Event, make


class Fact(Struct, frozen=True, gc=False):
    """`kind` is the event's type, `t` its time (epoch seconds, UTC)."""

    kind: type[Event]
    t: float
    order: int
    id: str
    source: str
    data: Any

    def event(self, contact: str) -> ContactEvent:
        """The event again, without what the hub had added to it."""
        event = make(self.kind, self.id, self.source, contact, self.t, self.data, order=self.order)
        return event  # type: ignore[return-value]


@cache
def _decoder() -> msgspec.json.Decoder[list[ContactEvent]]:
    return msgspec.json.Decoder(list[ContactEvent])


def facts_in(items: bytes | msgspec.Raw) -> list[Fact]:
    """What is kept of the events in a JSON array. Raises msgspec.ValidationError where they are none."""
    return [fact_of(event) for event in _decoder().decode(items)]


def fact_of(event: ContactEvent) -> Fact:
    """What is kept of `event`."""
    return Fact(type(event), event.time.timestamp(), event.order, event.id, event.source, event.data)
