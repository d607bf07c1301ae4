"""Recordings and scripts played into the translator, and the contacts that come of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from feeds.asterisk.parser import Parser
from feeds.asterisk.translator import Translator
from feeds.replay.source import open_source
from wallboard.config.asterisk import AsteriskSettings
from wallboard.floor.contact import Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent
from wallboard.stream.vocabulary import LogEvent

SOURCE = "/lab/pbx"


@cache
def recorded(path: Path) -> tuple[LogEvent, ...]:
    """The events of a recording, with the times of its index."""
    source = open_source(path, source=SOURCE)
    events = tuple(event for batch in source.batches for event in batch)
    assert not source.problems.counts
    return events


def folded(events: Iterable[LogEvent]) -> tuple[Floor, dict[str, Contact]]:
    """The floor at the end, and every contact that ever was on it, as it was last."""
    floor, contacts = Floor(), {}
    for event in events:
        floor.fold([event])
        contacts.update(floor.take_changes().contacts)
    return floor, contacts


class Script:
    """A PBX in the test's hands: each line is what it sends, and the clock moves when it is told to.

    A channel is named by its Uniqueid and its device; what else a message bears is given where it matters.
    """

    def __init__(self, settings: AsteriskSettings | None = None) -> None:
        self.translator = Translator(SOURCE, settings)
        self.parser = Parser(self.translator.wanted_messages())
        self.t = 1_000_000.0
        self.events: list[LogEvent] = []
        self._channels: dict[str, dict[str, str]] = {}

    def send(self, raw: bytes) -> Script:
        """The PBX sends these bytes."""
        for item in self.parser.feed(raw):
            self.events += self.translator.take(item, self.t)
        return self

    def say(self, name: str, at: str = "", dest: str = "", /, **headers: object) -> Script:
        """The PBX sends an event about the channel `at`, and perhaps about `dest` too."""
        told = {**self._channels.get(at, {})}
        told |= {"Dest" + key: value for key, value in self._channels.get(dest, {}).items()}
        told |= {key: str(value) for key, value in headers.items()}
        lines = [f"Event: {name}", *(f"{key}: {value}" for key, value in told.items())]
        return self.send("\r\n".join(lines).encode() + b"\r\n\r\n")

    def respond(self, **headers: object) -> Script:
        """The PBX answers an action."""
        lines = ["Response: Success", *(f"{key}: {value}" for key, value in headers.items())]
        return self.send("\r\n".join(lines).encode() + b"\r\n\r\n")

    def wait(self, s: float) -> Script:
        """Time passes."""
        self.t += s
        self.events += self.translator.pass_time(self.t)
        return self

    # What a PBX does in several words

    def channel(self, ident: str, device: str, number: str, state: int, context: str, linked: str = "") -> Script:
        """A channel appears."""
        self._channels[ident] = {
            "Channel": f"{device}-{abs(hash(ident)) % 0xFFFFFFFF:08x}" if not device.startswith("Local/") else device,
            "ChannelState": str(state),
            "CallerIDNum": number,
            "Context": context,
            "Exten": "s",
            "Uniqueid": ident,
            "Linkedid": linked or ident,
        }
        return self.say("Newchannel", ident)

    def goes_to(self, ident: str, context: str, exten: str = "s") -> Script:
        """The channel is elsewhere in the dialplan from now on."""
        self._channels[ident] |= {"Context": context, "Exten": exten}
        return self

    def customer(self, ident: str = "c", number: str = "35722000001", **headers: str) -> Script:
        """A customer calls in."""
        return self.channel(ident, "PJSIP/trunk", number, 4, "from-trunk")

    def join(self, ident: str = "c", queue: str = "sales", context: str = "queues") -> Script:
        """He comes into a queue."""
        return self.goes_to(ident, context, queue).say("QueueCallerJoin", ident, Queue=queue, Position=1, Count=1)

    def ring(self, leg: str, phone: str, ident: str = "c", queue: str = "sales") -> Script:
        """The queue rings a member's phone for him."""
        self.channel(leg, phone, phone.rpartition("/")[2], 0, "agents", ident)
        self.say("AgentCalled", ident, leg, Queue=queue, Interface=phone, MemberName=phone)
        return self.say("DialBegin", ident, leg, DialString=phone)

    def answer(self, leg: str, phone: str, ident: str = "c", queue: str = "sales", bridge: str = "b") -> Script:
        """The member answers."""
        self.say("DialEnd", ident, leg, DialStatus="ANSWER").say("QueueCallerLeave", ident, Queue=queue)
        self.say("AgentConnect", ident, leg, Queue=queue, Interface=phone, MemberName=phone, HoldTime=1, RingTime=1)
        return self.enter(leg, bridge).enter(ident, bridge)

    def served(self, leg: str = "a", phone: str = "PJSIP/1001", ident: str = "c", queue: str = "sales") -> Script:
        """A customer comes, waits 5 s and is answered after 2 s of ringing."""
        self.customer(ident).join(ident, queue).wait(5).ring(leg, phone, ident, queue).wait(2)
        return self.answer(leg, phone, ident, queue, f"b-{ident}")

    def enter(self, ident: str, bridge: str, **headers: object) -> Script:
        """A channel comes into a bridge."""
        return self.say("BridgeEnter", ident, BridgeUniqueid=bridge, **headers)

    def leave(self, ident: str, bridge: str) -> Script:
        """A channel leaves a bridge."""
        return self.say("BridgeLeave", ident, BridgeUniqueid=bridge)

    def hang_up(self, ident: str) -> Script:
        """Who is at the other end of the channel hangs up."""
        return self.say("HangupRequest", ident)

    def end(self, *idents: str) -> Script:
        """The PBX ends channels."""
        for ident in idents:
            self.say("Hangup", ident, Cause=16)
        return self

    def member(self, phone: str, queue: str = "sales", event: str = "QueueMemberAdded", **headers: object) -> Script:
        """The PBX speaks of a member."""
        told: dict[str, object] = {"Queue": queue, "MemberName": "Alice Adams", "Interface": phone}
        return self.say(event, **(told | {"StateInterface": phone, "Penalty": 0, "Status": 1, "Paused": 0} | headers))

    # What came of it

    def contact(self, key: str = "c") -> Contact:
        """The contact as the events so far make it."""
        return folded(self.events)[1][key]

    def agent(self, key: str = "PJSIP/1001") -> Agent:
        """The agent as the events so far make him."""
        return folded(self.events)[0].agents[key]

    def kinds(self, key: str = "c") -> list[str]:
        """The types of the events about a subject."""
        return [str(type(event).__struct_config__.tag) for event in self.events if event.subject == key]

    def outcomes(self, key: str = "c") -> list[str]:
        """The outcomes of the contact's waits in queues, then its own."""
        contact = self.contact(key)
        return [*(entry.outcome for entry in contact.entries), contact.outcome]
