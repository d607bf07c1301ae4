"""Feeds are kept running, and what becomes of them is said on the stream."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

import pytest

from tests.hub.running import Peer, offered, peer, running, until
from wallboard.hub import supervision
from wallboard.hub.backoff import Pace
from wallboard.hub.hubconfig import HubConfig
from wallboard.hub.ports import Dispatch, Sink
from wallboard.stream.command_events import Action
from wallboard.stream.contact_events import ContactOffered
from wallboard.stream.control import StreamWelcome
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import Connected, FeedConnected, FeedLost
from wallboard.stream.vocabulary import LogEvent

Life = Callable[["Source", Sink], Awaitable[None]]
RUN_T = 1_700_000_000.0


class Source:
    """A feed whose lives are told one after the other."""

    name = "pbx"
    source = "/site/pbx"

    def __init__(self, *lives: Life, run_t: float | None = None) -> None:
        self._lives = iter(lives)
        self.run_t = run_t
        self.begun = True
        self.closed = False

    async def run(self, sink: Sink) -> None:
        """The next life; after the last one it stays."""
        life = next(self._lives, None)
        if life is None:
            await asyncio.Event().wait()
        else:
            await life(self, sink)

    def introduction(self) -> Connected:
        """Nothing is said of it."""
        return Connected()

    async def dispatch(self, command: str, action: Action, by: str = "") -> Dispatch:
        """Nothing can be done."""
        return Dispatch(accepted=False, code="no_actions")

    def now_t(self) -> float | None:
        """The clock of a run, if it is one."""
        return self.run_t

    async def close(self) -> None:
        """Let go."""
        self.closed = True


def say(*events: LogEvent) -> Life:
    """A life in which this is said, and nothing more happens."""

    async def life(source: Source, sink: Sink) -> None:
        await sink.publish(events)
        await asyncio.Event().wait()

    return life


def say_and_end(*events: LogEvent) -> Life:
    """A life in which this is said, and that is all there is."""

    async def life(source: Source, sink: Sink) -> None:
        await sink.publish(events)

    return life


async def break_down(source: Source, sink: Sink) -> None:
    """A short life."""
    await sink.publish([offered("c0", time.time())])
    raise OSError("connection refused by 10.0.0.5")


def watch(source: Source, work: Callable[[Peer], Awaitable[None]], config: HubConfig | None = None) -> None:
    """Run `work` as a client that sees everything of a hub with this feed."""

    async def run() -> None:
        async with running(config or HubConfig(heartbeat_s=0.02), [source]) as hub, peer(hub.url) as client:
            await client.subscribe(hub.logid, 0)
            await work(client)

    asyncio.run(run())


def kinds(events: Sequence[LogEvent]) -> list[str]:
    """The names of the types of events."""
    return [type(event).__name__ for event in events]


def test_that_a_hub_says_whether_its_feeds_tell_what_happens_now() -> None:
    source = Source()
    source.begun = False

    async def work(client: Peer) -> None:
        assert not (await client.beat()).data.begun
        source.begun = True
        await client.beat()  # may have been on its way
        assert (await client.beat()).data.begun

    async def run() -> None:
        async with running(HubConfig(heartbeat_s=0.02), [source]) as hub, peer(hub.url) as client:
            assert not (await client.next(StreamWelcome)).data.begun
            await client.subscribe(hub.logid, 0)
            await work(client)

    asyncio.run(run())


def test_that_a_feed_that_does_not_say_that_it_is_connected_is_spoken_for() -> None:
    async def work(client: Peer) -> None:
        events = await client.events(2)
        assert kinds(events) == ["FeedConnected", "ContactOffered"]
        assert (events[0].source, events[0].subject) == ("/site/pbx", "pbx")

    watch(Source(say(offered("c1", time.time()))), work)


def test_that_a_feed_that_speaks_for_itself_is_not_interrupted() -> None:
    hello = make(FeedConnected, "f1", "/site/pbx", "pbx", time.time(), Connected("pbx", "18"))

    async def work(client: Peer) -> None:
        events = await client.events(2)
        assert kinds(events) == ["FeedConnected", "ContactOffered"]
        assert isinstance(events[0], FeedConnected)
        assert events[0].data.version == "18"

    watch(Source(say(hello, offered("c1", time.time()))), work)


@pytest.mark.expects_errors
def test_that_a_feed_that_fails_is_lost_and_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "PACE", Pace(first_s=0.001, longest_s=0.001))

    async def work(client: Peer) -> None:
        lost = await client.next(FeedLost)
        assert (lost.source, lost.data.code) == ("/site/pbx", "feed_failed")
        assert "10.0.0.5" in lost.data.detail
        await client.next(FeedConnected)
        assert (await client.next(ContactOffered)).subject == "c1"

    source = Source(break_down, say(offered("c1", time.time())))
    watch(source, work)
    assert source.closed


def test_that_a_feed_that_has_told_everything_is_lost_and_not_started_again() -> None:
    async def work(client: Peer) -> None:
        assert (await client.next(FeedLost)).data.code == "feed_ended"
        await client.beat()
        assert not [m for m in client.heard if isinstance(m, ContactOffered) and m.subject == "c2"]

    watch(Source(say_and_end(offered("c1", time.time())), say(offered("c2", time.time()))), work)


def test_that_the_hub_lives_in_the_time_of_a_run_and_the_run_is_always_heard_of() -> None:
    source = Source(say(offered("c1", RUN_T - 1)), run_t=RUN_T)

    async def work(client: Peer) -> None:
        assert (await client.next(StreamWelcome)).time.timestamp() == RUN_T
        (_, event) = await client.events(2)
        assert event.recordedtime is not None
        assert event.recordedtime.timestamp() == RUN_T
        source.run_t = RUN_T + 60.0
        await until_beat(client, RUN_T + 60.0)
        (feed,) = client.beats[-1].data.feeds
        assert (feed.connected, feed.last_word.timestamp()) == (True, RUN_T + 60.0)
        assert feed.clock_offset_s == -1.0

    watch(source, work)


async def until_beat(client: Peer, t: float) -> None:
    """Wait for the heartbeat of this time."""
    while (await client.beat()).time.timestamp() < t:
        pass


def test_that_a_word_without_an_event_is_a_word() -> None:
    said: list[float] = []

    async def life(source: Source, sink: Sink) -> None:
        await sink.publish([offered("c1", time.time())])
        while True:
            await asyncio.sleep(0.01)
            await sink.publish([])
            said.append(time.time())

    async def work(client: Peer) -> None:
        await client.events(2)
        await until(lambda: len(said) > 20)
        newest = said[-1]
        while (await client.beat()).data.feeds[0].last_word.timestamp() < newest - 0.1:
            pass
        assert not [m for m in client.heard if isinstance(m, FeedLost)]

    watch(Source(life), work)


def test_that_a_crowd_of_events_from_a_feed_is_taken_whole_and_in_order() -> None:
    events = [offered(f"c{number}", time.time()) for number in range(3000)]

    async def work(client: Peer) -> None:
        told = await client.events(3001)
        assert [event.subject for event in told[1:]] == [f"c{number}" for number in range(3000)]

    watch(Source(say(*events)), work)
