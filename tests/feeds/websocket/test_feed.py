"""The feed against a real WebSocket server: a hub, or a server that only speaks CloudEvents."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from feeds.websocket.bookmark import Bookmark, Place
from feeds.websocket.feed import WebSocketFeed
from tests.feeds.websocket.sinks import KeepingSink
from tests.hub.scripted import NoWait, Peer, Script, ScriptedHub
from tests.meanwhile import meanwhile
from tests.stream.messages import LOG, T0, beat, chunk, event, resumed, told, welcome
from wallboard.floor.floor import Floor
from wallboard.floor.snapshot import sections
from wallboard.hub.backoff import Pace
from wallboard.hub.ports import FeedPort
from wallboard.stream.codec import SUBPROTOCOL_BATCH, SUBPROTOCOL_ONE
from wallboard.stream.command_events import CommandRequested, Reassign, Requested
from wallboard.stream.control import Accepted, Refusal, StreamAccepted, Subscribe
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import FeedLost
from wallboard.stream.vocabulary import LogEvent

ACTION = Reassign("c1", "anna")


def bare(position: int) -> Any:
    """An event as a server without a log sends it."""
    return msgspec.structs.replace(event(position), sequence="", prevsequence="")


async def greet(peer: Peer, position: int) -> Subscribe:
    await peer.tell(welcome(position))
    asked = await peer.subscription()
    await peer.tell(resumed(asked.position))
    return asked


def new_feed(url: str, **options: Any) -> WebSocketFeed:
    options.setdefault("sleep", NoWait())
    return WebSocketFeed(url, site="here", name="link", random=Random(3), **options)


async def while_feeding(feed: FeedPort, sink: Any, work: Coroutine[Any, Any, None]) -> None:
    """Do `work` while the feed runs, then close it; what either raises is raised."""
    await meanwhile(feed.run(sink), feed.close, work)


def play(
    script: Script,
    work: Callable[[WebSocketFeed, KeepingSink, ScriptedHub], Coroutine[Any, Any, None]],
    serves: Sequence[str] = (SUBPROTOCOL_BATCH,),
    **options: Any,
) -> KeepingSink:
    async def together() -> KeepingSink:
        sink = KeepingSink()
        async with ScriptedHub(script, serves) as hub:
            feed = new_feed(hub.url, **options)
            await while_feeding(feed, sink, work(feed, sink, hub))
        return sink

    return asyncio.run(together())


def test_that_a_hubs_events_come_from_the_beginning_of_its_log() -> None:
    asked = []

    async def script(peer: Peer) -> None:
        asked.append(await greet(peer, 2))
        await peer.tell(event(1), event(2))
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await sink.until(lambda: sink.ids() == ["e1", "e2"] and sink.ids("link"))

    sink = play(script, work)
    assert asked == [Subscribe(LOG, 0)]
    assert sink.floor.feeds["/here/link"].connected
    assert [one.source for one in sink.events[:2]] == ["/a/b", "/a/b"]


@pytest.mark.parametrize("greeting", [True, False])
def test_that_any_server_of_cloudevents_is_understood(greeting: bool) -> None:
    async def script(peer: Peer) -> None:
        if greeting:
            await peer.connection.send('{"specversion":"1.0","type":"org.example.hello","source":"/x","id":"1"}')
        await peer.tell(bare(1))
        await peer.tell(bare(2))
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await sink.until(lambda: sink.ids() == ["e1", "e2"])
        assert not (await feed.dispatch("k1", ACTION)).accepted

    play(script, work, serves=(SUBPROTOCOL_ONE,))


def test_that_after_a_loss_it_resumes_and_each_event_counts_once() -> None:
    asked = []

    async def script(peer: Peer) -> None:
        asked.append(await greet(peer, 3))
        await peer.tell(event(1), event(2)) if peer.number == 1 else await peer.tell(event(2, 1), event(3))
        if peer.number == 2:
            await peer.tell(beat(3))
            await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await sink.until(lambda: len(sink.ids()) == 3 and sink.floor.feeds["/here/link"].connected)

    sink = play(script, work)
    assert sink.ids() == ["e1", "e2", "e3"]
    assert asked == [Subscribe(LOG, 0), Subscribe(LOG, 2)]
    lost = [one for one in sink.events if isinstance(one, FeedLost)]
    assert [(one.source, one.data.code) for one in lost] == [("/here/link", "link_closed"), ("/a/b", "link_closed")]


def test_that_a_snapshot_is_told_as_events() -> None:
    there = Floor()
    there.fold([bare(1)])

    async def script(peer: Peer) -> None:
        await peer.tell(welcome(500))
        await peer.subscription()
        parts = list(sections(there))
        for index, (section, items) in enumerate(parts):
            await peer.tell(chunk(index, len(parts), 500, section, items))
        await peer.tell(event(501))
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await sink.until(lambda: sink.ids() == ["e1", "e501"])

    sink = play(script, work)
    assert sink.floor.contacts["c1"].caller == "+7 916 1"
    assert f"{LOG}@500/snapshot/a/b" in sink.ids("")


def test_that_a_server_that_accepts_and_closes_at_once_is_not_hammered() -> None:
    nap = NoWait()
    tenth = asyncio.Event()

    async def script(peer: Peer) -> None:
        if peer.number == 10:
            tenth.set()
        await peer.connection.close(1013)

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await tenth.wait()

    sink = play(script, work, sleep=nap, pace=Pace(first_s=0.5, longest_s=30.0, least_session_s=10.0))
    assert sum(nap.delays[:9]) >= 0.5 * (0.5 + 1 + 2 + 4 + 8 + 16 + 30 + 30 + 30)
    assert len([one for one in sink.events if isinstance(one, FeedLost)]) == 1


def test_that_malformed_messages_end_nothing() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer, 0)
        for frame in ("", "[", "[null]", b"\xff", '{"type":"contact.offered"}'):
            await peer.connection.send(frame)
        await peer.tell(event(1))
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await sink.until(lambda: sink.ids() == ["e1"])
        assert hub.opened == 1

    play(script, work)


def test_that_a_command_is_published_to_the_other_hub_under_its_key() -> None:
    heard: list[Any] = []

    async def script(peer: Peer) -> None:
        await greet(peer, 0)
        heard.extend(await peer.hear())
        await peer.tell(told(StreamAccepted, Accepted(1, 1), correlationid="k1"))
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await sink.until(lambda: sink.ids("link"))
        assert (await feed.dispatch("k1", ACTION)).accepted

    play(script, work)
    assert heard == [
        make(CommandRequested, "k1", "/here/link", "k1", heard[0].time.timestamp(), Requested(ACTION, "/here/link"))
    ]


def test_that_a_command_that_the_other_hub_does_not_take_is_told_with_the_reason() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer, 0)
        await peer.hear()
        refusal = Refusal("not_allowed", "read only", "k1")
        await peer.tell(told(StreamAccepted, Accepted(0, 0, refused=(refusal,)), correlationid="k1"))
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await sink.until(lambda: sink.ids("link"))
        answer = await feed.dispatch("k1", ACTION)
        assert (answer.accepted, answer.code, answer.detail) == (False, "not_allowed", "read only")

    play(script, work)


def test_that_a_command_without_a_link_is_not_taken() -> None:
    answer = asyncio.run(new_feed("ws://127.0.0.1:9/stream").dispatch("k1", ACTION))
    assert (answer.accepted, answer.code) == (False, "link_lost")


def test_that_a_command_on_its_way_when_the_link_broke_is_left_open() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer, 0)
        if peer.number == 1:
            await peer.hear()
            return
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await sink.until(lambda: sink.ids("link"))
        assert (await feed.dispatch("k1", ACTION)).accepted

    play(script, work)


def test_that_it_goes_on_where_it_was_when_the_program_starts_again(tmp_path: Path) -> None:
    asked = []

    async def script(peer: Peer) -> None:
        asked.append(await greet(peer, 2))
        await peer.tell(event(1), event(2))
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        await sink.until(lambda: sink.ids("link"))

    play(script, work, bookmark=tmp_path / "link.bookmark")
    assert Bookmark(tmp_path / "link.bookmark").place == Place(LOG, 2)
    play(script, work, bookmark=tmp_path / "link.bookmark")
    assert asked == [Subscribe(LOG, 0), Subscribe(LOG, 2)]


def test_that_after_an_error_of_the_sink_it_can_be_run_again_and_loses_nothing() -> None:
    class Failing(KeepingSink):
        async def publish(self, events: Sequence[LogEvent]) -> Accepted:
            if any(one.id == "e2" for one in events):
                raise OSError("no log")
            return await super().publish(events)

    async def script(peer: Peer) -> None:
        asked = await greet(peer, 2)
        await peer.tell(event(1)) if asked.position < 1 else None
        if peer.number == 1:
            await peer.hear()
        await peer.tell(event(2))
        await peer.stay()

    async def together() -> None:
        async with ScriptedHub(script) as hub:
            feed, failing, sink = new_feed(hub.url), Failing(), KeepingSink()
            running = asyncio.create_task(feed.run(failing), name="feed")
            await failing.until(lambda: failing.ids() == ["e1"])
            asking = asyncio.create_task(feed.dispatch("k1", ACTION), name="makes the script go on")
            with pytest.raises(OSError, match="no log"):
                await running
            await asking
            await while_feeding(feed, sink, sink.until(lambda: sink.ids() == ["e2"]))

    asyncio.run(together())


def test_that_a_slow_log_holds_the_network_back_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.websocket.outflow.BUFFERED_MAX", 50)

    async def script(peer: Peer) -> None:
        await greet(peer, 0)
        for start in range(1, 2001, 20):
            await peer.tell(*(event(position) for position in range(start, start + 20)))
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        sink.gate.clear()
        for _ in range(100):
            await asyncio.sleep(0)
        sink.gate.set()
        await sink.until(lambda: len(sink.ids()) == 2000)
        assert sink.largest < 100

    play(script, work)


def test_that_it_lives_in_the_other_sides_time_only_where_it_is_told_to() -> None:
    async def script(peer: Peer) -> None:
        await greet(peer, 1)
        await peer.tell(event(1))
        await peer.tell(beat(1))
        await peer.stay()

    async def work(feed: WebSocketFeed, sink: KeepingSink, hub: ScriptedHub) -> None:
        assert feed.now_t() == 0.0
        await sink.until(lambda: sink.ids("link"))
        assert feed.now_t() == T0

    play(script, work, follow_clock=True, monotonic=lambda: 5.0)
    assert new_feed("ws://127.0.0.1:9/stream").now_t() is None


def test_that_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="ws://host:8765/stream"):
        new_feed("http://example/stream")
