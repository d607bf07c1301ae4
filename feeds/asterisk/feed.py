"""The feed that brings an Asterisk: keeps a connection to its manager interface, and hands it what people ask for."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

from msgspec import structs

from feeds.asterisk import queue_log_table
from feeds.asterisk.actions import HEARD, Actions
from feeds.asterisk.link import Desk, Ended, Link
from feeds.asterisk.naming import Naming
from feeds.asterisk.opening import OpeningError, opened
from feeds.asterisk.orders import Next, Order, Refusal
from feeds.asterisk.outbox import Outbox
from feeds.asterisk.parser import Message
from feeds.asterisk.queue_log_file import lines_since
from feeds.asterisk.session import Answer, Publish, Session
from feeds.asterisk.translator import Translator
from wallboard.config.asterisk import AsteriskSettings
from wallboard.hub.backoff import Backoff, Pace
from wallboard.hub.ports import Dispatch, Sink
from wallboard.stream.command_events import Action, ContactAction
from wallboard.stream.feed_events import Connected, FeedConnected, FeedLost
from wallboard.stream.vocabulary import LogEvent

PACE = Pace(first_s=0.5, longest_s=30.0, least_session_s=10.0)
REFUSED_PACE = Pace(first_s=240.0, longest_s=1800.0, least_session_s=10.0)
"""After a refused login: a PBX bans an address that tries again and again, and nothing changes within seconds."""
REFUSED = frozenset({"login_refused", "no_challenge"})

_log = logging.getLogger(__name__)


class AsteriskFeed:
    """Brings what happens at the PBX that `settings` name, and asks of it what people ask for.

    `secret` is the manager account's. It is sent to nobody, not even to the PBX, and stands in no message.
    """

    def __init__(
        self,
        settings: AsteriskSettings,
        secret: str,
        *,
        site: str,
        random: Random,
        pace: Pace = PACE,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = settings.name
        self.source = f"/{site}/{settings.name}"
        self._settings, self._secret = settings, secret
        self._translator = Translator(self.source, settings)
        self._actions = Actions(self._translator)
        self._naming = Naming(settings.prefix)
        self._outbox = Outbox()
        self._backoff, self._refused = Backoff(pace, random), Backoff(REFUSED_PACE, random)
        self._monotonic, self._wall, self._sleep = monotonic, wall, sleep
        self._ahead_s = wall() - monotonic()
        self._link: Link | None = None
        self._closing = asyncio.Event()
        self._said_lost = ""

    async def run(self, sink: Sink) -> None:
        """Follow the PBX until cancelled or closed. An error of the sink escapes."""
        publishing = asyncio.create_task(self._outbox.run(sink), name=f"{self.name} publishes")
        following = asyncio.create_task(self._follow(), name=f"{self.name} follows")
        closing = asyncio.create_task(self._closing.wait(), name=f"{self.name} is closed")
        tasks = publishing, following, closing
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end

    @property
    def begun(self) -> bool:
        """A PBX tells what happens now."""
        return True

    def introduction(self) -> Connected:
        """It is a PBX, and by its greeting of that version."""
        return Connected("asterisk", self._translator.version)

    async def dispatch(self, command: str, action: Action, by: str = "") -> Dispatch:
        """Ask the PBX for it; what becomes of it comes as an event."""
        link = self._link
        if link is None or not link.session.is_on:
            return Dispatch(False, "feed_lost")
        meant = self._naming.meant(action)
        if meant is None:
            return Dispatch(False, "contact_unknown" if isinstance(action, ContactAction) else "agent_unknown")
        plan = self._actions.plan(meant, command, by)
        if isinstance(plan, Refusal):
            return Dispatch(False, plan.code, plan.detail)
        t = self._now_t()
        for ask in plan:
            ident = link.session.ask(ask.name, t, ask.fields)
            self._actions.sent(Order(command, meant, by, ident, t, ask.is_question))
        link.poke()
        return Dispatch(True)

    def now_t(self) -> float | None:
        """It has no clock of its own."""
        return None

    async def close(self) -> None:
        """End `run`."""
        self._closing.set()

    def _now_t(self) -> float:
        """Epoch seconds that do not jump within a connection."""
        return self._monotonic() + self._ahead_s

    async def _follow(self) -> None:
        while True:
            self._ahead_s = self._wall() - self._monotonic()
            began_s = self._monotonic()
            ended = await self._connection()
            lived_s = self._monotonic() - began_s
            refused = ended.code in REFUSED
            delay_s = self._refused.delay_s(0.0) if refused else self._backoff.delay_s(lived_s)
            _log.warning("%s: %s %s; again in %.1f s", self.name, ended.code, ended.detail, delay_s)
            await self._sleep(delay_s)

    async def _connection(self) -> Ended:
        """One connection from its beginning to its end, which is told."""
        try:
            reader, writer = await opened(self._settings)
        except OpeningError as error:
            return self._not_connected(Ended(error.code, error.detail))
        session = Session(self._translator, self._settings.user, self._secret, also=HEARD)
        desk = Desk(
            self._publish, self._outbox.room, self._read_log, self._answered, self._heard, self._now_t, self._sleep
        )
        ended = Ended("closed")
        self._link = Link(session, reader, writer, desk)
        try:
            ended = await self._link.run()
        finally:
            self._link = None
            self._leave(session, ended)
        return ended

    def _not_connected(self, ended: Ended) -> Ended:
        self._put(self._translator.lost(self._now_t(), ended.code, ended.detail))
        return ended

    def _leave(self, session: Session, ended: Ended) -> None:
        t = self._now_t()
        for effect in session.closed(t, ended.code, ended.detail):
            if isinstance(effect, Publish):
                self._put(effect.events)
        if outcomes := self._actions.lost(t):
            self._put(outcomes)

    def _publish(self, events: list[LogEvent]) -> None:
        self._put([*events, *self._actions.saw(events)])

    def _put(self, events: list[LogEvent]) -> None:
        """Give events to the log; that it is lost for the same reason still is told once."""
        told = []
        for event in events:
            if isinstance(event, FeedConnected):
                self._said_lost = ""
            if isinstance(event, FeedLost):
                if event.data.code == self._said_lost:
                    continue
                self._said_lost = event.data.code
            told.append(event)
        if told or not events:
            self._outbox.put(self._naming.told(told))

    def _answered(self, answer: Answer) -> None:
        t, link = self._now_t(), self._link
        following = self._actions.answered(answer, t)
        if not isinstance(following, Next):
            if following:
                self._put(following)
        elif link is not None:
            ident = link.session.ask(following.ask.name, t, following.ask.fields)
            self._actions.sent(structs.replace(following.order, ident=ident, is_question=False))
            link.poke()

    def _heard(self, message: Message) -> None:
        if outcomes := self._actions.heard(message, self._now_t()):
            self._put(outcomes)

    async def _read_log(self, from_t: float) -> None:
        """What happened while nobody looked, where the settings say where it is written."""
        place = self._settings.queue_log
        if not place:
            return
        try:
            if "://" in place:
                lines = await asyncio.to_thread(queue_log_table.lines_since, place, from_t)
            else:
                lines = await asyncio.to_thread(lines_since, Path(place), from_t)
        except (OSError, queue_log_table.TableError) as error:
            _log.warning("%s: queue_log cannot be read: %s", self.name, error)
        else:
            self._translator.catch_up(lines)
