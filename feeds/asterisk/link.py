"""One connection to the PBX: its socket, its session, and what the session wants done."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from msgspec import Struct

from feeds.asterisk.parser import Message
from feeds.asterisk.session import (
    Answer,
    Effect,
    HangUp,
    Heard,
    LoggedOn,
    Noted,
    Publish,
    ReadQueueLog,
    Send,
    Session,
)
from wallboard.stream.vocabulary import LogEvent

_log = logging.getLogger(__name__)

SLICE = 32_768
"""Bytes that are read and understood in one go: some milliseconds, so that the loop is never held up for long."""
TICK_S = 1.0
VOUCHED_S = 4.0
"""So long after its last word a PBX counts as there. One that is quiet is asked before that."""

Sleep = Callable[[float], Awaitable[None]]


class Ended(Struct, frozen=True):
    """Why a connection is over. `code` is one of the session's or of `OpeningError`'s, or closed."""

    code: str
    detail: str = ""


class Desk(Struct, frozen=True):
    """What the rest of the feed does for a connection.

    `publish` takes events (none: a sign of life), `room` waits until more can be taken, `read_log` gives the translator
    what the PBX wrote since a moment, `answered` hears what the PBX says of an action, and
    `heard` the events that were asked for as they come.
    """

    publish: Callable[[list[LogEvent]], None]
    room: Callable[[], Awaitable[None]]
    read_log: Callable[[float], Awaitable[None]]
    answered: Callable[[Answer], None]
    heard: Callable[[Message], None]
    now_t: Callable[[], float]
    sleep: Sleep


class Link:
    """`run` follows the PBX until either side ends it; `poke` has it look at once at what the session wants sent."""

    def __init__(
        self, session: Session, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, desk: Desk
    ) -> None:
        self.session = session
        self._reader, self._writer, self._desk = reader, writer, desk
        self._ended: Ended | None = None
        self._noted: set[str] = set()
        self._heard_t = desk.now_t()
        self._poked = asyncio.Event()

    def poke(self) -> None:
        """There is something to be sent."""
        self._poked.set()

    async def run(self) -> Ended:
        """Follow the PBX. Whatever ends it, the socket is closed."""
        reading = _task(self._reader.read(SLICE), "asterisk reads")
        ticking = _task(_slept(self._desk.sleep), "asterisk ticks")
        poked = _task(self._poked.wait(), "asterisk is poked")
        try:
            while self._ended is None:
                await asyncio.wait({reading, ticking, poked}, return_when=asyncio.FIRST_COMPLETED)
                if poked.done():
                    self._poked.clear()
                    poked = _task(self._poked.wait(), "asterisk is poked")
                    await self._carry_out(self.session.tick(self._desk.now_t()))
                if ticking.done():
                    ticking = _task(_slept(self._desk.sleep), "asterisk ticks")
                    await self._tick()
                if reading.done():
                    await self._take(_read(reading))
                    await self._desk.room()
                    reading = _task(self._reader.read(SLICE), "asterisk reads")
        finally:
            for task in (reading, ticking, poked):
                task.cancel()
            await asyncio.gather(reading, ticking, poked, return_exceptions=True)
            self._writer.close()
        return self._ended

    async def _take(self, data: bytes) -> None:
        if not data:
            self._ended = Ended("closed")
            return
        t = self._heard_t = self._desk.now_t()
        await self._carry_out(self.session.receive(data, t))

    async def _tick(self) -> None:
        t = self._desk.now_t()
        await self._carry_out(self.session.tick(t))
        if self.session.is_on and t - self._heard_t <= VOUCHED_S:
            self._desk.publish([])

    async def _carry_out(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Send):
                self._writer.write(effect.data)
            elif isinstance(effect, Publish):
                self._desk.publish(effect.events)
            elif isinstance(effect, ReadQueueLog):
                await self._desk.read_log(effect.from_t)
            elif isinstance(effect, Answer):
                self._desk.answered(effect)
            elif isinstance(effect, Heard):
                self._desk.heard(effect.message)
            elif isinstance(effect, HangUp):
                self._ended = Ended(effect.code, effect.detail)
            elif isinstance(effect, LoggedOn):
                _log.info("logged on")
            elif isinstance(effect, Noted):
                self._note(effect)

    def _note(self, noted: Noted) -> None:
        """Each kind once a connection: a PBX that says it a thousand times shall not fill the disk."""
        what = f"{noted.code} {noted.detail}" if noted.code == "permission_denied" else noted.code
        if what not in self._noted and len(self._noted) < 100:
            self._noted.add(what)
            _log.warning("the PBX: %s (%s)", noted.code, noted.detail[:60])


def _task(what: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
    return asyncio.create_task(what, name=name)


async def _slept(sleep: Sleep) -> None:
    await sleep(TICK_S)


def _read(reading: asyncio.Task[Any]) -> bytes:
    """What was read; nothing where the way has broken."""
    with suppress(OSError):
        data: bytes = reading.result()
        return data
    return b""
