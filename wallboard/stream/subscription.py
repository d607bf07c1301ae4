"""The client's side of one subscription, without a socket and without a clock: frames in, effects out."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal, cast

from wallboard.stream.chunks import BrokenSnapshotError, ChunkCollector
from wallboard.stream.codec import Rejected, decode_frame, encode
from wallboard.stream.control import (
    StreamAccepted,
    StreamHeartbeat,
    StreamQuery,
    StreamRefused,
    StreamResult,
    StreamResumed,
    StreamSnapshot,
    StreamSubscribe,
    StreamWelcome,
    Subscribe,
    View,
)
from wallboard.stream.effects import (
    Acknowledged,
    Answered,
    Beat,
    Effect,
    HangUp,
    Live,
    Noted,
    RefusedByHub,
    Send,
    SnapshotTaken,
    Welcomed,
)
from wallboard.stream.envelope import POSITION_DIGITS, make, position_of, sequence_of
from wallboard.stream.passed_over import places_of, stepped
from wallboard.stream.vocabulary import LogEvent, Message

__all__ = [
    "Acknowledged",
    "Answered",
    "Beat",
    "Effect",
    "HangUp",
    "Live",
    "Noted",
    "RefusedByHub",
    "Send",
    "SnapshotTaken",
    "Subscription",
    "Welcomed",
]

ASKS_MAX = 5
"""So often is asked again without an event taken in between, before the connection is given up."""
ANSWER_WITHIN_S = 15.0
BEATS_BEHIND_MAX = 3
"""So many beats may claim more than has come, without one event between them: then the end is missing."""
DETAIL_CHARS = 200

_Phase = Literal["listening", "asked", "settled"]


class Subscription:
    """Follows one log: position, resume, gaps, snapshots. `t` is any steady clock, in seconds.

    It lives through many connections: call `opened` on each. While it waits for an answer to what it has asked, events
    are dropped, because they belong to what was before. With `await_welcome` it asks only after the hub has greeted,
    then, if it knows no log yet, for that log from its beginning; until then events are passed on as they come, which
    is all that a server without a log ever sends. `counts` says how often what was noted.
    """

    def __init__(
        self,
        *,
        logid: str = "",
        position: int = 0,
        view: View = "full",
        source: str = "/client",
        await_welcome: bool = False,
    ) -> None:
        self.logid = logid
        self.position = position
        self.view: View = view
        self.counts: Counter[str] = Counter()
        self._source = source
        self._await_welcome = await_welcome
        self._phase: _Phase = "listening"
        self._collector = ChunkCollector()
        self._out: list[Effect] = []
        self._live: list[LogEvent] = []
        self._places: list[tuple[int, int]] = []
        self._sent = 0
        self._asks = 0
        self._asked_t = 0.0
        self._beats_behind = 0
        self._newest = 0
        self._has_log = False
        self._heard = False

    @property
    def has_log(self) -> bool:
        """Whether the other side is a hub with a log, as far as is known."""
        return self._has_log

    @property
    def current(self) -> bool:
        """Whether all that the log is known to hold has come; of a server without a log, whether it has spoken."""
        if not self._has_log:
            return self._heard
        return self._phase == "settled" and not self._collector.begun and self.position >= self._newest

    def opened(self, t: float) -> list[bytes]:
        """A fresh connection stands: the frames to be sent on it."""
        self._collector = ChunkCollector()
        self._asks = self._beats_behind = self._newest = 0
        self._has_log = not self._await_welcome
        self._heard = False
        self._phase = "listening"
        return [] if self._await_welcome else [self._ask(self.logid, t)]

    def ask_snapshot(self, t: float) -> bytes:
        """The frame that asks for a snapshot; until it comes, events are dropped."""
        self._collector.drop()
        return self._ask("", t)

    def receive(self, frame: bytes | str, t: float) -> list[Effect]:
        """What `frame` means. Never raises: what cannot be read is noted."""
        decoded = decode_frame(frame)
        self._heard = True
        out = self._out = []
        unread = [*decoded.unknown, *decoded.refused]
        self._places = places_of(unread) if unread else []
        self._note_unread(unread)
        messages, at = decoded.messages, 0
        while (at := self._follow(messages, at)) < len(messages):
            message = messages[at]
            handler = _HANDLERS.get(type(message))
            if handler is None:
                self._take(cast(LogEvent, message), t)
            else:
                self._flush()
                handler(self, message, t)
            at += 1
        self._flush()
        if self._places and self._phase == "settled":
            self.position = stepped(self.position, self._places)
        if self._phase == "asked" and t - self._asked_t > ANSWER_WITHIN_S:
            out.append(HangUp("no_answer"))
        return out

    def _follow(self, messages: list[Message], start: int) -> int:
        """Take events from `start` on while each follows the one before it without question; where that ends.

        Texts are compared, not numbers: nearly all events go this way. A control message never does, it has no place.
        """
        if self._phase != "settled" or self._places:
            return start
        last, at = sequence_of(self.position), start
        for at in range(start, len(messages)):
            message = messages[at]
            sequence = message.sequence
            if message.prevsequence != last or sequence <= last or len(sequence) != POSITION_DIGITS:
                break
            last = sequence
        else:
            at = len(messages)
        if at > start and last.isdecimal():
            self._live += cast(list[LogEvent], messages[start:at])
            self.position = int(last)
            self._asks = self._beats_behind = 0
            return at
        return start

    def _take(self, event: LogEvent, t: float) -> None:
        if self._phase == "settled":
            try:
                position, before = position_of(event.sequence), position_of(event.prevsequence)
            except ValueError:
                position = before = 0
            if self._places:
                self.position = stepped(self.position, self._places)
            if before <= self.position < position:
                self.position = position
                self._asks = self._beats_behind = 0
                self._live.append(event)
            elif position <= 0:
                self._note("unsequenced", f"{event.source} {event.id}")
            elif position <= self.position:
                self.counts["duplicate"] += 1
            else:
                self._flush()
                self._note("gap", f"{self.position} {before}")
                self._ask_again(self.logid, t)
        elif self._phase == "listening":
            self._live.append(event)

    def _flush(self) -> None:
        if self._live:
            self._out.append(Live(self._live, self.position))
            self._live = []

    def _note(self, code: str, detail: str) -> None:
        self.counts[code] += 1
        self._out.append(Noted(code, detail[:DETAIL_CHARS]))

    def _note_unread(self, unread: list[Rejected]) -> None:
        for rejected in unread:
            self._note(rejected.code, rejected.detail)

    def _ask(self, logid: str, t: float) -> bytes:
        self._phase, self._asked_t = "asked", t
        self._sent += 1
        position = self.position if logid else 0
        data = Subscribe(logid, position, self.view)
        return encode(make(StreamSubscribe, f"subscribe-{self._sent}", self._source, "stream", t, data))

    def _ask_again(self, logid: str, t: float) -> None:
        self._collector.drop()
        self._asks += 1
        if self._asks > ASKS_MAX:
            self._phase = "asked"
            self._out.append(HangUp("cannot_resume"))
        else:
            self._out.append(Send(self._ask(logid, t)))

    def _welcome(self, message: StreamWelcome, t: float) -> None:
        welcome = message.data
        self._newest = max(self._newest, welcome.position)
        self._has_log = True
        self._out.append(Welcomed(welcome, message.time.timestamp()))
        if self._phase == "listening":
            if not self.logid:
                self.logid, self.position = welcome.logid, 0
            self._out.append(Send(self._ask(self.logid, t)))

    def _resumed(self, message: StreamResumed, t: float) -> None:
        if self._phase == "listening":
            return
        if message.data.logid != self.logid or message.data.position > self.position:
            self._note("cannot_resume_here", f"{message.data.logid} {message.data.position}")
            self._ask_again("", t)
            return
        self._collector.drop()
        self._phase, self._beats_behind = "settled", 0

    def _snapshot(self, message: StreamSnapshot, t: float) -> None:
        try:
            taken = self._collector.take(message.data)
        except BrokenSnapshotError as error:
            self._note("snapshot_broken", str(error))
            self._ask_again("", t)
            return
        if self._collector.begun:
            self._phase, self._asked_t, self._has_log = "asked", t, True
        if taken is not None:
            self.logid, self.position, self._phase = taken.logid, taken.position, "settled"
            self._beats_behind, self._newest, self._has_log = 0, taken.position, True
            self._out.append(taken)

    def _heartbeat(self, message: StreamHeartbeat, t: float) -> None:
        beat = message.data
        self._newest = beat.position
        self._out.append(Beat(beat, message.time.timestamp()))
        if self._phase != "settled":
            return
        if beat.logid != self.logid:
            self._note("log_changed", beat.logid)
            self._ask_again("", t)
        elif beat.position <= self.position:
            self._asks = self._beats_behind = 0
        else:
            self._beat_behind(t)

    def _beat_behind(self, t: float) -> None:
        self._beats_behind += 1
        if self._beats_behind >= BEATS_BEHIND_MAX:
            self._beats_behind = 0
            self._note("gap", f"{self.position} {self._newest}")
            self._ask_again(self.logid, t)

    def _accepted(self, message: StreamAccepted, t: float) -> None:
        self._out.append(Acknowledged(message.correlationid, message.data))

    def _refused(self, message: StreamRefused, t: float) -> None:
        ident = message.correlationid or message.data.ident
        self._out.append(RefusedByHub(ident, message.data))
        if self._phase == "asked" and ident == f"subscribe-{self._sent}":
            self._out.append(HangUp(message.data.code))

    def _result(self, message: StreamResult, t: float) -> None:
        self._out.append(Answered(message.correlationid, message.data))

    def _ignore(self, message: StreamSubscribe | StreamQuery, t: float) -> None:
        self.counts["not_for_clients"] += 1


_HANDLERS: dict[type, Any] = {
    StreamWelcome: Subscription._welcome,
    StreamResumed: Subscription._resumed,
    StreamSnapshot: Subscription._snapshot,
    StreamHeartbeat: Subscription._heartbeat,
    StreamAccepted: Subscription._accepted,
    StreamRefused: Subscription._refused,
    StreamResult: Subscription._result,
    StreamSubscribe: Subscription._ignore,
    StreamQuery: Subscription._ignore,
}
