"""Messages about what supervisors and agents ask for: listening, help, and what a dialplan says of a menu."""

from __future__ import annotations

from collections.abc import Callable

from feeds.asterisk.call import Call
from feeds.asterisk.calls import Calls
from feeds.asterisk.channels import Switchboard
from feeds.asterisk.people import People
from feeds.asterisk.rules import Rules
from feeds.asterisk.switching import Switching
from feeds.asterisk.tracing import Tracing
from wallboard.stream import contact_events as ev

Headers = dict[str, str]
Handler = Callable[[Headers, float], None]

MOST_SPIES = 1000


class Supervision:
    """Handles the messages named in `handlers`. A mode of listening is remembered from when it was asked for."""

    def __init__(self, switching: Switching, people: People, trace: Tracing, rules: Rules) -> None:
        self._switching, self._people, self._trace, self._rules = switching, people, trace, rules
        self._board: Switchboard = switching.board
        self._calls: Calls = switching.calls
        self._spies: dict[str, tuple[ev.MonitorMode, str]] = {}
        """By the listener's channel: how, and for whom where we were asked for it."""

    def handlers(self) -> dict[str, Handler]:
        """By the event's name."""
        return {
            "Newexten": self._newexten,
            "ChanSpyStart": self._spy_start,
            "ChanSpyStop": self._spy_stop,
            "OriginateResponse": self._originate_response,
            "UserEvent": self._user_event,
        }

    def forget(self) -> None:
        """A connection begins."""
        self._spies.clear()

    def _newexten(self, m: Headers, t: float) -> None:
        self._switching.step(m, t)
        ident, application = m.get("Uniqueid", ""), m.get("Application", "")
        if application == "ChanSpy":
            self._remember(ident, m.get("AppData", ""))
        call = self._calls.calls.get(ident)
        if call is not None and (application == "VoiceMail" or self._rules.is_voicemail(m.get("Context", ""))):
            self._calls.left_a_message(call, t)

    def _originate_response(self, m: Headers, t: float) -> None:
        if m.get("Application") == "ChanSpy":
            self._remember(m.get("Uniqueid", ""), m.get("Data", ""))

    def expect(self, channel: str, mode: ev.MonitorMode, by: str) -> None:
        """`channel` will listen, for `by`: what the PBX tells of it names neither."""
        self._spies[channel] = mode, by
        self._bound()

    def _remember(self, channel: str, data: str) -> None:
        if channel not in self._spies:
            self._spies[channel] = mode_of(data), ""
            self._bound()

    def _bound(self) -> None:
        if len(self._spies) > MOST_SPIES:
            del self._spies[next(iter(self._spies))]

    def _spied(self, m: Headers, t: float) -> tuple[Call, str, str] | None:
        """The contact that is listened to, at whom, and by whom."""
        spyee = self._board.channels.get(m.get("SpyeeUniqueid", ""))
        spyer = self._board.add(m, t, "Spyer")
        call = self._trace.call_at(spyee)
        if spyee is None or spyer is None or call is None:
            return None
        _, by = self._spies.get(spyer.id, ("", ""))
        return call, spyee.person, by or spyer.person or spyer.device

    def _spy_start(self, m: Headers, t: float) -> None:
        found = self._spied(m, t)
        if found is not None:
            call, person, supervisor = found
            mode, _ = self._spies.get(m.get("SpyerUniqueid", ""), ("listen", ""))
            self._calls.monitored(call, supervisor, person, mode, t)

    def _spy_stop(self, m: Headers, t: float) -> None:
        found = self._spied(m, t)
        if found is not None:
            self._calls.no_longer_monitored(found[0], found[2], t)

    def _user_event(self, m: Headers, t: float) -> None:
        name, channel = m.get("UserEvent"), self._board.channels.get(m.get("Uniqueid", ""))
        call = self._trace.call_at(channel)
        if name == "WallboardServed" and call is not None:
            self._calls.served(call, m.get("Node", ""), m.get("Context", ""), t)
        elif name == "WallboardHelp":
            person = self._rules.person_of(m.get("Agent", "")) or (channel.person if channel is not None else "")
            self._people.asked_for_help(person, call.id if call is not None else "", t)


def mode_of(data: str) -> ev.MonitorMode:
    """What the options of ChanSpy (after the first comma) make of it."""
    options = data.partition(",")[2]
    if "B" in options:
        return "barge"
    return "whisper" if "w" in options or "W" in options else "listen"
