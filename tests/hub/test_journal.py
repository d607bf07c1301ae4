"""The way into the log, with a log that a test makes slow or breaks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest

from tests.history.logs import T0, offered
from tests.hub.running import until
from wallboard.history.failures import UnwritableError
from wallboard.hub import journal as journal_module
from wallboard.hub.journal import Commit, Journal, Submission

FULL = UnwritableError("disk_full", "the disk is full")


class Paper:
    """What is appended; `broken` lets it fail."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.tries = 0
        self.broken = False
        self.gate = asyncio.Event()
        self.gate.set()

    async def append(self, batch: Sequence[Submission]) -> list[Commit]:
        """Write, or fail."""
        self.tries += 1
        await self.gate.wait()
        if self.broken:
            raise FULL
        if batch:
            self.batches.append([event.id for submission in batch for event in submission.events])
        return [Commit([], 0, len(self.batches)) for _ in batch]


def with_journal(work: Callable[[Journal, Paper], Awaitable[Any]]) -> None:
    """Run `work` with a running journal."""

    async def run() -> None:
        paper = Paper()
        journal = Journal(paper.append, lambda commits: None, gather_s=lambda: 0.0)
        task = asyncio.create_task(journal.run())
        try:
            async with asyncio.timeout(20):
                await work(journal, paper)
        finally:
            task.cancel()

    asyncio.run(run())


def test_that_what_comes_while_a_batch_is_committed_goes_together_into_the_next() -> None:
    async def work(journal: Journal, paper: Paper) -> None:
        paper.gate.clear()
        first = journal.enqueue([offered(1)], T0, patient=True)
        await until(lambda: paper.tries > 0)
        rest = [journal.enqueue([offered(number)], T0, patient=True) for number in (2, 3, 4)]
        assert not first.done()
        paper.gate.set()
        await asyncio.gather(first, *rest)
        assert paper.batches == [["e1"], ["e2", "e3", "e4"]]
        assert journal.queued == 0

    with_journal(work)


def test_that_who_is_not_patient_is_told_and_who_is_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "RETRY_S", 0.0)

    async def work(journal: Journal, paper: Paper) -> None:
        paper.broken = True
        feed = journal.enqueue([offered(1)], T0, patient=True)
        client = journal.enqueue([offered(2)], T0, patient=False)
        later = journal.enqueue([offered(3)], T0, patient=True)
        with pytest.raises(UnwritableError):
            await client
        assert str(journal.trouble) == "the disk is full"
        assert not feed.done()
        paper.broken = False
        await asyncio.gather(feed, later)
        assert not journal.trouble
        assert paper.batches == [["e1", "e3"]]

    with_journal(work)


def test_that_it_finds_out_by_itself_that_the_log_can_be_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "RETRY_S", 0.0)

    async def work(journal: Journal, paper: Paper) -> None:
        paper.broken = True
        with pytest.raises(UnwritableError):
            await journal.enqueue([offered(1)], T0, patient=False)
        tries = paper.tries
        await until(lambda: paper.tries >= tries + 3)
        paper.broken = False
        await until(lambda: journal.trouble is None)
        assert paper.batches == []

    with_journal(work)


def test_that_there_is_room_for_so_much_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "QUEUED_MAX", 10)

    async def work(journal: Journal, paper: Paper) -> None:
        paper.gate.clear()
        await journal.room()
        journal.enqueue([offered(number) for number in range(10)], T0, patient=True)
        waiting = asyncio.create_task(journal.room())
        await until(lambda: paper.tries > 0)
        assert not waiting.done()
        paper.gate.set()
        await waiting
        await journal.settled()
        assert journal.queued == 0

    with_journal(work)


def test_that_a_crowd_is_committed_in_several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "COMMITTED_AT_ONCE", 3)

    async def work(journal: Journal, paper: Paper) -> None:
        futures = [journal.enqueue([offered(number)], T0, patient=True) for number in range(8)]
        await asyncio.gather(*futures)
        assert [len(batch) for batch in paper.batches] == [3, 3, 2]

    with_journal(work)


def test_that_a_batch_is_gathered_for_as_long_as_is_said_when_its_turn_comes() -> None:
    async def run() -> None:
        paper, asked = Paper(), [0.0]
        journal = Journal(paper.append, lambda commits: None, gather_s=lambda: asked[-1])
        task = asyncio.create_task(journal.run())
        await journal.enqueue([offered(1)], T0, patient=True)
        asked.append(3600.0)
        journal.enqueue([offered(2)], T0, patient=True)
        for _ in range(20):
            await asyncio.sleep(0)
        assert paper.batches == [[offered(1).id]]
        task.cancel()

    asyncio.run(run())
