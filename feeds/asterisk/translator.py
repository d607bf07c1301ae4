"""AMI's messages in, events of the stream out. Pure: the moment of each message is handed in with it.

    translator = Translator(source, settings)
    for message in parser.feed(data):
        events = translator.take(message, t)
    events = translator.pass_time(t)          # what falls due by time alone
    events = translator.lost(t, "closed")     # the connection is gone

The shell must send the actions named in `ASKED_AT_LOGIN` after each login (their answers make the snapshot), and those
that turn up in `wanted`, which it empties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from feeds.asterisk.calls import Calls
from feeds.asterisk.channels import Switchboard
from feeds.asterisk.filters import wanted_of
from feeds.asterisk.listing import Listing
from feeds.asterisk.numbers import whole
from feeds.asterisk.parser import Banner, Filter, Item, Message
from feeds.asterisk.people import People
from feeds.asterisk.queue_log import Away, Line, line_of
from feeds.asterisk.queueing import Queueing
from feeds.asterisk.rules import Rules, number_of
from feeds.asterisk.snapshot import Surveyor
from feeds.asterisk.supervision import Supervision
from feeds.asterisk.switching import Switching
from feeds.asterisk.telling import Teller
from feeds.asterisk.tracing import Tracing
from wallboard.config.asterisk import AsteriskSettings
from wallboard.stream.feed_events import Connected, FeedConnected, FeedLost, FeedSnapshot, Lost, Snapshot
from wallboard.stream.queue_events import Configured, QueueConfigured
from wallboard.stream.vocabulary import LogEvent

ASKED_AT_LOGIN = ("ExtensionStateList", "QueueStatus", "CoreShowChannels")
"""Phones with hints, queues with their members and callers, channels."""

Headers = dict[str, str]
NOTHING: list[LogEvent] = []


class Translator:
    """See the module. `source` is that of all events."""

    def __init__(self, source: str, settings: AsteriskSettings | None = None) -> None:
        self.rules = Rules(settings)
        self.source = source
        self.name = self.rules.settings.name
        self.version = ""
        self.wanted: set[str] = set()
        self._teller = Teller(source)
        self.board = Switchboard(self.rules)
        self.people = People(self._teller, self.rules)
        self.calls = Calls(self._teller, self.board, self.people.freed)
        self._surveyor = Surveyor(self.calls, self.board, self.rules)
        self._listing: Listing | None = None
        self._polled = Listing()
        self._queues: dict[str, Configured] = {}
        self._feed_count = 0
        self._lost_t = -1.0
        self._written: list[Line] = []
        trace = Tracing(self.board, self.calls, self.rules, self.people.persons)
        self._switching = Switching(self.board, self.calls, self.rules, trace)
        self._queueing = Queueing(self.board, self.calls, self.rules, trace)
        self.supervision = Supervision(self._switching, self.people, trace, self.rules)
        self._handlers = self._handled()

    def wanted_messages(self) -> dict[bytes, Filter]:
        """What a parser need read: it may pass over all else."""
        return wanted_of(self.rules, self._handlers)

    def take(self, item: Item, t: float) -> list[LogEvent]:
        """The events that a message, which came at `t` (epoch seconds), makes."""
        if t >= self.calls.due_t:
            self.calls.decide(t)
        if t >= self.people.due_t:
            self.people.pass_time(t)
        if type(item) is Message:
            handler = self._handlers.get(item.name)
            if handler is not None:
                handler(item.headers, t)
        elif type(item) is Banner:
            self.version = item.text.rpartition("/")[2]
            self.begin(t)
        return self._teller.taken() if self._teller.events else NOTHING

    def pass_time(self, t: float) -> list[LogEvent]:
        """The events that fall due until `t` by time alone."""
        self.calls.decide(t)
        self.people.pass_time(t)
        return self._teller.taken()

    def begin(self, t: float) -> None:
        """A connection begins: of the channels nothing is known any more until they are listed."""
        self.board.forget()
        self._listing = Listing()
        self._polled = Listing()
        self._switching.gone = self._listing.gone
        self.supervision.forget()

    @property
    def lost_t(self) -> float:
        """Since when nothing has been seen (epoch seconds), negative where the connection stands or never stood."""
        return self._lost_t

    def catch_up(self, lines: Iterable[str]) -> None:
        """What the PBX wrote into its queue_log since `lost_t`, to be handed in before the lists are complete.

        It is told with the snapshot. Without it what ended meanwhile is unknown.
        """
        self._written = [line for text in lines if (line := line_of(text)) is not None]

    def told(self) -> list[LogEvent]:
        """What was told besides, by commands that the PBX has carried out without a word."""
        return self._teller.taken()

    def denied(self, action: str, t: float) -> list[LogEvent]:
        """The PBX does not let us list something: the snapshot is made of what it does list."""
        listing = self._listing
        if listing is not None and action in ("QueueStatus", "CoreShowChannels"):
            listing.has_queues = listing.has_queues or action == "QueueStatus"
            listing.has_channels = listing.has_channels or action == "CoreShowChannels"
            self._complete(t)
        return self._teller.taken()

    def lost(self, t: float, code: str, detail: str = "") -> list[LogEvent]:
        """The connection is gone; what happens meanwhile is not seen."""
        self._listing = self._switching.gone = None
        if self._lost_t < 0.0:
            self._lost_t = t
        self._say(FeedLost, t, Lost(code, detail))
        return self._teller.taken()

    def _handled(self) -> dict[str, Callable[[Headers, float], object]]:
        people = self.people
        return {
            **self._switching.handlers(),
            **self._queueing.handlers(),
            **self.supervision.handlers(),
            "": self._response,
            "FullyBooted": self._fully_booted,
            "Shutdown": self._shutdown,
            "Reload": self._reload,
            "ExtensionStatus": self._hint,
            "QueueMemberStatus": people.take,
            "QueueMemberPause": people.take,
            "QueueMemberPenalty": people.take,
            "QueueMemberAdded": people.take,
            "QueueMemberRemoved": self._member_removed,
            "QueueParams": self._queue_params,
            "QueueMember": self._queue_member,
            "QueueEntry": self._queue_entry,
            "QueueStatusComplete": self._queue_status_complete,
            "CoreShowChannel": self._core_show_channel,
            "CoreShowChannelsComplete": self._core_show_channels_complete,
        }

    # The connection

    def _say(self, kind: type, t: float, data: object) -> None:
        self._feed_count += 1
        self._teller.tell(kind, self.name, self._feed_count, t, data)

    def _response(self, m: Headers, t: float) -> None:
        if m.get("Message") == "Authentication accepted" and self._listing is None:
            self.begin(t)

    def _fully_booted(self, m: Headers, t: float) -> None:
        if self._listing is None:
            self.begin(t)
        self._say(FeedConnected, t, Connected("asterisk", self.version))

    def _shutdown(self, m: Headers, t: float) -> None:
        for call in list(self.calls.calls.values()):
            self.calls.end(call, t, "system")
        self.calls.calls.clear()
        self._listing = self._switching.gone = None
        self._lost_t = t
        self._say(FeedLost, t, Lost("shutdown"))

    def _reload(self, m: Headers, t: float) -> None:
        self.wanted.add("QueueStatus")

    def _hint(self, m: Headers, t: float) -> None:
        for device in m.get("Hint", "").replace(",", "&").split("&"):
            self.board.know_phone(device)

    # Members, and what is listed

    def _member_removed(self, m: Headers, t: float) -> None:
        key = self.rules.person_of(m.get("Interface", ""), m.get("StateInterface", ""))
        person = self.people.persons.get(key)
        if person is not None:
            self.people.remove(person, m.get("Queue", ""), t)

    def _queue_params(self, m: Headers, t: float) -> None:
        self._polled.queues[m.get("Queue", "")] = m

    def _queue_member(self, m: Headers, t: float) -> None:
        """Taken as it comes: thousands at once would hold everybody up."""
        self._polled.members.append(m)
        person = self.people.take(m, t, silent=self._listing is not None)
        if person is not None:
            self.board.know_phone(person.id)

    def _queue_entry(self, m: Headers, t: float) -> None:
        self._polled.waiting[m.get("Uniqueid", "")] = m

    def _core_show_channel(self, m: Headers, t: float) -> None:
        if self._listing is not None:
            self._listing.channels.append(m)

    def _queue_status_complete(self, m: Headers, t: float) -> None:
        polled, self._polled = self._polled, Listing()
        first = self._listing is not None
        self.people.keep(polled, t, silent=first)
        self._configure(polled, t)
        if self._listing is not None:
            self._listing.queues, self._listing.waiting = polled.queues, polled.waiting
            self._listing.has_queues = True
            self._complete(t)

    def _core_show_channels_complete(self, m: Headers, t: float) -> None:
        if self._listing is not None:
            self._listing.has_channels = True
            self._complete(t)

    def _configure(self, polled: Listing, t: float) -> None:
        """Say what the queues are held to, where that is new."""
        stepping_in: dict[str, list[str]] = {}
        for person in self.people.persons.values():
            for queue, member in person.members.items():
                if member.overflow:
                    stepping_in.setdefault(queue, []).append(person.id)
        for queue, params in polled.queues.items():
            name = self.rules.settings.queue_names.get(queue, queue)
            threshold_s = float(whole(params.get("ServiceLevel"), 20))
            data = Configured(name, threshold_s=threshold_s, overflow=tuple(stepping_in.get(queue, ())))
            if data != self._queues.get(queue):
                self._queues[queue] = data
                self._feed_count += 1
                self._teller.tell(QueueConfigured, queue, self._feed_count, t, data)

    def _complete(self, t: float) -> None:
        """Both lists are there: tell what is true now."""
        listing = self._listing
        if listing is None or not (listing.has_queues and listing.has_channels):
            return
        self._listing = self._switching.gone = None
        known = {each.get("Uniqueid") for each in listing.channels}
        listing.channels += [{**m, "Application": "Queue"} for key, m in listing.waiting.items() if key not in known]
        before = self._teller.taken()
        self._surveyor.take(listing, t)
        self._teller.taken()
        self._teller.events = before
        contacts = tuple(self._surveyor.contacts(listing, t))
        self._teller.events += self._meanwhile({contact.id for contact in contacts}, t)
        self._lost_t = -1.0
        self._say(FeedSnapshot, t, Snapshot(contacts, tuple(self.people.on_duty(t))))

    def _meanwhile(self, still: set[str], t: float) -> list[LogEvent]:
        """What the PBX's own log tells of the time in which nothing was seen."""
        written, self._written = self._written, []
        if not written or self._lost_t < 0.0:
            return NOTHING
        persons = self.people.persons
        people = {person.name: key for key, person in persons.items()} | {key: key for key in persons}
        numbers = {number_of(phone) for phone in (*self.board.phones, *persons)}
        return Away(people, numbers, still).events(written, self.source, self._lost_t, t)
