"""Events reach the sink in order and in few pieces; the bookmark moves behind them; the buffer is bounded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from feeds.websocket.bookmark import Bookmark, Place
from feeds.websocket.outflow import BUFFERED_MAX, PUBLISHED_AT_ONCE, Outflow
from tests.feeds.websocket.sinks import KeepingSink
from tests.stream.messages import event
from wallboard.stream.control import Accepted
from wallboard.stream.vocabulary import LogEvent


def run(work: Callable[[Outflow, KeepingSink, Bookmark], Awaitable[None]], path: Path | None = None) -> None:
    async def together() -> None:
        sink, bookmark = KeepingSink(), Bookmark(path)
        outflow = Outflow(sink, bookmark, lambda: 0.0)
        running = asyncio.create_task(outflow.run(), name="outflow")
        try:
            await work(outflow, sink, bookmark)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(together())


def test_that_what_has_gathered_goes_together_in_order_and_in_pieces_of_a_limited_size() -> None:
    async def work(outflow: Outflow, sink: KeepingSink, bookmark: Bookmark) -> None:
        for position in range(1, 2 * PUBLISHED_AT_ONCE + 2):
            outflow.put([event(position)], Place("log-1", position))
        await sink.until(lambda: len(sink.events) == 2 * PUBLISHED_AT_ONCE + 1)
        assert sink.largest == PUBLISHED_AT_ONCE
        assert [int(one.sequence) for one in sink.events] == list(range(1, 2 * PUBLISHED_AT_ONCE + 2))

    run(work)


def test_that_the_bookmark_waits_for_the_commit() -> None:
    async def work(outflow: Outflow, sink: KeepingSink, bookmark: Bookmark) -> None:
        sink.gate.clear()
        outflow.put([event(1)], Place("log-1", 1))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert bookmark.place == Place()
        outflow.put([event(2)], Place("log-1", 2))
        sink.gate.set()
        await sink.until(lambda: len(sink.events) == 2)
        await asyncio.sleep(0)
        assert bookmark.place == Place("log-1", 2)

    run(work)


def test_that_the_bookmark_is_saved_at_the_end(tmp_path: Path) -> None:
    async def work(outflow: Outflow, sink: KeepingSink, bookmark: Bookmark) -> None:
        outflow.put([event(1)], Place("log-1", 1))
        await sink.until(lambda: sink.events)

    run(work, tmp_path / "link.bookmark")
    assert Bookmark(tmp_path / "link.bookmark").place == Place("log-1", 1)


def test_that_a_sign_of_life_reaches_the_sink() -> None:
    async def work(outflow: Outflow, sink: KeepingSink, bookmark: Bookmark) -> None:
        outflow.put([])
        await sink.until(lambda: sink.signs_of_life)

    run(work)


def test_that_reading_waits_while_the_buffer_is_full() -> None:
    async def work(outflow: Outflow, sink: KeepingSink, bookmark: Bookmark) -> None:
        sink.gate.clear()
        await outflow.room()
        outflow.put([event(position) for position in range(1, BUFFERED_MAX + 1)])
        waiting = asyncio.create_task(outflow.room(), name="room")
        await asyncio.sleep(0)
        assert not waiting.done()
        sink.gate.set()
        await asyncio.wait_for(waiting, 10)

    run(work)


def test_that_reading_goes_on_only_when_less_than_the_bound_waits() -> None:
    class Stepwise(KeepingSink):
        def __init__(self) -> None:
            super().__init__()
            self.steps = asyncio.Semaphore(0)

        async def publish(self, events: Sequence[LogEvent]) -> Accepted:
            await self.steps.acquire()
            return await super().publish(events)

    async def work() -> None:
        sink = Stepwise()
        outflow = Outflow(sink, Bookmark(), lambda: 0.0)
        outflow.put([event(position) for position in range(1, BUFFERED_MAX + PUBLISHED_AT_ONCE + 1)])
        running = asyncio.create_task(outflow.run(), name="outflow")
        waiting = asyncio.create_task(outflow.room(), name="room")
        sink.steps.release()
        await sink.until(lambda: len(sink.events) == PUBLISHED_AT_ONCE)
        await asyncio.sleep(0)
        assert not waiting.done()
        sink.steps.release()
        await asyncio.wait_for(waiting, 10)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(work())


def test_that_an_error_of_the_sink_escapes_and_the_bookmark_stays() -> None:
    class Broken:
        async def publish(self, events: Sequence[LogEvent]) -> Accepted:
            raise OSError("no log")

    async def work() -> None:
        bookmark = Bookmark()
        outflow = Outflow(Broken(), bookmark, lambda: 0.0)
        outflow.put([event(1)], Place("log-1", 1))
        with pytest.raises(OSError, match="no log"):
            await outflow.run()
        assert bookmark.place == Place()

    asyncio.run(work())


def test_that_a_bookmark_that_cannot_be_written_is_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def work(outflow: Outflow, sink: KeepingSink, bookmark: Bookmark) -> None:
        outflow.put([event(1)], Place("log-1", 1))
        await sink.until(lambda: sink.events)

    with caplog.at_level(logging.WARNING):
        run(work, tmp_path / "missing" / "link.bookmark")
    assert "bookmark cannot be written" in caplog.text


def counted(outflow: Outflow) -> Any:
    return outflow.counts["accepted"], outflow.counts["duplicates"]


def test_that_duplicates_are_counted() -> None:
    async def work(outflow: Outflow, sink: KeepingSink, bookmark: Bookmark) -> None:
        outflow.put([event(1), event(1)])
        await sink.until(lambda: sink.events)
        await asyncio.sleep(0)
        assert counted(outflow) == (1, 1)

    run(work)
