"""A hub's events as ours, and its snapshot told as events: pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import structs

from wallboard.floor.command import STATUS, Command
from wallboard.floor.contact import ENDED, MENU, UNROUTED, Contact
from wallboard.floor.floor import Floor
from wallboard.floor.people import Agent
from wallboard.floor.snapshot import FloorBuilder
from wallboard.floor.ticket import Ticket
from wallboard.stream import agent_events as ag
from wallboard.stream import command_events as cmd
from wallboard.stream import feed_events as fe
from wallboard.stream import ticket_events as tk
from wallboard.stream.effects import SnapshotTaken
from wallboard.stream.envelope import E, Moment, make, moment
from wallboard.stream.queue_events import QueueConfigured
from wallboard.stream.vocabulary import LogEvent

_OUTCOMES = {status: kind for kind, status in STATUS.items()}


def forwarded(event: LogEvent) -> LogEvent:
    """The same event without what the other hub has stamped on it: ours has a log of its own."""
    if not event.sequence and event.recordedtime is None:
        return event
    return structs.replace(event, sequence="", prevsequence="", recordedtime=None)


def told(taken: SnapshotTaken, source: str) -> list[LogEvent]:
    """What a snapshot says, as events in the order of their times. `source` speaks for what has no source of its own.

    The facts of the contacts that are open, or ended a moment ago, come as the events that they are; what is no longer
    there goes by the `feed.snapshot` of its source. Everything else has an id made of the log and the position, so that
    telling it twice adds nothing. Raises msgspec.DecodeError where a section does not fit.
    """
    builder = FloorBuilder()
    for section, items in taken.sections:
        builder.add(section, items)
    floor = builder.build()
    return _Teller(floor, f"{taken.logid}@{taken.position}", source).events()


class _Teller:
    def __init__(self, floor: Floor, mark: str, source: str) -> None:
        self._floor, self._mark, self._source = floor, mark, source
        self._now_t = floor.now_t

    def events(self) -> list[LogEvent]:
        before = [*self._queues(), *self._people(), *self._facts(), *self._tickets(), *self._commands()]
        before.sort(key=lambda event: event.time)
        return [*before, *self._feeds()]

    def _make(self, kind: type[E], name: str, source: str, subject: str, t: float, data: Any) -> E:
        t = t if t >= 0.0 else self._now_t
        return make(kind, f"{self._mark}/{name}", source or self._source, subject, t, data)

    def _queues(self) -> Iterator[Any]:
        for queue in self._floor.queues.values():
            yield self._make(QueueConfigured, f"queue/{queue.id}", self._source, queue.id, self._now_t, queue.config)

    def _people(self) -> Iterator[Any]:
        for a in self._floor.agents.values():
            if not a.on_duty:
                continue
            capacity = dict(a.capacity)
            data = ag.LoggedOn(a.name, a.team, a.site, a.place, a.skills, capacity, a.overflow)  # type: ignore[arg-type]
            yield self._make(ag.AgentLoggedOn, f"agent/{a.id}", a.source, a.id, a.logged_on_t, data)
            for queue, member in a.memberships.items():
                name = f"agent/{a.id}/{queue}"
                joined = ag.Membership(queue, member.penalty, member.overflow)
                yield self._make(ag.AgentMembership, name, a.source, a.id, a.logged_on_t, joined)

    def _facts(self) -> Iterator[Any]:
        book = self._floor.book
        for told_of in (book.facts, book.parked):
            for contact, facts in told_of.items():
                for fact in facts:
                    yield fact.event(contact)

    def _tickets(self) -> Iterator[Any]:
        for k in self._floor.tickets.values():
            created = tk.Created(k.contact, k.customer, k.queue, k.priority, k.kind, k.title, k.norm_s)
            yield self._make(tk.TicketCreated, f"ticket/{k.id}", k.source, k.id, k.created_t, created)
            if k.status_t >= 0.0:
                yield self._ticket_status(k)

    def _ticket_status(self, k: Ticket) -> Any:
        data: Any = tk.StatusChanged(k.status, k.owner)  # type: ignore[arg-type]
        return self._make(tk.TicketStatusChanged, f"ticket/{k.id}/status", k.source, k.id, k.status_t, data)

    def _commands(self) -> Iterator[Any]:
        for command in self._floor.commands.values():
            requested = cmd.Requested(command.action, command.by)
            name = f"command/{command.key}"
            yield self._make(cmd.CommandRequested, name, "", command.key, command.requested_t, requested)
            if command.status in _OUTCOMES:
                yield self._command_outcome(command, f"{name}/{command.status}")

    def _command_outcome(self, command: Command, name: str) -> Any:
        kind: Any = _OUTCOMES[command.status]
        t = max(command.settled_t, command.requested_t)
        return self._make(kind, name, "", command.key, t, cmd.CommandOutcome(command.code, command.detail))

    def _feeds(self) -> Iterator[Any]:
        floor = self._floor
        sources = {feed.source: feed.name for feed in floor.feeds.values()}
        owners = [c.source for c in floor.contacts.values()] + [a.source for a in floor.agents.values() if a.on_duty]
        for source in filter(None, owners):
            sources.setdefault(source, name_of(source))
        for source, name in sources.items():
            feed = floor.feeds.get(source)
            if feed is not None:
                said = fe.Connected(feed.kind, "", feed.takes_commands, feed.recording, feed.speed)
                yield self._make(fe.FeedConnected, f"connected{source}", source, name, self._now_t, said)
            there = fe.Snapshot(
                tuple(_contact(c) for c in floor.contacts.values() if c.source == source and c.stage != ENDED),
                tuple(_agent(a) for a in floor.agents.values() if a.source == source and a.on_duty),
            )
            yield self._make(fe.FeedSnapshot, f"snapshot{source}", source, name, self._now_t, there)
            if feed is not None and not feed.connected:
                lost = fe.Lost(feed.code, feed.detail)
                yield self._make(fe.FeedLost, f"lost{source}", source, name, self._now_t, lost)


def name_of(source: str) -> str:
    """What to call a feed of which only its source is known."""
    return source.rstrip("/").rpartition("/")[2] or source


def _when(t: float) -> Moment | None:
    return moment(t) if t >= 0.0 else None


def _contact(c: Contact) -> fe.SnapshotContact:
    """As it is now. What is not routed yet counts with the menus, as in the books."""
    stage: Any = MENU if c.stage == UNROUTED else c.stage
    channel: Any = c.channel
    direction: Any = c.direction
    entry: Any = c.entry or "direct"
    return fe.SnapshotContact(
        c.id,
        stage,
        channel,
        direction,
        entry,
        c.queue,
        next(iter((*c.ringing, *c.parties)), ""),
        _when(c.offered_t) if c.start_known else None,
        _when(c.since_t),
        c.caller,
        c.customer,
        c.tier,
        c.priority,
    )


def _agent(a: Agent) -> fe.SnapshotAgent:
    state: Any = a.state
    place: Any = a.place
    serves = tuple(ag.Membership(queue, member.penalty, member.overflow) for queue, member in a.memberships.items())
    return fe.SnapshotAgent(
        a.id, state, a.reason, _when(a.since_t), a.name, a.team, a.site, place, a.skills, a.overflow, serves
    )
