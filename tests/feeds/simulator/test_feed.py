"""The shell around the simulation, on a clock of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest

from feeds.simulator.feed import SimulatorFeed
from tests.feeds.simulator.days import folded, scenario
from wallboard.hub.ports import FeedPort
from wallboard.stream.codec import encode_batch
from wallboard.stream.command_events import CommandConfirmed, Reassign
from wallboard.stream.contact_events import ContactDiverted, ContactEstablished
from wallboard.stream.control import Accepted
from wallboard.stream.feed_events import FeedConnected
from wallboard.stream.vocabulary import LogEvent

WITHIN_S = 20.0


class Clock:
    """Real time that passes only while the feed sleeps."""

    def __init__(self) -> None:
        self.s = 100.0
        self.slept = 0

    def __call__(self) -> float:
        return self.s

    async def sleep(self, seconds: float) -> None:
        self.s += seconds
        self.slept += 1
        await asyncio.sleep(0)


class Log:
    """A sink that keeps everything, and fails when it is told to."""

    def __init__(self) -> None:
        self.events: list[LogEvent] = []
        self.batches: list[int] = []
        self.fails = False

    async def publish(self, events: Sequence[LogEvent]) -> Accepted:
        await asyncio.sleep(0)
        if self.fails:
            raise OSError("no space left")
        self.events += events
        self.batches.append(len(events))
        return Accepted(len(events), len(self.events))


def feed_of(clock: Clock, name: str = "storm", agents: int = 30, **options: Any) -> SimulatorFeed:
    return SimulatorFeed(scenario(name), agents, 7, clock=clock, sleep=clock.sleep, site="here", **options)


def play(feed: SimulatorFeed, log: Log, work: Callable[[], Awaitable[None]]) -> None:
    """Do `work` while the feed runs, then close it."""

    async def whole() -> None:
        running = asyncio.create_task(feed.run(log), name="feed")
        try:
            async with asyncio.timeout(WITHIN_S):
                await work()
                await feed.close()
                await running
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(whole())


async def until(done: Callable[[], bool]) -> None:
    for _ in range(5_000_000):
        if done():
            return
        await asyncio.sleep(0)
    raise AssertionError("this does not come about")


def test_that_it_is_a_feed() -> None:
    feed: FeedPort = feed_of(Clock())
    assert (feed.name, feed.source) == ("simulator", "/here/simulator/storm-30-7")
    assert feed_of(Clock()).zone == "Europe/Moscow"


def test_that_it_brings_the_morning_at_once_and_then_lives_in_its_own_time() -> None:
    clock, log = Clock(), Log()
    feed = feed_of(clock, start_at="10:42")
    start_t = scenario("storm").moment("10:42")
    opened_s = clock.s
    assert feed.now_t() == scenario("storm").moment("08:00")
    begun = [feed.begun]

    async def live_for_a_minute() -> None:
        await until(lambda: feed.now_t() >= start_t + 60.0)

    play(feed, log, live_for_a_minute)
    assert [*begun, feed.begun] == [False, True]
    assert clock.s - opened_s == pytest.approx(60.0, abs=1.0)
    assert isinstance(log.events[0], FeedConnected)
    assert all(before.time <= after.time for before, after in pairwise(log.events))
    late = [event for event in log.events if event.time.timestamp() > start_t]
    assert len(late) > 20
    floor, _ = folded(log.events)
    assert sum(len(queue.waiting) for queue in floor.queues.values()) > 5


def test_that_it_starts_where_the_scenario_says_unless_told_otherwise() -> None:
    assert feed_of(Clock()).start_t == scenario("storm").moment("10:30")
    assert feed_of(Clock(), start_at="08:00").start_t == scenario("storm").moment("08:00")


def test_that_a_run_at_another_speed_tells_the_same_story() -> None:
    def told(speed: float) -> list[LogEvent]:
        clock, log = Clock(), Log()
        feed = feed_of(clock, start_at="09:00", speed=speed)
        end_t = feed.start_t + 300.0
        play(feed, log, lambda: until(lambda: feed.now_t() >= end_t + 5.0))
        return [event for event in log.events if event.time.timestamp() <= end_t]

    assert encode_batch(told(1.0)) == encode_batch(told(60.0))


def test_that_a_run_without_speed_stands_at_its_start() -> None:
    clock, log = Clock(), Log()
    feed = feed_of(clock, start_at="10:42", speed=0.0)

    async def wait() -> None:
        await until(lambda: clock.s > 500.0)

    play(feed, log, wait)
    assert feed.now_t() == feed.start_t
    assert max(event.time.timestamp() for event in log.events) <= feed.start_t


def test_that_the_hubs_clock_is_never_behind_an_event() -> None:
    clock = Clock()
    feed = feed_of(clock, start_at="10:30", speed=7.0)

    class Watching(Log):
        async def publish(self, events: Sequence[LogEvent]) -> Accepted:
            assert events[-1].time.timestamp() <= feed.now_t()
            return await super().publish(events)

    play(feed, Watching(), lambda: until(lambda: feed.now_t() >= feed.start_t + 120.0))


def test_that_it_obeys_and_confirms() -> None:
    clock, log = Clock(), Log()
    feed = feed_of(clock, start_at="10:42")
    seen: dict[str, str] = {}

    async def send_somebody() -> None:
        await until(lambda: feed.now_t() > feed.start_t + 1.0)
        there = feed.snapshot().data
        caller = next(c.id for c in there.contacts if c.stage == "waiting" and c.channel == "voice")
        person = next(agent.id for agent in there.agents if agent.overflow and agent.state == "ready")
        seen.update(caller=caller, person=person)
        assert (await feed.dispatch("k1", Reassign(caller, person), "olga")).accepted
        assert (await feed.dispatch("k1", Reassign(caller, person))).accepted
        await until(lambda: feed.now_t() > feed.start_t + 30.0)

    play(feed, log, send_somebody)
    assert [event.subject for event in log.events if isinstance(event, CommandConfirmed)] == ["k1"]
    sent = [e for e in log.events if isinstance(e, ContactDiverted) and e.subject == seen["caller"]]
    assert [e.data.by for e in sent] == ["olga"]
    answered = [e for e in log.events if isinstance(e, ContactEstablished) and e.subject == seen["caller"]]
    assert next(e.data.agent for e in answered if e.time > sent[0].time) == seen["person"]


def test_that_nothing_can_be_ordered_while_the_morning_is_made() -> None:
    feed = feed_of(Clock())
    answer = asyncio.run(feed.dispatch("k1", Reassign("sim-1", "a0001")))
    assert (answer.accepted, answer.code) == (False, "not_live")


def test_that_orders_that_pile_up_are_refused() -> None:
    clock, log = Clock(), Log()
    feed = feed_of(clock, start_at="08:01")
    codes: list[str] = []

    async def order_too_much() -> None:
        await until(lambda: feed.now_t() > feed.start_t)
        codes.extend([(await feed.dispatch(f"k{n}", Reassign("sim-1", "a0001"))).code for n in range(101)])

    play(feed, log, order_too_much)
    assert codes == [""] * 100 + ["overloaded"]


def test_that_a_run_that_failed_goes_on_where_it_was_and_loses_nothing() -> None:
    clock, log, whole = Clock(), Log(), Log()
    feed = feed_of(clock, start_at="09:00")
    log.fails = True
    with pytest.raises(OSError, match="no space left"):
        asyncio.run(feed.run(log))
    log.fails = False
    end_t = feed.start_t + 60.0
    play(feed, log, lambda: until(lambda: feed.now_t() >= end_t + 1.0))
    other = feed_of(Clock(), start_at="09:00")
    play(other, whole, lambda: until(lambda: other.now_t() >= end_t + 1.0))

    def told(kept: Log) -> list[str]:
        return [event.id for event in kept.events if event.time.timestamp() <= end_t]

    assert told(log) == told(whole)


def test_that_the_loop_is_let_go_often_and_batches_are_bounded() -> None:
    clock, log = Clock(), Log()
    feed = feed_of(clock, agents=300, start_at="09:30")
    play(feed, log, lambda: until(lambda: feed.now_t() > feed.start_t))
    assert max(log.batches) < 6000
    assert clock.slept > 40


@pytest.mark.parametrize("clock_text", ["25:00", "noon", "7:00"])
def test_that_a_start_that_is_no_time_of_day_is_refused(clock_text: str) -> None:
    with pytest.raises(ValueError, match="is no time of day like 10:42"):
        feed_of(Clock(), start_at=clock_text)


def test_that_a_start_before_opening_is_refused() -> None:
    with pytest.raises(ValueError, match="07:00 is before storm opens, at 08:00"):
        feed_of(Clock(), start_at="07:00")
