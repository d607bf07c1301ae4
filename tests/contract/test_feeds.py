"""What every feed owes the hub: connect, snapshot, loss, resync, duplicate, malformed, stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.contract.sink import WITHIN_S, Log, standing
from tests.contract.stages import FAR, STAGES, TELLING_ONCE, Stage
from tests.hub.running import Peer, peer, running
from wallboard.floor.floor import Floor
from wallboard.floor.snapshot import FloorBuilder
from wallboard.hub.hubconfig import HubConfig
from wallboard.hub.ports import FeedPort
from wallboard.stream.codec import decode_frame, encode_batch
from wallboard.stream.command_events import Reassign
from wallboard.stream.control import StreamSnapshot
from wallboard.stream.feed_events import FeedConnected, FeedLost, FeedSnapshot

every_feed = pytest.mark.parametrize("name", STAGES)
feeds_with_a_way_to_their_source = pytest.mark.parametrize("name", FAR)

Play = Callable[[Stage, Log], Coroutine[Any, Any, None]]
ENOUGH = 120
PATIENCE = 30
"""So many turns of the loop a feed has for telling something, before its source goes on."""


def on_stage(name: str, folder: Path, play: Play) -> None:
    """Play with the feed `name` and a log."""

    async def whole() -> None:
        async with asyncio.timeout(WITHIN_S), STAGES[name](folder) as stage:
            await play(stage, Log())

    asyncio.run(whole())


@asynccontextmanager
async def fed(feed: FeedPort, log: Log) -> AsyncIterator[asyncio.Task[None]]:
    """The feed runs for as long as the block lasts."""
    task = asyncio.create_task(feed.run(log), name="feed")
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(stage: Stage, log: Log, comes_true: Callable[[], object]) -> None:
    """Let the source tell more and more until `comes_true`."""
    while not comes_true():
        stage.go_on()
        told = log.publications
        for _ in range(PATIENCE):
            await asyncio.sleep(0)
            if log.publications > told:
                break


def has(log: Log, count: int) -> Callable[[], bool]:
    return lambda: len(log.events) >= count


async def undisturbed(stage: Stage, count: int) -> Log:
    """What the feed tells a log that is always there."""
    log = Log()
    async with fed(stage.feed, log):
        await until(stage, log, has(log, count))
    return log


@every_feed
def test_that_a_hub_learns_of_its_source_and_vouches_for_it(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        async with running(HubConfig(site="here"), [stage.feed]) as hub, peer(hub.url) as client:
            await client.subscribe()
            while True:
                beat = (await client.beat()).data
                said = {feed.source: feed for feed in beat.feeds}
                if stage.feed.source in said:
                    break
            assert said[stage.feed.source].connected

    on_stage(name, tmp_path, play)


@every_feed
def test_that_events_are_those_of_the_vocabulary_each_with_a_name_of_its_own(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        log = await undisturbed(stage, ENOUGH)
        assert log.repeated == 0
        assert all(one.source.startswith("/") and one.id and one.subject for one in log.events)
        decoded = decode_frame(encode_batch(log.events))
        assert decoded.messages == log.events

    on_stage(name, tmp_path, play)


@every_feed
def test_that_what_is_true_at_the_source_agrees_with_what_it_has_told(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        if hasattr(stage.feed, "snapshot"):
            log = await undisturbed(stage, ENOUGH)
            said: FeedSnapshot = stage.feed.snapshot()
        else:
            async with fed(stage.feed, log):
                await until(stage, log, has(log, ENOUGH // 3))
                await stage.survey()
                await until(stage, log, lambda: log.events and isinstance(log.events[-1], FeedSnapshot))
            snapshot = log.events.pop()
            assert isinstance(snapshot, FeedSnapshot)
            said = snapshot
        floor = log.floor()
        before = standing(floor)
        floor.fold([said])
        assert standing(floor) == before
        assert all(before)

    on_stage(name, tmp_path, play)


@every_feed
def test_that_a_board_that_comes_later_sees_the_same_floor(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        async with running(HubConfig(site="here"), [stage.feed]) as hub, peer(hub.url) as early, peer(hub.url) as late:
            await early.subscribe()
            position, floor = await taken(early)
            while len(floor.contacts) < 3:
                stage.go_on()
                position, floor = await moved_on(early, position + 1, floor)
            await late.subscribe()
            there, other = await taken(late)
            while there < position:
                there, other = await moved_on(late, there + 1, other)
            await moved_on(early, there, floor) if there > position else None
            assert standing(other) == standing(floor)
            assert all(standing(floor))

    on_stage(name, tmp_path, play)


async def taken(client: Peer) -> tuple[int, Floor]:
    """The snapshot that a client gets, and its position."""
    builder = FloorBuilder()
    while True:
        part = (await client.next(StreamSnapshot)).data
        builder.add(part.section, bytes(part.items))
        if part.index == part.count - 1:
            return part.position, builder.build()


async def moved_on(client: Peer, position: int, floor: Floor) -> tuple[int, Floor]:
    """The floor of a client, folded up to `position`."""
    while True:
        (event,) = await client.events(1)
        floor.fold([event])
        if int(event.sequence) >= position:
            return int(event.sequence), floor


@feeds_with_a_way_to_their_source
def test_that_a_way_to_the_source_that_breaks_is_told_and_mended(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        async with fed(stage.feed, log):
            await until(stage, log, has(log, ENOUGH))
            told = {one.source for one in log.events}
            await stage.break_off()
            await log.until(lambda: {e.source for e in log.events if isinstance(e, FeedLost)} >= told)
            lost_at = len(log.events)
            await log.until(lambda: any(isinstance(e, FeedConnected) for e in log.events[lost_at:]))
            await until(stage, log, has(log, lost_at + 50))
        assert log.repeated == 0

    on_stage(name, tmp_path, play)


@feeds_with_a_way_to_their_source
def test_that_after_a_long_absence_the_floor_is_what_is_true_at_the_source(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        async with fed(stage.feed, log):
            await until(stage, log, has(log, ENOUGH // 2))
        there = standing(stage.forget())
        assert standing(log.floor()) != there
        async with fed(stage.again(), log):
            await log.until(lambda: standing(log.floor()) == there)

    on_stage(name, tmp_path, play)


@every_feed
def test_that_a_log_that_fails_for_a_while_costs_nothing(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        async with fed(stage.feed, log) as task:
            await until(stage, log, has(log, ENOUGH // 2))
            log.broken = True
            stage.go_on()
            with pytest.raises(OSError, match="no space left"):
                await task
        log.broken = False
        async with fed(stage.again(), log):
            await until(stage, log, has(log, ENOUGH))
            await _agrees(name, stage, log)
        assert not log.changed
        await _nothing_is_missing(name, tmp_path, log)

    on_stage(name, tmp_path, play)


@every_feed
def test_that_a_feed_that_is_started_again_goes_on_where_it_was(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        for count in (ENOUGH // 3, 2 * ENOUGH // 3, ENOUGH):
            async with fed(stage.again(), log):
                await until(stage, log, has(log, count))
                await _agrees(name, stage, log)
        assert not log.changed
        await _nothing_is_missing(name, tmp_path, log)

    on_stage(name, tmp_path, play)


async def _agrees(name: str, stage: Stage, log: Log) -> None:
    """What is true at a source that tells nothing twice is what the log makes."""
    if name in TELLING_ONCE:
        await log.until(lambda: standing(log.floor()) == standing(stage.truth()))


async def _nothing_is_missing(name: str, folder: Path, log: Log) -> None:
    """The log begins as that of a feed that was never disturbed."""
    if name in TELLING_ONCE:
        return
    untouched = folder / "untouched"
    untouched.mkdir()
    async with STAGES[name](untouched) as stage:
        expected = (await undisturbed(stage, len(log.names()) + 10)).names()
    assert log.names() == expected[: len(log.names())]


@every_feed
def test_that_nonsense_ends_nothing(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        async with fed(stage.feed, log) as task:
            await until(stage, log, has(log, ENOUGH // 2))
            await stage.speak_nonsense()
            await until(stage, log, has(log, ENOUGH))
            assert not task.done()
        assert log.repeated == 0

    on_stage(name, tmp_path, play)


@every_feed
def test_that_a_slow_log_is_waited_for(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        async with fed(stage.feed, log):
            await until(stage, log, has(log, ENOUGH // 3))
            log.open.clear()
            await until(stage, log, lambda: log.under_way)
            told = len(log.events)
            for _ in range(50):
                stage.go_on()
                await asyncio.sleep(0)
            assert (len(log.events), log.at_once) == (told, 1)
            log.open.set()
            await until(stage, log, has(log, ENOUGH))

    on_stage(name, tmp_path, play)


@every_feed
@pytest.mark.parametrize("started", [True, False])
def test_that_a_command_is_answered_and_never_an_accident(name: str, started: bool, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        if not started:
            answer = await stage.feed.dispatch("k1", Reassign("nobody", "nowhere"))
            assert not answer.accepted
            assert answer.code
            return
        async with fed(stage.feed, log) as task:
            await until(stage, log, has(log, ENOUGH // 3))
            asking = asyncio.create_task(stage.feed.dispatch("k1", Reassign("nobody", "nowhere")), name="command")
            if name in FAR:
                await stage.break_off()
            answer = await asking
            assert answer.accepted or answer.code
            assert not task.done()

    on_stage(name, tmp_path, play)


@every_feed
def test_that_the_clock_of_a_run_never_goes_back(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        seen = [stage.feed.now_t()]
        async with fed(stage.feed, log):
            for count in range(10, ENOUGH, 10):
                await until(stage, log, has(log, count))
                seen.append(stage.feed.now_t())
        times = [t for t in seen if t is not None]
        assert times == sorted(times)
        assert len(times) in (0, len(seen))

    on_stage(name, tmp_path, play)


@every_feed
def test_that_closing_ends_it_and_nothing_comes_afterwards(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        async with fed(stage.feed, log) as task:
            await until(stage, log, has(log, ENOUGH // 3))
            await stage.feed.close()
            await task
            told = log.publications
            stage.go_on()
            await asyncio.sleep(0)
            await stage.feed.close()
            assert log.publications == told

    on_stage(name, tmp_path, play)


@every_feed
def test_that_a_feed_that_never_ran_can_be_closed(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        await stage.feed.close()

    on_stage(name, tmp_path, play)


@every_feed
def test_that_cancelling_ends_it_even_while_the_log_stands_still(name: str, tmp_path: Path) -> None:
    async def play(stage: Stage, log: Log) -> None:
        async with fed(stage.feed, log) as task:
            await until(stage, log, has(log, ENOUGH // 3))
            log.open.clear()
            await until(stage, log, lambda: log.under_way)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    on_stage(name, tmp_path, play)
