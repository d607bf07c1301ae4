from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from feeds.replay.feed import ReplayFeed
from tests.feeds.replay.test_source import calls, recorded
from tests.floor.story import START_T
from wallboard.stream.agent_events import AgentLoggedOn, LoggedOn
from wallboard.stream.command_events import Reassign
from wallboard.stream.contact_events import ContactOffered, Offered
from wallboard.stream.control import Accepted
from wallboard.stream.envelope import make
from wallboard.stream.feed_events import Connected, FeedConnected, FeedSnapshot, Snapshot
from wallboard.stream.queue_events import Configured, QueueConfigured
from wallboard.stream.vocabulary import LogEvent


class Hall:
    """A sink, and a clock that goes on by a second whenever somebody sleeps."""

    def __init__(self, fails_at: int = -1) -> None:
        self.seconds = 100.0
        self.taken: list[tuple[float, LogEvent]] = []
        self.words: list[FeedConnected] = []
        self.frames = 0
        self.fails_at = fails_at
        self.on_sleep: Callable[[], Awaitable[None]] | None = None

    async def publish(self, events: Sequence[LogEvent]) -> Accepted:
        self.frames += 1
        if self.frames == self.fails_at:
            raise ConnectionError("the log is full")
        self.words += [event for event in events if isinstance(event, FeedConnected)]
        self.taken += [(self.seconds, event) for event in events if not isinstance(event, FeedConnected)]
        return Accepted(len(events), len(self.taken))

    def clock(self) -> float:
        return self.seconds

    async def sleep(self, duration_s: float) -> None:
        self.seconds += 1.0
        await asyncio.sleep(0)
        if self.on_sleep is not None:
            await self.on_sleep()


def played(tmp_path: Path, hall: Hall, events: list[Any], **options: Any) -> ReplayFeed:
    path = tmp_path / "a day.jsonl"
    path.write_bytes(recorded(events))
    return ReplayFeed(path, clock=hall.clock, sleep=hall.sleep, **options)


def run(feed: ReplayFeed, hall: Hall, seconds: int) -> None:
    until = hall.seconds + seconds

    async def end() -> None:
        if hall.seconds >= until:
            await feed.close()

    async def play() -> None:
        hall.on_sleep = end
        await asyncio.wait_for(feed.run(hall), 20)

    asyncio.run(play())


def test_that_events_come_when_their_time_comes_at_the_speed_that_was_asked_for(tmp_path: Path) -> None:
    hall = Hall()
    feed = played(tmp_path, hall, calls(40), speed=4.0)
    run(feed, hall, 20)
    assert len(hall.taken) == 160
    for came_s, event in hall.taken:
        happened_s = event.time.timestamp() - START_T
        assert happened_s / 4.0 <= came_s - 100.0 < happened_s / 4.0 + 1.0
    assert feed.is_over


def test_that_the_run_has_a_source_and_a_clock_of_its_own(tmp_path: Path) -> None:
    hall = Hall()
    feed = played(tmp_path, hall, calls(3), speed=2.0, site="bank")
    assert feed.now_t() == 0.0
    run(feed, hall, 2)
    assert feed.source == "/bank/replay/a-day.jsonl"
    assert {event.source for _, event in hall.taken} == {feed.source}
    assert feed.now_t() == START_T + 4.0


def test_that_several_sources_of_a_recording_stay_apart(tmp_path: Path) -> None:
    hall = Hall()
    events = calls(2)
    other = [type(e)(**{f: getattr(e, f) for f in e.__struct_fields__} | {"source": "/x/chat/1"}) for e in events[4:]]
    run(feed := played(tmp_path, hall, [*events[:4], *other]), hall, 2)
    assert {event.source for _, event in hall.taken} == {feed.source, feed.source + "/x/chat/1"}


def test_that_time_stands_still_at_the_end_and_while_it_is_paused(tmp_path: Path) -> None:
    hall = Hall()
    feed = played(tmp_path, hall, calls(10), speed=1.0)

    async def pause() -> None:
        if hall.seconds == 105.0:
            feed.pause()
        if hall.seconds == 110.0:
            feed.resume()
        if hall.seconds == 140.0:
            await feed.close()

    async def play() -> None:
        hall.on_sleep = pause
        await asyncio.wait_for(feed.run(hall), 20)

    asyncio.run(play())
    assert [came_s for came_s, _ in hall.taken if 105.0 < came_s < 110.0] == []
    assert feed.now_t() == START_T + 12.0


