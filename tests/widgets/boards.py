"""A board without a hub: mail is handed to it as if the bridge had brought it, on a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.commands.floors import SOURCE, START_T, Story
from wallboard.alerts.lookout import Lookout
from wallboard.metrics.picture import Picture
from wallboard.stream.control import FeedBeat, Heartbeat, Query, Refusal, Result, Welcome
from wallboard.stream.effects import Beat, Live
from wallboard.stream.envelope import moment
from wallboard.stream.vocabulary import LogEvent
from widgets.bridge import Bridge
from widgets.mail import Fresh, Greeting, LinkNews
from widgets.models.board import Board

AT_S = 1000.0


class Clock:
    """A monotonic clock, moved by hand."""

    def __init__(self) -> None:
        self.at_s = AT_S

    def __call__(self) -> float:
        return self.at_s


class NoHub(Bridge):
    """A bridge to nowhere that keeps what it was asked to send."""

    def __init__(self) -> None:
        super().__init__("ws://127.0.0.1:9/stream")
        self.published: list[LogEvent] = []
        self.queries: list[Query] = []
        self.answers: list[Callable[[Any], None]] = []

    def start(self) -> None:
        """Nobody to call."""

    def publish(self, events: Sequence[LogEvent], done: Callable[[Any], None]) -> None:
        self.published += events
        self.answers.append(done)

    def query(self, query: Query, done: Callable[[Result | Refusal], None]) -> None:
        self.queries.append(query)
        self.answers.append(done)


class Desk:
    """A board, its clock, and what is told to it by a hub that watches for alarms."""

    def __init__(self, *, person: str = "me") -> None:
        self.clock, self.bridge, self.lookout = Clock(), NoHub(), Lookout()
        self.board = Board(self.bridge, person=person, clock=self.clock)

    def greet(self, zone: str = "UTC") -> Desk:
        """The hub greets, sends a snapshot of an empty floor, and is live."""
        self.mail(Greeting(Welcome("log", 0, 1.0, "office", "1", zone)))
        self.mail(Fresh(Picture(zone), "log", 0))
        self.mail(LinkNews("live"))
        return self.beat(0.0)

    def mail(self, mail: Any) -> Desk:
        """One piece of mail, and the frame after it."""
        self.board.take_mail(mail, self.clock.at_s)
        self.board.flush()
        return self

    def tell(self, story: Story) -> Desk:
        """All events of a story that have not been told yet."""
        events, story.events = story.events, []
        return self.mail(Live(events, 1))

    def beat(self, at_s: float, *, connected: bool = True, silent_s: float = 0.0, begun: bool = True) -> Desk:
        """The hub's heart beats at so many seconds after the beginning of the story."""
        now_t = START_T + at_s
        feed = FeedBeat(SOURCE, connected, moment(now_t - silent_s))
        floor, books = self.board.floor, self.board.books
        self.lookout.take(floor.agents.values())
        return self.mail(Beat(Heartbeat("log", 1, (feed,), self.lookout.look(floor, books, now_t), begun), now_t))

    def wait(self, seconds: float, *, beats: bool = True) -> Desk:
        """Time passes, with the hub's beats or without; a tick at its end."""
        self.clock.at_s += seconds
        if beats:
            self.beat(self.clock.at_s - AT_S)
        self.board.tick()
        return self
