"""Recordings and scripts played into the translator, and the contacts that come of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from feeds.asterisk.parser import Parser
from feeds.asterisk.translator import Translator
from feeds.replay.source import open_source
from wallboard.config.asterisk import AsteriskSettings
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.stream.vocabulary import LogEvent

SOURCE = "/lab/pbx"


@cache
def recorded(path: Path) -> tuple[LogEvent, ...]:
    """The events of a recording, with the times of its index."""
    source = open_source(path, source=SOURCE)
    events = tuple(event for batch in source.batches for event in batch)
    assert not source.problems.counts
    return events


def folded(events: Iterable[LogEvent]) -> tuple[Floor, dict[str, Contact]]:
    """The floor at the end, and every contact that ever was on it, as it was last."""
    floor, contacts = Floor(), {}
    for event in events:
        floor.fold([event])
        contacts.update(floor.take_changes().contacts)
    return floor, contacts


class Script:
    """A PBX in the test's hands: each line is an event, and the clock moves when it is told to."""

    def __init__(self, settings: AsteriskSettings | None = None) -> None:
        self.translator = Translator(SOURCE, settings)
        self.parser = Parser(self.translator.wanted_messages())
        self.t = 1_000_000.0
        self.events: list[LogEvent] = []

    def say(self, name: str, **headers: object) -> Script:
        """The PBX sends an event."""
        lines = [f"Event: {name}", *(f"{key}: {value}" for key, value in headers.items())]
        return self.send("\r\n".join(lines).encode() + b"\r\n\r\n")

    def send(self, raw: bytes) -> Script:
        """The PBX sends these bytes."""
        for item in self.parser.feed(raw):
            self.events += self.translator.take(item, self.t)
        return self

    def wait(self, s: float) -> Script:
        """Time passes."""
        self.t += s
        self.events += self.translator.pass_time(self.t)
        return self

    def contact(self, key: str) -> Contact:
        """The contact as the events so far make it."""
        return folded(self.events)[1][key]

    def kinds(self, key: str) -> list[str]:
        """The kinds of the events about a subject."""
        return [type(event).__name__ for event in self.events if event.subject == key]