def test_that_what_was_before_the_start_comes_at_once(tmp_path: Path) -> None:
    hall = Hall()
    run(played(tmp_path, hall, calls(2000), speed=1.0, start_t=START_T + 1500.0), hall, 3)
    first = [event.time.timestamp() for came_s, event in hall.taken if came_s == 100.0]
    assert max(first) == START_T + 1500.0
    assert len(first) > 5900


def test_that_it_begins_with_the_first_thing_that_happens_and_not_with_the_snapshot_of_a_day_before(
    tmp_path: Path,
) -> None:
    hall = Hall()
    before_t = START_T - 86_400.0
    queue = make(QueueConfigured, "q", "/x/pbx", "sales", before_t, Configured("Sales"))
    person = make(AgentLoggedOn, "a", "/x/pbx", "anna", before_t, LoggedOn("Anna"))
    there = make(FeedSnapshot, "s", "/x/pbx", "pbx", before_t + 1.0, Snapshot())
    feed = played(tmp_path, hall, [queue, person, there, *calls(2)], speed=1.0)
    run(feed, hall, 2)
    assert [event.id for came_s, event in hall.taken if came_s == 100.0][:3] == ["q", "a", "s"]
    assert feed.now_t() == START_T + 2.0


def test_that_a_recording_of_nothing_but_a_snapshot_is_played_at_its_moment(tmp_path: Path) -> None:
    hall = Hall()
    feed = played(tmp_path, hall, [make(FeedSnapshot, "s", "/x/pbx", "pbx", START_T, Snapshot())], speed=1.0)
    run(feed, hall, 2)
    assert (len(hall.taken), feed.is_over, feed.now_t()) == (1, True, START_T)


def test_that_what_the_log_did_not_take_comes_with_the_next_run(tmp_path: Path) -> None:
    hall = Hall(fails_at=3)
    feed = played(tmp_path, hall, calls(5), speed=1.0)
    with pytest.raises(ConnectionError):
        run(feed, hall, 30)
    run(feed, hall, 30)
    assert [event.id for _, event in hall.taken] == [event.id for event in calls(5)]


def introduced(speed: float) -> Connected:
    return Connected("replay", takes_commands=False, recording="a day.jsonl", speed=speed)


def test_that_it_says_which_recording_it_plays_and_how_fast(tmp_path: Path) -> None:
    hall = Hall()
    feed = played(tmp_path, hall, calls(3), speed=2.0)
    assert feed.introduction() == introduced(2.0)
    run(feed, hall, 9)
    assert [(w.source, w.data) for w in hall.words] == [(feed.source, introduced(0.0))]


def test_that_it_says_when_it_is_played_at_another_speed(tmp_path: Path) -> None:
    hall = Hall()
    feed = played(tmp_path, hall, calls(100), speed=1.0)
    acts: dict[float, Callable[[], None]] = {103.0: feed.pause, 106.0: feed.resume, 109.0: lambda: feed.play(5.0)}

    async def act() -> None:
        if hall.seconds in acts:
            acts[hall.seconds]()
        if hall.seconds == 112.0:
            await feed.close()

    async def play() -> None:
        hall.on_sleep = act
        await asyncio.wait_for(feed.run(hall), 20)

    asyncio.run(play())
    assert [word.data.speed for word in hall.words] == [0.0, 1.0, 5.0]


def test_that_no_source_of_a_recording_passes_for_a_live_one(tmp_path: Path) -> None:
    hall = Hall()
    live = make(FeedConnected, "live", "/x/pbx/1", "pbx", START_T, Connected("asterisk"))
    other = make(FeedConnected, "other", "/x/chat/1", "chat", START_T + 1, Connected("chat"))
    call = make(ContactOffered, "call", "/x/mail/1", "m1", START_T + 2, Offered())
    feed = played(tmp_path, hall, [live, other, call], speed=2.0)
    run(feed, hall, 9)
    assert {word.source for word in hall.words} == {feed.source, feed.source + "/x/chat/1", feed.source + "/x/mail/1"}
    assert all(word.data.recording == "a day.jsonl" and not word.data.takes_commands for word in hall.words)


def test_that_a_recording_cannot_be_acted_upon(tmp_path: Path) -> None:
    feed = played(tmp_path, Hall(), calls(1))
    answer = asyncio.run(feed.dispatch("k1", Reassign("c0", "anna")))
    assert (answer.accepted, answer.code) == (False, "replay")


@pytest.mark.parametrize("speed", [-1.0, float("inf"), float("nan")])
def test_that_a_speed_that_is_none_is_refused(tmp_path: Path, speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        played(tmp_path, Hall(), calls(1), speed=speed)
