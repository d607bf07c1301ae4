"""What one client says: subscriptions, questions and events, each answered; nothing that he sends stops the stream."""

from __future__ import annotations

import asyncio
from functools import partial

from msgspec import Struct
from websockets.exceptions import ConnectionClosed

from wallboard.history.failures import LogError
from wallboard.hub.commanding import Commanding
from wallboard.hub.core import Core
from wallboard.hub.intake import Intake
from wallboard.hub.journal import Commit
from wallboard.hub.questions import Questions
from wallboard.hub.session import Session
from wallboard.stream.codec import Decoded, decode_frame
from wallboard.stream.control import (
    Accepted,
    Query,
    Refusal,
    Resumed,
    StreamAccepted,
    StreamQuery,
    StreamRefused,
    StreamResult,
    StreamResumed,
    StreamSubscribe,
    Subscribe,
)
from wallboard.stream.feed_events import FeedConnected
from wallboard.stream.vocabulary import CONTROL_TYPES, LogEvent, Message, type_of

LARGE_BYTES = 65_536
"""A larger frame is decoded in a thread: what is wrong in it may be looked at item by item."""
UNANSWERED_MAX = 64
QUESTIONS_MAX = 4
REFUSALS_MAX = 1000
"""So many refusals without one event taken in between: he is not talking to us."""
POLICY_VIOLATION = 1008
_CONTROL = frozenset(CONTROL_TYPES.values())


class Services(Struct, frozen=True):
    """What a session is served with. `publishers`: who feeds a source, and the feed's name, by that source."""

    core: Core
    intake: Intake
    questions: Questions
    commanding: Commanding
    publishers: dict[str, tuple[Session, str]]


class Inbound:
    """Reads one session. In `publishers` he is entered for each source of which he has said that it is connected."""

    def __init__(self, session: Session, services: Services) -> None:
        self._session, self._core, self._intake = session, services.core, services.intake
        self._questions, self._commanding = services.questions, services.commanding
        self._publishers = services.publishers
        self._unanswered: set[asyncio.Future[Commit]] = set()
        self._asking: set[asyncio.Task[None]] = set()
        self._refusals = 0

    async def read(self) -> None:
        """Read until the connection ends."""
        connection = self._session.connection
        try:
            while self._refusals < REFUSALS_MAX:
                frame = await connection.recv(decode=False)
                large = len(frame) > LARGE_BYTES
                await self._take(await asyncio.to_thread(decode_frame, frame) if large else decode_frame(frame))
                await self._session.answered()
            await connection.close(POLICY_VIOLATION, "too many messages that are no events")
        except ConnectionClosed:
            return
        finally:
            for task in self._asking:
                task.cancel()

    async def _take(self, decoded: Decoded) -> None:
        events: list[LogEvent] = []
        for message in decoded.messages:
            if type(message) in _CONTROL:
                self._control(message)
            else:
                events.append(message)  # type: ignore[arg-type]
        self._core.counters.add("wallboard_unknown_total", len(decoded.unknown))
        refused = self._intake.refuse(decoded.refused, self._session.name)
        self._refusals += len(refused)
        if not (events or decoded.unknown or refused):
            return
        if len(refused) == 1 and refused[0].code == "not_json" and not events:
            self._refuse(refused[0])
            return
        named = [*(e.id for e in decoded.messages), *(r.ident for r in (*decoded.unknown, *decoded.refused))]
        ident = events[0].id if events else next(filter(None, named), "")
        await self._publish(events, refused, len(decoded.unknown), ident)

    async def _publish(self, events: list[LogEvent], refused: list[Refusal], unknown: int, ident: str) -> None:
        now_t = self._core.clock.now_t()
        good, early = self._intake.without_early(events, now_t)
        refused += self._intake.refuse(early, self._session.name)
        if not good:
            self._answer(self._intake.accepted([], unknown=unknown, refused=refused), ident)
            return
        self._refusals = 0
        self._core.words.took(good, now_t)
        for event in good:
            if isinstance(event, FeedConnected):
                self._publishers[event.source] = (self._session, event.subject)
        await self._core.journal.room()
        while len(self._unanswered) >= UNANSWERED_MAX:
            await asyncio.wait(self._unanswered, return_when=asyncio.FIRST_COMPLETED)
        committed = self._core.journal.enqueue(good, now_t, patient=False)
        self._unanswered.add(committed)
        committed.add_done_callback(partial(self._committed, refused, unknown, ident))

    def _committed(self, refused: list[Refusal], unknown: int, ident: str, done: asyncio.Future[Commit]) -> None:
        self._unanswered.discard(done)
        if done.cancelled():
            return
        error = done.exception()
        if isinstance(error, LogError):
            self._refuse(Refusal("log_unwritable", f"{error.code}: {error}", ident))
        elif error is None:
            for record in done.result().records:
                self._commanding.begin(record)
            self._answer(self._intake.accepted([done.result()], unknown=unknown, refused=refused), ident)

    def _control(self, message: Message) -> None:
        if isinstance(message, StreamSubscribe):
            self._subscribe(message.data)
        elif isinstance(message, StreamQuery):
            self._ask(message.data, message.id)
        else:
            self._refuse(Refusal("not_for_hubs", f"{type_of(type(message))} is what a hub says", message.id))

    def _subscribe(self, wanted: Subscribe) -> None:
        core = self._core
        missed = core.position - wanted.position
        if wanted.logid != core.logid or not 0 <= missed <= core.config.resume_limit or wanted.position < 0:
            self._session.follow(wanted.view, None)
            return
        resumed = Resumed(core.logid, wanted.position)
        self._session.follow(wanted.view, wanted.position)
        self._session.reply(core.message(StreamResumed, resumed))

    def _ask(self, query: Query, ident: str) -> None:
        if len(self._asking) >= QUESTIONS_MAX:
            self._refuse(Refusal("too_many_questions", f"{QUESTIONS_MAX} at a time", ident))
            return
        task = asyncio.create_task(self._answer_question(query, ident), name=f"question of {self._session.name}")
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _answer_question(self, query: Query, ident: str) -> None:
        result = await self._questions.answer(query, self._session.view)
        self._session.reply(self._core.message(StreamResult, result, correlationid=ident))

    def _answer(self, accepted: Accepted, ident: str) -> None:
        self._session.reply(self._core.message(StreamAccepted, accepted, correlationid=ident))

    def _refuse(self, refusal: Refusal) -> None:
        self._session.reply(self._core.message(StreamRefused, refusal, correlationid=refusal.ident))
