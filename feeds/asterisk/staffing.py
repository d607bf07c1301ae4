"""Commands about one person: his queues, his pauses, his duty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from feeds.asterisk.deeds import OnAnything
from feeds.asterisk.orders import Ask, Headers, Order, Outcome, Refusal
from feeds.asterisk.people import Member, Person
from wallboard.stream import command_events as co

REASON_LENGTH = 80
"""So much of a reason does the PBX keep."""


class Adding(OnAnything[co.AddToQueue]):
    """`AddToQueue`: with the interface by which other queues know him, or with his phone."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        action = self.action(order)
        person = self.people.persons.get(action.agent)
        known = next(iter(person.members.values()), None) if person is not None else None
        interface = known.interface if known is not None else action.agent
        if "/" not in interface:
            return Refusal("agent_unknown", interface[:40])
        fields = [("Queue", action.queue), ("Interface", interface), ("Penalty", str(action.penalty))]
        if person is not None and person.name:
            fields.append(("MemberName", person.name))
        if interface != action.agent:
            fields.append(("StateInterface", action.agent))
        return (Ask("QueueAdd", tuple(fields)),)

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        action = self.action(order)
        is_there = name == "QueueMemberAdded" and _is_of(self, headers, action.agent, action.queue)
        return Outcome() if is_there else None


class Removing(OnAnything[co.RemoveFromQueue]):
    """`RemoveFromQueue`. A member that the queue's own settings name stays: the PBX says so."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        action = self.action(order)
        return _for_members(self, action.agent, action.queue, "QueueRemove")

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        action = self.action(order)
        is_gone = name == "QueueMemberRemoved" and _is_of(self, headers, action.agent, action.queue)
        return Outcome() if is_gone else None


class Penalizing(OnAnything[co.SetPenalty]):
    """`SetPenalty`, in one queue: without one the PBX would change all of them."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        action = self.action(order)
        return _for_members(self, action.agent, action.queue, "QueuePenalty", ("Penalty", str(action.penalty)))

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        action = self.action(order)
        is_of = name == "QueueMemberPenalty" and _is_of(self, headers, action.agent, action.queue)
        return Outcome() if is_of and headers.get("Penalty") == str(action.penalty) else None


class Pausing(OnAnything[co.Pause | co.Unpause]):
    """`Pause` and `Unpause`, in all his queues at once or in one. The PBX says so even where nothing changes."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        action = self.action(order)
        members = self._members(action)
        if not members:
            return Refusal("not_a_member")
        more = [("Paused", "true" if isinstance(action, co.Pause) else "false")]
        if isinstance(action, co.Pause) and action.reason.strip():
            more.append(("Reason", " ".join(action.reason.split())[:REASON_LENGTH]))
        queue = [("Queue", action.queue)] if action.queue else []
        interfaces = dict.fromkeys(member.interface for member in members)
        return tuple(Ask("QueuePause", (*queue, ("Interface", interface), *more)) for interface in interfaces)

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        action = self.action(order)
        if name != "QueueMemberPause" or not _is_of(self, headers, action.agent, action.queue):
            return None
        wanted, members = isinstance(action, co.Pause), self._members(action)
        return Outcome() if members and all(member.paused == wanted for member in members) else None

    def _members(self, action: co.Pause | co.Unpause) -> list[Member]:
        person = self.people.persons.get(action.agent)
        return _members(person, action.queue)


class LoggingOff(OnAnything[co.LogOff]):
    """`LogOff`: out of every queue, which is all that the PBX knows of duty; out of all of them, or out of none."""

    def asks(self, order: Order) -> tuple[Ask, ...] | Refusal:
        agent = self.action(order).agent
        person = self.people.persons.get(agent)
        places = person.members.items() if person is not None else ()
        if stays := [where for where, member in places if member.permanent]:
            return Refusal("agent_permanent", ", ".join(stays))
        return _for_members(self, agent, "", "QueueRemove")

    def heard(self, order: Order, name: str, headers: Headers, t: float) -> Outcome | None:
        agent = self.action(order).agent
        if name != "QueueMemberRemoved" or not _is_of(self, headers, agent):
            return None
        return None if _members(self.people.persons.get(agent)) else Outcome()


def _for_members(
    deed: OnAnything[Any],
    agent: str,
    queue: str,
    name: str,
    *more: tuple[str, str],
) -> tuple[Ask, ...] | Refusal:
    """The action `name` for each of his places, or for the one in `queue`."""
    person = deed.people.persons.get(agent)
    places: Iterable[tuple[str, Member]] = person.members.items() if person is not None else ()
    asks = tuple(
        Ask(name, (("Queue", where), ("Interface", member.interface), *more))
        for where, member in places
        if queue in ("", where)
    )
    return asks or Refusal("not_a_member")


def _members(person: Person | None, queue: str = "") -> list[Member]:
    places = person.members.items() if person is not None else ()
    return [member for where, member in places if queue in ("", where)]


def _is_of(deed: OnAnything[Any], headers: Headers, agent: str, queue: str = "") -> bool:
    """Whether a message about a member is about this person, in this queue."""
    of = deed.rules.person_of(headers.get("Interface", ""), headers.get("StateInterface", ""))
    return of == agent and queue in ("", headers.get("Queue"))
