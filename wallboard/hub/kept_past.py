"""Keeps what history knows in columns up with the log, in the background: a small portion, then a pause."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from wallboard.history.failures import LogError
from wallboard.hub.archive import Archive
from wallboard.hub.keeper import Keeper

FIRST_S = 30.0
"""Until then the hub has more urgent things to do."""
EVERY_S = 10.0
PORTION = 500
PAUSE_S = 0.02
"""Between two portions: a hub that has a month to catch up with still sends on what comes."""
BUSY = 500.0
"""With more events a second the hub is busy: the past then takes one part in `PARTS` of a thread's time, no more."""
PARTS = 20.0
STORE_S = 600.0

INCOMPLETE = ("state", 0, b"")
"""Stands in the log's file while the other parts are written: a hub that is killed in between begins anew."""

_logger = logging.getLogger(__name__)


class Rest:
    """How long to pause after a portion. Times are seconds of a clock that never jumps; `newest` is the log's end."""

    def __init__(self, newest: int, now_s: float) -> None:
        self._newest, self._now_s = newest, now_s

    def after(self, took_s: float, newest: int, now_s: float) -> float:
        """The pause after a portion that took so long; the log has come to `newest` by `now_s`."""
        came, gone_s = newest - self._newest, now_s - self._now_s
        self._newest, self._now_s = newest, now_s
        return max(PAUSE_S, took_s * (PARTS - 1.0)) if came > BUSY * gone_s else PAUSE_S


class KeptPast:
    """Runs `keeper` for a log that stays. `newest` says how far the log is."""

    def __init__(
        self,
        archive: Archive,
        keeper: Keeper,
        newest: Callable[[], int],
        *,
        every_s: float = EVERY_S,
        first_s: float = FIRST_S,
    ) -> None:
        self._archive, self._keeper, self._newest = archive, keeper, newest
        self._every_s, self._first_s = every_s, first_s

    async def keep_up(self) -> None:
        """Keep up, until cancelled. What the disk does not take is tried again."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self._first_s)
        stored_s = loop.time()
        rest = Rest(self._newest(), loop.time())
        while True:
            began_s = loop.time()
            more = await self._advance()
            pause_s = rest.after(loop.time() - began_s, self._newest(), loop.time())
            if loop.time() - stored_s >= STORE_S:
                stored_s = loop.time()
                await self.store()
            await asyncio.sleep(pause_s if more else self._every_s)

    async def _advance(self) -> bool:
        try:
            return await self._archive.ask(lambda log: self._keeper.advance(log, PORTION), long=True)
        except LogError as error:
            _logger.warning("the past could not be read: %s", error)
            return False

    async def store(self) -> None:
        """Keep in the log's file what has come since the last time. Never raises: it can be made anew from the log."""
        try:
            anew = self._keeper.is_anew
            parts = await self._archive.ask(lambda _: list(self._keeper.changed_parts()), long=True)
            if parts:
                await self._archive.store_kept([INCOMPLETE], anew=anew)
                self._keeper.is_anew = False
            for part in parts:  # one at a time, so that what comes need not wait for all of them
                await self._archive.store_kept([part], anew=False)
        except LogError as error:
            self._keeper.not_kept()
            _logger.warning("figures of the past could not be kept for the next start: %s", error)
