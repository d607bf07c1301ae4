"""Facts of a contact written as a play: `Story("c1").at(0, Offered()).at(5, Menu("1"))`."""

from __future__ import annotations

from typing import Any

from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.stream.envelope import Event, make
from wallboard.stream.vocabulary import LOG_TYPES, data_type

START_T = 1_772_000_000.0
SOURCE = "/test/script/1"
KINDS: dict[type[Any], type[Event]] = {data_type(kind): kind for kind in LOG_TYPES.values()}


class Story:
    def __init__(self, subject: str, source: str = SOURCE) -> None:
        self.subject, self.source = subject, source
        self.events: list[Any] = []

    def at(self, after_s: float, data: Any, **attributes: Any) -> Story:
        ident = f"{self.subject}-{len(self.events)}"
        t = START_T + after_s
        self.events.append(make(KINDS[type(data)], ident, self.source, self.subject, t, data, **attributes))
        return self

    def told(self) -> Contact:
        floor = Floor()
        floor.fold(self.events)
        return floor.contacts[self.subject]


def event(subject: str, after_s: float, data: Any, ident: str, kind: type[Event] | None = None) -> Any:
    return make(kind or KINDS[type(data)], ident, SOURCE, subject, START_T + after_s, data)
