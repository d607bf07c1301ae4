"""The way into the log: events are gathered for a few milliseconds, committed together, and only then passed on."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct

from wallboard.history.failures import LogError
from wallboard.history.record import Record
from wallboard.stream.vocabulary import LogEvent

QUEUED_MAX = 20_000
"""Events that may wait for the log; then those who bring them wait."""
COMMITTED_AT_ONCE = 1000
RETRY_S = 0.5


class Submission(Struct, frozen=True):
    """Events handed in together. A `patient` one waits while the log cannot be written; another is refused."""

    events: Sequence[LogEvent]
    recorded_t: float
    patient: bool
    arrived_s: float
    committed: asyncio.Future[Commit]


class Commit(Struct, frozen=True):
    """What became of a submission: its new records, how many were known already, and the log's newest position."""

    records: list[Record]
    duplicates: int
    position: int


Append = Callable[[Sequence[Submission]], Awaitable[list[Commit]]]


class Journal:
    """One queue into the log, in order. `run` is its task.

    `append` commits a batch (nothing at all: it only tries whether the log can be written), or raises LogError;
    `passed_on` is told what was committed, before those who wait for it. `gather_s` says how many seconds
    the next batch is gathered after its first event. `trouble` is why the log cannot be written.
    """

    def __init__(
        self, append: Append, passed_on: Callable[[list[Commit]], None], *, gather_s: Callable[[], float]
    ) -> None:
        self._append, self._passed_on, self._gather_s = append, passed_on, gather_s
        self._waiting: deque[Submission] = deque()
        self._some = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._idle = asyncio.Event()
        self._idle.set()
        self.queued = 0
        self.trouble: LogError | None = None

    async def room(self) -> None:
        """Wait until there is room for more."""
        while self.queued >= QUEUED_MAX:
            self._room.clear()
            await self._room.wait()

    def enqueue(self, events: Sequence[LogEvent], recorded_t: float, *, patient: bool) -> asyncio.Future[Commit]:
        """Hand in events; the future is done after the commit, or raises LogError if they were not patient."""
        loop = asyncio.get_running_loop()
        submission = Submission(events, recorded_t, patient, loop.time(), loop.create_future())
        self._waiting.append(submission)
        self.queued += len(events)
        self._some.set()
        self._idle.clear()
        return submission.committed

    async def settled(self) -> None:
        """Wait until nothing is on its way."""
        await self._idle.wait()

    async def run(self) -> None:
        """Commit what comes, until cancelled."""
        while True:
            await self._wait_for_work()
            batch = self._next_batch()
            try:
                commits = await self._append(batch)
            except LogError as error:
                self._failed(batch, error)
                await asyncio.sleep(RETRY_S)
                continue
            self.trouble = None
            self._done(batch, commits)

    async def _wait_for_work(self) -> None:
        if self.trouble is not None:
            return
        await self._some.wait()
        left_s = self._waiting[0].arrived_s + self._gather_s() - asyncio.get_running_loop().time()
        if left_s > 0:
            await asyncio.sleep(left_s)

    def _next_batch(self) -> list[Submission]:
        batch: list[Submission] = []
        events = 0
        while self._waiting and events < COMMITTED_AT_ONCE:
            batch.append(self._waiting.popleft())
            events += len(batch[-1].events)
        return batch

    def _done(self, batch: list[Submission], commits: list[Commit]) -> None:
        self._passed_on(commits)
        for submission, commit in zip(batch, commits, strict=True):
            self.queued -= len(submission.events)
            if not submission.committed.done():
                submission.committed.set_result(commit)
        self._settle()

    def _failed(self, batch: list[Submission], error: LogError) -> None:
        self.trouble = error
        patient = [submission for submission in batch if submission.patient]
        for submission in batch:
            if not submission.patient:
                self.queued -= len(submission.events)
                if not submission.committed.done():
                    submission.committed.set_exception(error)
        self._waiting.extendleft(reversed(patient))
        self._settle()

    def _settle(self) -> None:
        if not self._waiting:
            self._some.clear()
            self._idle.set()
        if self.queued < QUEUED_MAX:
            self._room.set()
