"""Logs in once, asks what the account may see and do, listens for a while, and leaves. Nothing is changed."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import suppress

from feeds.asterisk.inspection import TOLD_BY, Asked, Place, Seen, places_of
from feeds.asterisk.opening import OpeningError, opened
from feeds.asterisk.queue_log_table import TableError, lines_since
from feeds.asterisk.session import Answer, Effect, HangUp, Heard, LoggedOn, Noted, Send, Session
from feeds.asterisk.translator import Translator
from wallboard.config.asterisk import AsteriskSettings

ANSWERED_WITHIN_S = 15.0
TICK_S = 0.5
READ_BYTES = 65_536
MOST_PLACES = 500
LISTED = ("QueueParams", "QueueMember", "QueueEntry", "QueueStatusComplete")
CHANNELS = ("CoreShowChannel", "CoreShowChannelsComplete")
ALSO = frozenset({*LISTED, *CHANNELS, "FullyBooted"}).union(*TOLD_BY.values())


class InspectionError(Exception):
    """It did not come to an inspection. `code`: one of `OpeningError`'s, or of the session's own."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


async def inspect(settings: AsteriskSettings, secret: str, listen_s: float) -> Seen:
    """What is seen within `listen_s` seconds after the lists. Raises InspectionError."""
    try:
        reader, writer = await opened(settings)
    except OpeningError as error:
        raise InspectionError(error.code, error.detail) from None
    try:
        return await _Visit(settings, secret, reader, writer).make(listen_s)
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


def _is_readable(queue_log: str) -> bool:
    """Whether the file, or the table at the address, can be read."""
    if "://" not in queue_log:
        return os.access(queue_log, os.R_OK)
    try:
        lines_since(queue_log, time.time())
    except TableError:
        return False
    return True


class _Visit:
    """One connection: what is heard on it is kept until it is asked for."""

    def __init__(
        self, settings: AsteriskSettings, secret: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._settings, self._reader, self._writer = settings, reader, writer
        self._session = Session(Translator("/check", settings), settings.user, secret, also=ALSO)
        self._heard: set[str] = set()
        self._is_denied: set[str] = set()
        self._lists: dict[str, list[dict[str, str]]] = {}
        self._answers: dict[str, Answer] = {}
        self._is_on = self._is_greeted = False

    async def make(self, listen_s: float) -> Seen:
        await self._until(lambda: self._is_on)
        first = await self._listed()
        commands = await self._commands()
        places = await self._places(places_of(self._settings, first)[:MOST_PLACES])
        await self._until(lambda: False, listen_s)
        for name in ("QueueStatus", "CoreShowChannels"):
            self._session.ask(name, time.time())
        later = await self._listed()
        has_log = await asyncio.to_thread(_is_readable, self._settings.queue_log)
        is_booted = "FullyBooted" in self._heard
        return Seen(first, later, is_booted, commands, frozenset(self._heard), places, listen_s, has_log)

    async def _listed(self) -> Asked:
        """The lists that were asked for, or as much of them as the account gets."""
        ends = {"QueueStatus": "QueueStatusComplete", "CoreShowChannels": "CoreShowChannelsComplete"}
        await self._until(lambda: all(end in self._lists or name in self._is_denied for name, end in ends.items()))
        lists, self._lists = self._lists, {}
        callers, channels = lists.get("QueueEntry", []), lists.get("CoreShowChannel", [])
        return Asked(
            tuple(lists.get("QueueParams", [])),
            tuple(lists.get("QueueMember", [])),
            frozenset(each.get("Uniqueid", "") for each in callers),
            frozenset(each.get("Uniqueid", "") for each in channels),
        )

    async def _commands(self) -> frozenset[str] | None:
        ident = self._session.ask("ListCommands", time.time())
        await self._until(lambda: ident in self._answers)
        answer = self._answers.get(ident)
        return frozenset(answer.headers) if answer is not None and answer.accepted else None

    async def _places(self, places: list[Place]) -> dict[Place, str]:
        asked: dict[str, Place] = {}
        found = dict.fromkeys(places, "no_answer")
        for context, extension in places:
            fields = [("Context", context), *([("Extension", extension)] if extension else [])]
            try:
                asked[self._session.ask("ShowDialPlan", time.time(), fields)] = context, extension
            except ValueError:
                found[context, extension] = "not_there"
        await self._until(lambda: all(ident in self._answers for ident in asked))
        for ident, place in asked.items():
            if (answer := self._answers.get(ident)) is not None:
                denied = "denied" if "ermission" in answer.message else "not_there"
                found[place] = "there" if answer.accepted else denied
        return found

    async def _until(self, is_done: Callable[[], bool], within_s: float | None = None) -> None:
        """Read until it is done or the time is over."""
        self._carry_out(self._session.tick(time.time()))
        deadline = time.monotonic() + (ANSWERED_WITHIN_S if within_s is None else within_s)
        while not is_done() and (left_s := deadline - time.monotonic()) > 0.0:
            data = None
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left_s, TICK_S)):
                    data = await self._reader.read(READ_BYTES)
            if data == b"":
                raise InspectionError("closed")
            t = time.time()
            self._is_greeted = self._is_greeted or bool(data)
            self._carry_out(self._session.receive(data, t) if data else self._session.tick(t))
        if not self._is_on:
            raise InspectionError("silent" if self._is_greeted else "no_greeting")

    def _carry_out(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Send):
                self._writer.write(effect.data)
            elif isinstance(effect, HangUp):
                raise InspectionError(effect.code, effect.detail)
            elif isinstance(effect, LoggedOn):
                self._is_on = True
            elif isinstance(effect, Noted) and effect.code == "permission_denied":
                self._is_denied.add(effect.detail)
            elif isinstance(effect, Answer):
                self._answers[effect.ident] = effect
            elif isinstance(effect, Heard):
                self._hear(effect)

    def _hear(self, heard: Heard) -> None:
        name = heard.message.name
        if name in LISTED or name in CHANNELS:
            self._lists.setdefault(name, []).append(heard.message.headers)
        else:
            self._heard.add(name)
