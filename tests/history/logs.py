"""Logs and events for the tests of history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wallboard.history.opening import Log, open_log
from wallboard.history.reader import LogReader
from wallboard.history.writer import LogWriter
from wallboard.stream.contact_events import ContactDelivered, ContactOffered, Delivered, Offered
from wallboard.stream.envelope import make
from wallboard.stream.vocabulary import LogEvent

T0 = 1_750_000_000.0


class OpenLog:
    """A log with its writer and its reader."""

    def __init__(self, log: Log, path: Path) -> None:
        self.log, self.path = log, path
        self.writer, self.reader = LogWriter(log, path), LogReader(log, path)

    def write(self, *events: LogEvent) -> int:
        """Commit events; how many of them are new."""
        return len(self.writer.append([(events, T0)])[0].records)

    @property
    def ids(self) -> list[str]:
        """The ids of all events, in order."""
        return [stored.event.id for stored in self.reader.after(0, 100_000)]


@contextmanager
def opened(path: Path) -> Iterator[OpenLog]:
    """The log at `path`, closed with the block."""
    log = open_log(path)
    held = OpenLog(log, path)
    try:
        yield held
    finally:
        held.writer.close()
        log.close()


def offered(number: int, caller: str = "", source: str = "/site/pbx") -> ContactOffered:
    """The event e<number>: contact c<number> has come."""
    return make(ContactOffered, f"e{number}", source, f"c{number}", T0 + number, Offered(caller=caller))


def delivered(number: int, contact: int, agent: str) -> ContactDelivered:
    """The event e<number>: it rings at `agent`."""
    return make(ContactDelivered, f"e{number}", "/site/pbx", f"c{contact}", T0 + number, Delivered(agent))
