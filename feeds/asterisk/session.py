"""One connection to a PBX without its socket: bytes and time in, effects out. The shell carries the effects out.

    session = Session(translator, user, secret)
    effects = session.receive(data, t)      # whatever came, in slices of some 64 KiB
    effects = session.tick(t)               # about every second
    effects = session.closed(t, "closed")   # once, at the end

A new session for every connection; the translator stays. Effects are to be carried out in their order, and before more
is received: `ReadQueueLog` above all, whose lines must be with the translator when its lists are complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import md5

from msgspec import Struct, field

from feeds.asterisk.parser import Banner, Item, Message, Parser, Refused
from feeds.asterisk.translator import ASKED_AT_LOGIN, Translator
from wallboard.stream.vocabulary import LogEvent

GREETED_WITHIN_S = 10.0
LOGGED_ON_WITHIN_S = 10.0
QUIET_S = 2.0
"""After so many seconds without a word the PBX is asked whether it is there …"""
SILENT_S = 25.0
"""… and after so many it is not."""
UNANSWERED_S = 60.0
MOST_UNANSWERED = 1000

LEFT_OUT = (
    "RTCPSent", "RTCPReceived", "DeviceStateChange", "DialState", "MusicOnHoldStart", "MusicOnHoldStop",
    "NewConnectedLine", "NewCallerid", "BridgeCreate", "BridgeDestroy", "ContactStatus", "Cdr", "CEL",
)  # fmt: skip
"""Events that the PBX is asked not to send at all, where it lets us."""


class Send(Struct, frozen=True):
    """Send these bytes. They hold no secret: a login is answered with a hash of a challenge."""

    data: bytes


class Publish(Struct, frozen=True):
    """Publish these events."""

    events: list[LogEvent]


class ReadQueueLog(Struct, frozen=True):
    """Give the lines of queue_log since `from_t` (epoch seconds) to `Translator.catch_up`, if there is one."""

    from_t: float


class LoggedOn(Struct, frozen=True):
    """The PBX has let us in."""


class Answer(Struct, frozen=True):
    """The PBX has answered the action `ident` (empty: it does not say which)."""

    ident: str
    accepted: bool
    message: str
    headers: dict[str, str]


class Heard(Struct, frozen=True):
    """An event by one of the names that were asked for besides, as it came."""

    message: Message


class HangUp(Struct, frozen=True):
    """Close the connection. `code`: login_refused (try again much later), no_challenge, no_greeting, silent."""

    code: str
    detail: str = ""


class Noted(Struct, frozen=True):
    """To be counted, not to stop for: too_long, truncated, malformed, permission_denied."""

    code: str
    detail: str = ""


Effect = Send | Publish | ReadQueueLog | LoggedOn | Answer | Heard | HangUp | Noted


class _Asked(Struct):
    """An action on its way: its name, when it was sent, what is to be done with the answer."""

    name: str
    t: float
    then: Callable[[Message, float], None] | None = field(default=None)


def action(name: str, ident: str, fields: Iterable[tuple[str, str]] = ()) -> bytes:
    """An action as AMI takes it. Raises ValueError for a line break in a value: another action could hide behind it."""
    lines = [("Action", name), ("ActionID", ident), *fields]
    for key, value in lines:
        if any(mark in key + value for mark in ("\r", "\n", "\0")):
            raise ValueError(f"{key} holds a line break")
    return ("".join(f"{key}: {value}\r\n" for key, value in lines) + "\r\n").encode()


class Session:
    """See the module. `is_on` once the PBX has let us in; `also` names events that are to be heard as they come."""

    def __init__(
        self, translator: Translator, user: str, secret: str, *, prefix: str = "wb", also: Iterable[str] = ()
    ) -> None:
        self.is_on = False
        self._translator, self._user, self._secret, self._prefix = translator, user, secret, prefix
        self._also = frozenset(also)
        self._parser = Parser(translator.wanted_messages() | {name.encode(): _always for name in self._also})
        self._asked: dict[str, _Asked] = {}
        self._count = 0
        self._began_t = -1.0
        self._heard_t = -1.0
        self._pinged_t = -1.0
        self._is_over = False
        self._effects: list[Effect] = []

    def receive(self, data: bytes, t: float) -> list[Effect]:
        """The effects of bytes that came at `t` (epoch seconds)."""
        self._begin(t)
        self._heard_t = t
        events: list[LogEvent] = []
        for item in self._parser.feed(data):
            if not self._is_over:
                self._take(item, t, events)
        if events:
            self._effects.append(Publish(events))
        for name in sorted(self._translator.wanted):
            self.ask(name, t)
        self._translator.wanted.clear()
        return self._taken()

    def tick(self, t: float) -> list[Effect]:
        """The effects of time alone."""
        self._begin(t)
        if events := self._translator.pass_time(t):
            self._effects.append(Publish(events))
        limit_s = SILENT_S if self.is_on else GREETED_WITHIN_S + LOGGED_ON_WITHIN_S
        heard_t = max(self._heard_t, self._began_t) if self.is_on else self._began_t
        if t - heard_t > limit_s:
            self._hang_up("silent" if self.is_on else "no_greeting")
        elif self.is_on and t - max(heard_t, self._pinged_t) > QUIET_S:
            self._pinged_t = t
            self.ask("Ping", t)
        for ident in [ident for ident, asked in self._asked.items() if t - asked.t > UNANSWERED_S]:
            del self._asked[ident]
        return self._taken()

    def closed(self, t: float, code: str, detail: str = "") -> list[Effect]:
        """The connection has ended."""
        for item in self._parser.close():
            if isinstance(item, Refused):
                self._effects.append(Noted(item.code, item.head))
        self._is_over, self.is_on = True, False
        self._effects.append(Publish(self._translator.lost(t, code, detail)))
        return self._taken()

    def ask(self, name: str, t: float, fields: Iterable[tuple[str, str]] = ()) -> str:
        """Send an action with the next effects; gives the key of its answer. Raises ValueError (see `action`)."""
        return self._ask(name, t, fields, None)

    def _ask(
        self,
        name: str,
        t: float,
        fields: Iterable[tuple[str, str]],
        then: Callable[[Message, float], None] | None,
    ) -> str:
        self._count += 1
        ident = f"{self._prefix}-{self._count}"
        self._effects.append(Send(action(name, ident, fields)))
        self._asked[ident] = _Asked(name, t, then)
        if len(self._asked) > MOST_UNANSWERED:
            del self._asked[next(iter(self._asked))]
        return ident

    def _begin(self, t: float) -> None:
        if self._began_t < 0.0:
            self._began_t = t

    def _taken(self) -> list[Effect]:
        effects, self._effects = self._effects, []
        return effects

    def _take(self, item: Item, t: float, events: list[LogEvent]) -> None:
        if isinstance(item, Refused):
            self._effects.append(Noted(item.code, item.head))
            return
        events += self._translator.take(item, t)
        if isinstance(item, Message) and item.name in self._also:
            self._effects.append(Heard(item))
        if isinstance(item, Banner):
            self._ask("Challenge", t, [("AuthType", "MD5")], self._challenged)
        elif not item.name:
            self._answered(item, t)
        elif item.name == "OriginateResponse":
            self._effects.append(_answer(item))

    def _answered(self, message: Message, t: float) -> None:
        asked = self._asked.pop(message.get("ActionID"), None)
        if asked is not None and asked.then is not None:
            asked.then(message, t)
            return
        answer = _answer(message)
        if not answer.accepted and "ermission" in answer.message:
            name = asked.name if asked is not None else ""
            self._effects.append(Noted("permission_denied", name))
            if events := self._translator.denied(name, t):
                self._effects.append(Publish(events))
        self._effects.append(answer)

    def _challenged(self, message: Message, t: float) -> None:
        challenge = message.get("Challenge")
        if message.get("Response") != "Success" or not challenge:
            self._hang_up("no_challenge", message.get("Message"))
            return
        key = md5((challenge + self._secret).encode(), usedforsecurity=False).hexdigest()
        fields = [("AuthType", "MD5"), ("Username", self._user), ("Key", key), ("Events", "on")]
        self._ask("Login", t, fields, self._let_in)

    def _let_in(self, message: Message, t: float) -> None:
        if message.get("Response") != "Success":
            self._hang_up("login_refused", message.get("Message"))
            return
        self.is_on = True
        self._effects.append(LoggedOn())
        if self._translator.lost_t >= 0.0:
            self._effects.append(ReadQueueLog(self._translator.lost_t))
        for name in LEFT_OUT:
            self._ask("Filter", t, [("Operation", "Add"), ("Filter", f"!Event: {name}")], _ignored)
        for name in ASKED_AT_LOGIN:
            self.ask(name, t)

    def _hang_up(self, code: str, detail: str = "") -> None:
        if not self._is_over:
            self._is_over = True
            self._effects.append(HangUp(code, detail))


def _always(raw: bytes) -> bool:
    return True


def _ignored(message: Message, t: float) -> None:
    """A filter saves traffic; without the right to set one all goes on."""


def _answer(message: Message) -> Answer:
    said = message.get("Response")
    return Answer(message.get("ActionID"), said in ("Success", "Goodbye"), message.get("Message"), message.headers)
