"""The members of the queues as people on duty: one person for all his queues, told only when something changes."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush

from msgspec import Struct, field

from feeds.asterisk.listing import Listing
from feeds.asterisk.numbers import whole
from feeds.asterisk.rules import Rules, plain
from feeds.asterisk.telling import Teller
from wallboard.stream import agent_events as ev
from wallboard.stream.envelope import moment
from wallboard.stream.feed_events import SnapshotAgent

OUT_OF_REACH = frozenset({"4", "5"})
"""Device states: invalid, unavailable."""
IN_USE = frozenset({"2", "3", "7", "8"})
RINGING = frozenset({"6", "7"})
PERMANENT = frozenset({"static", "realtime"})


class Member(Struct, frozen=True, gc=False):
    """A person's place in one queue."""

    interface: str
    penalty: int = 0
    paused: bool = False
    reason: str = ""
    overflow: bool = False
    permanent: bool = False
    """The PBX's own settings place him there, and no command takes him out."""


class Person(Struct, gc=False):
    """`told` is the state that was last told, empty while he is not on duty."""

    id: str
    name: str = ""
    status: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    wrap_until_t: float = -1.0
    paused_t: float = -1.0
    told: tuple[str, str] = ("", "")
    count: int = 0

    def state(self, t: float) -> tuple[ev.ReportedState, str]:
        """What he does at `t`, as far as the queues know, and why."""
        members = self.members.values()
        if self.status in OUT_OF_REACH:
            return "unreachable", ""
        if members and all(member.paused for member in members):
            return "not_ready", next((member.reason for member in members if member.reason), "")
        if self.wrap_until_t > t:
            return "after_contact_work", ""
        return "ready", ""


class People:
    """The persons by key, that is the phone on the desk."""

    def __init__(self, teller: Teller, rules: Rules) -> None:
        self.persons: dict[str, Person] = {}
        self._teller, self._rules = teller, rules
        self._due: list[tuple[float, str]] = []

    def take(self, headers: dict[str, str], t: float, *, silent: bool = False) -> Person | None:
        """What an event or a listing says of a member. Telling may be left to a snapshot."""
        get = headers.get
        queue, interface = get("Queue", ""), get("Interface") or get("Location") or ""
        if not queue or not interface:
            return None
        key = self._rules.person_of(interface, get("StateInterface", ""))
        person = self.persons.get(key)
        if person is None:
            person = self.persons[key] = Person(key)
        person.name = plain(get("MemberName") or get("Name") or "") or person.name
        person.status = get("Status", person.status)
        old = person.members.get(queue)
        paused = get("Paused", "0") == "1"
        penalty = whole(get("Penalty"), old.penalty if old else 0)
        reason = plain(get("PausedReason", ""))
        overflow = self._rules.is_overflow(key, person.name, penalty)
        membership = get("Membership")
        permanent = membership in PERMANENT if membership else old is not None and old.permanent
        new = Member(interface, penalty, paused, reason, overflow, permanent)
        person.paused_t = float(whole(get("LastPause"))) or -1.0
        if new != old:
            person.members[queue] = new
        if not silent:
            self._tell(person, t)
            if old is None or (old.penalty, old.overflow) != (penalty, overflow):
                self.tell_membership(person, queue, t)
        return person

    def remove(self, person: Person, queue: str, t: float) -> None:
        """He serves the queue no longer."""
        member = person.members.pop(queue, None)
        if member is None:
            return
        data = ev.Membership(queue, member.penalty, member.overflow, member=False)
        self._say(person, ev.AgentMembership, t, data)
        self._tell(person, t)

    def keep(self, listed: Listing, t: float, *, silent: bool = False) -> None:
        """Of the queues that are listed with all their members, nobody else is a member."""
        there = {(m.get("Queue"), m.get("Location")) for m in listed.members}
        for person in self.persons.values():
            for queue, member in list(person.members.items()):
                if queue in listed.queues and (queue, member.interface) not in there:
                    if silent:
                        del person.members[queue]
                    else:
                        self.remove(person, queue, t)

    def freed(self, key: str, queue: str, t: float) -> None:
        """A call of `queue` has left him: he has so long for what is to be done after it."""
        person = self.persons.get(key)
        wrapup_s = self._rules.wrapup_s(queue) if queue and person else 0.0
        if person is None or not wrapup_s:
            return
        person.wrap_until_t = t + wrapup_s
        heappush(self._due, (person.wrap_until_t, key))
        self._tell(person, t)

    def pass_time(self, t: float) -> None:
        """Time has come to `t`: whose after-call work is over?"""
        while self._due and self._due[0][0] <= t:
            due_t, key = heappop(self._due)
            person = self.persons.get(key)
            if person is not None and person.wrap_until_t <= due_t:
                self._tell(person, due_t)

    @property
    def due_t(self) -> float:
        """When something falls due by time alone."""
        return self._due[0][0] if self._due else float("inf")

    def on_duty(self, t: float) -> Iterator[SnapshotAgent]:
        """Everybody who is a member of a queue, and what he does. That is now told."""
        rules = self._rules
        for person in self.persons.values():
            if not person.members:
                person.told = ("", "")
                continue
            state, reason = person.told = person.state(t)
            since = moment(person.paused_t) if state == "not_ready" and 0.0 < person.paused_t <= t else None
            yield SnapshotAgent(
                person.id,
                state,
                reason,
                since,
                person.name,
                rules.team_of(person.id, person.name),
                rules.site_of(person.id, person.name),
                overflow=any(member.overflow for member in person.members.values()),
                serves=tuple(_membership(queue, member) for queue, member in person.members.items()),
            )

    def tell_membership(self, person: Person, queue: str, t: float) -> None:
        """Tell that he serves the queue, and how early he is asked."""
        self._say(person, ev.AgentMembership, t, _membership(queue, person.members[queue]))

    def asked_for_help(self, key: str, contact: str, t: float) -> None:
        """He asks the supervisor for help."""
        person = self.persons.get(key)
        if person is not None:
            self._say(person, ev.AgentHelpRequested, t, ev.HelpRequested(contact))

    def helped(self, key: str, supervisor: str, t: float) -> None:
        """Somebody has come to his aid."""
        person = self.persons.get(key)
        if person is not None:
            self._say(person, ev.AgentHelpAnswered, t, ev.HelpAnswered(supervisor))

    def _tell(self, person: Person, t: float) -> None:
        if not person.members:
            if person.told[0]:
                person.told = ("", "")
                self._say(person, ev.AgentLoggedOff, t, ev.LoggedOff())
            return
        if not person.told[0]:
            overflow = any(member.overflow for member in person.members.values())
            team = self._rules.team_of(person.id, person.name)
            site = self._rules.site_of(person.id, person.name)
            self._say(person, ev.AgentLoggedOn, t, ev.LoggedOn(person.name, team, site, overflow=overflow))
            person.told = ("ready", "")
        state = person.state(t)
        if state != person.told:
            person.told = state
            self._say(person, ev.AgentState, t, ev.State(*state))

    def _say(self, person: Person, kind: type, t: float, data: object) -> None:
        person.count += 1
        self._teller.tell(kind, person.id, person.count, t, data)


def _membership(queue: str, member: Member) -> ev.Membership:
    return ev.Membership(queue, member.penalty, member.overflow)
