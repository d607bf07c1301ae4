"""The hub's life: its tasks, from the first heartbeat to a clean end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any

from wallboard.history.dead_letters import DeadLetters
from wallboard.history.failures import LogError
from wallboard.hub.commanding import Commanding
from wallboard.hub.core import Core
from wallboard.hub.folded import FORM
from wallboard.hub.garbage import Garbage
from wallboard.hub.kept_past import KeptPast
from wallboard.hub.supervision import Supervised

SETTLED_WITHIN_S = 1.0
FIRST_SNAPSHOT_S = 0.25
"""So long the log of a run waits for the first display, which is served faster while nothing else is loaded."""

_logger = logging.getLogger(__name__)


class Life:
    """Runs the tasks around `core`.

    `past` is what is kept beside a log that stays; without one, the log is a run's, made once the first client has its
    snapshot.
    """

    def __init__(
        self,
        core: Core,
        feeds: Sequence[Supervised],
        commanding: Commanding,
        letters: DeadLetters,
        garbage: Garbage | None,
        past: KeptPast | None,
    ) -> None:
        self._core, self._feeds, self._commanding, self._letters = core, feeds, commanding, letters
        self._garbage, self._position = garbage, core.position
        self._past = past
        self._keyframe_s = core.clock.steady_s()
        self._first_snapshot = asyncio.Event()
        if past is not None:
            self._first_snapshot.set()
        core.on_first_snapshot = self._first_snapshot.set
        self._tasks: list[asyncio.Task[None]] = []
        self._feed_tasks: list[asyncio.Task[None]] = []

    async def live(self, stop: asyncio.Event) -> None:
        """Live until `stop`. An error in one of the hub's own tasks ends it, and is raised."""
        self._tasks = [self._task(self._journal(), "journal"), self._task(self._beat(), "heartbeat")]
        self._tasks.append(self._task(self._keep_house(), "housekeeping"))
        self._tasks.append(self._task(self._core.folded.keep_up(), "fold"))
        if self._past is not None:
            self._tasks.append(self._task(self._past.keep_up(), "past"))
        self._feed_tasks = [self._task(feed.keep(), f"feed {feed.port.name}") for feed in self._feeds]
        stopped = asyncio.create_task(self._until(stop), name="stop")
        try:
            done, _ = await asyncio.wait([stopped, *self._tasks], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            stopped.cancel()

    async def end(self) -> None:
        """Close the feeds, let what has been handed in reach the log, and close that."""
        await _cancelled(self._feed_tasks)
        await asyncio.gather(*(feed.close() for feed in self._feeds))
        await self._commanding.close()
        try:
            async with asyncio.timeout(SETTLED_WITHIN_S):
                await self._core.journal.settled()
        except TimeoutError:
            _logger.warning("%d events never reached the log, and were never acknowledged", self._core.journal.queued)
        await _cancelled(self._tasks)
        await self._keep_frame()
        if self._past is not None:
            await self._past.store()
        await asyncio.to_thread(self._letters.write)

    async def _journal(self) -> None:
        try:
            async with asyncio.timeout(FIRST_SNAPSHOT_S):
                await self._first_snapshot.wait()
        except TimeoutError:
            pass
        await self._core.journal.run()

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        due_s = loop.time()
        while True:
            for feed in self._feeds:
                feed.vouch()
            await self._core.folded.caught_up()
            await self._core.watch()
            self._core.beat()
            due_s = max(due_s + self._core.config.heartbeat_s, loop.time())
            await asyncio.sleep(due_s - loop.time())

    async def _keep_house(self) -> None:
        while True:
            await asyncio.sleep(1.0)
            if self._letters:
                await asyncio.to_thread(self._letters.write)
            await self._core.archive.checkpoint()
            self._clear_away()
            if self._core.clock.steady_s() - self._keyframe_s >= self._core.config.keyframe_s:
                await self._keep_frame()

    def _clear_away(self) -> None:
        before, self._position = self._position, self._core.position
        if self._garbage is not None:
            self._garbage.pass_second(busy=self._position != before)

    async def _keep_frame(self) -> None:
        """Keep the folded floor in the log, so that the next start is a short one."""
        self._keyframe_s = self._core.clock.steady_s()
        folded = self._core.folded
        if self._past is None or not folded.position:
            return
        try:
            position, sections = await folded.taken_down()
            await self._core.archive.store_keyframe(position, FORM, sections)
        except LogError as error:
            _logger.warning("the floor could not be kept for the next start: %s", error)

    def _task(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        return asyncio.create_task(work, name=name)

    async def _until(self, stop: asyncio.Event) -> None:
        await stop.wait()


async def _cancelled(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
