"""What the hub asks of a feed, and what it gives it. Bound in one place, by the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from msgspec import Struct

from wallboard.stream.command_events import Action
from wallboard.stream.control import Accepted
from wallboard.stream.feed_events import Connected
from wallboard.stream.vocabulary import LogEvent


class Dispatch(Struct, frozen=True):
    """Whether the source's gateway took an action; `code` and `detail` say why not."""

    accepted: bool
    code: str = ""
    detail: str = ""


class Sink(Protocol):
    """Where a feed's events go."""

    async def publish(self, events: Sequence[LogEvent]) -> Accepted:
        """Take events. Returns once they are committed, so that a feed that is faster than the log waits."""
        ...


class FeedPort(Protocol):
    """A source of events that can be acted upon."""

    name: str
    source: str

    async def run(self, sink: Sink) -> None:
        """Bring events until cancelled, or until there are no more.

        An error that escapes is logged, said as feed.lost, and the feed is started again after a while. Empty
        publications are words, too: they say that the source is there. A feed whose source may be quiet publishes
        nothing at all about every second, unless it has a clock of its own (`now_t`).
        """
        ...

    @property
    def begun(self) -> bool:
        """Whether it tells what happens now. False while a run still makes, or reads, the day up to its beginning."""
        ...

    def introduction(self) -> Connected:
        """What is said of the feed whenever it is connected, unless it says so itself."""
        ...

    async def dispatch(self, command: str, action: Action, by: str = "") -> Dispatch:
        """Hand `action`, which `by` asked for, to the source. That it was done is told by an event."""
        ...

    def now_t(self) -> float | None:
        """The clock of a run (epoch seconds, UTC), on which the hub then lives; None for the wall clock."""
        ...

    async def close(self) -> None:
        """Let go of everything."""
        ...


@runtime_checkable
class KnowsItsPast(Protocol):
    """A source that can tell what happened before it was first heard of."""

    def past(self, weeks_ago: int, until_t: float) -> Sequence[LogEvent]:
        """All events of the day so many weeks ago, up to `until_t` on that day (epoch seconds); empty where it cannot.

        Called in a thread, beside `run`.
        """
        ...
