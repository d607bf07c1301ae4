"""The floor: everything that the events so far say, and the one fold that makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from wallboard.floor import staff
from wallboard.floor.changes import Callback, Changes
from wallboard.floor.command import STATUS, Command
from wallboard.floor.contact import ENDED, MENU, ON_HOLD, RINGING, TALKING, UNROUTED, WAITING, Contact
from wallboard.floor.contacts import Contacts, over
from wallboard.floor.fact import Fact
from wallboard.floor.life import STEPS
from wallboard.floor.people import LOGGED_OFF, Agent, Feed, Queue, Spell, sound
from wallboard.floor.reconcile import facts_of
from wallboard.floor.ticket import STEPS as TICKET_STEPS
from wallboard.floor.ticket import Ticket
from wallboard.stream.command_events import CommandRequested
from wallboard.stream.contact_events import ContactCallbackAttempted, ContactCallbackKept
from wallboard.stream.envelope import Event
from wallboard.stream.feed_events import FeedConnected, FeedLost, FeedSnapshot
from wallboard.stream.queue_events import QueueConfigured

COMMANDS_KEPT = 500
CLOSED_TICKETS_KEPT_S = 3600.0
RESOLVED_TICKETS_KEPT_S = 7 * 86_400.0
"""So long the customer may say that it was not solved, before it is closed."""

_TALKING = attrgetter("talking")
_PLACES: dict[str, Callable[[Queue], dict[str, None]] | None] = {
    "": None,
    UNROUTED: None,
    MENU: None,
    ENDED: None,
    WAITING: attrgetter("waiting"),
    RINGING: attrgetter("ringing"),
    TALKING: _TALKING,
    ON_HOLD: _TALKING,
}
"""In which of a queue's lists a contact of a stage stands, if in any."""
_NOWHERE = frozenset({stage for stage, place in _PLACES.items() if place is None})


class Floor:
    """Contacts, agents, queues, tickets, feeds and commands, by key. `now_t` is the newest time seen (epoch s, UTC).

    Read its dictionaries as you like; only `fold` and `pass_time` change them. A contact that has ended stays for
    a grace of log time, so that a late fact can still correct it, and is then forgotten.
    """

    def __init__(self) -> None:
        self.now_t = 0.0
        self.agents: dict[str, Agent] = {}
        self.queues: dict[str, Queue] = {}
        self.tickets: dict[str, Ticket] = {}
        self.feeds: dict[str, Feed] = {}
        self.commands: dict[str, Command] = {}
        self.settled_tickets: dict[str, float] = {}
        """Tickets that are closed, and when each is to be forgotten; in that order."""
        self.resolved_tickets: dict[str, float] = {}
        """The same for those that are solved and not yet closed."""
        self.ignored = 0
        """Events that could not be used: too late, or about something that is not there."""
        self._changes = Changes()
        self.book = Contacts(self._changes)
        self.sweep_t = 0.0
        self._others = self._handlers()

    @property
    def contacts(self) -> dict[str, Contact]:
        """The open contacts, and those that ended a moment ago."""
        return self.book.contacts

    def fold(self, events: Iterable[Event]) -> None:
        """Take events in the order of the log."""
        # The hot path of the whole product: a fact that simply goes on with its contact's story is told here.
        contacts, facts, changed, others = self.book.contacts, self.book.facts, self._changes.contacts, self._others
        steps = STEPS.get
        for event in events:
            kind = type(event)
            found = steps(kind)
            if found is None:
                others[kind](event)
                continue
            t = event.time.timestamp()
            if t > self.now_t:
                self.now_t = t
                if t >= self.sweep_t:
                    self._sweep()
            rank, action = found
            key = event.subject
            contact = contacts.get(key)
            if contact is not None and t > contact.last_t and rank and contact.ended_t < 0.0:
                data, source = event.data, contact.source if event.source == contact.source else event.source  # type: ignore[attr-defined]
                facts[key].append(Fact(kind, t, event.order, event.id, source, data))
                contact.last_t = t
                action(contact, t, data)
                if contact.ended_t >= 0.0:
                    self.book.note_end(contact, self.now_t)
            else:
                contact = self.book.take(event, t, self.now_t)  # type: ignore[arg-type]
                if contact is None:
                    continue
            changed[contact.id] = contact
            stage, shown = contact.stage, contact.shown_stage
            if stage is not shown or contact.queue is not contact.shown_queue:
                if shown in _NOWHERE and stage in _NOWHERE:
                    contact.shown_stage, contact.shown_queue = stage, contact.queue
                else:
                    self._show_in_queue(contact)
            if contact.parties is not contact.shown_parties or contact.ringing is not contact.shown_ringing:
                self._show_at_people(contact)

    def pass_time(self, t: float) -> None:
        """Time has come to `t`, as the hub's heartbeat says."""
        if t > self.now_t:
            self.now_t = t
        if t >= self.sweep_t:
            self._sweep()

    def take_changes(self) -> Changes:
        """What has changed since this was last called."""
        taken, self._changes = self._changes, Changes()
        self.book.changes = self._changes
        return taken

    def _handlers(self) -> dict[type, Callable[[Any], None]]:
        known: dict[type, Callable[[Any], None]] = dict.fromkeys(TICKET_STEPS, self._ticket)
        known |= dict.fromkeys(staff.STEPS, self._agent)
        known |= dict.fromkeys(STATUS, self._command)
        known |= dict.fromkeys((ContactCallbackAttempted, ContactCallbackKept), self._callback)
        known[CommandRequested] = self._command_requested
        known[QueueConfigured] = self._queue_configured
        known[FeedConnected] = self._feed_connected
        known[FeedLost] = self._feed_lost
        known[FeedSnapshot] = self._feed_snapshot
        return known

    def _show_in_queue(self, contact: Contact) -> None:
        """Enter `contact` under the queue where it is now, and strike it off where it was."""
        name, was_name = contact.queue, contact.shown_queue
        place, was_place = _PLACES[contact.stage], _PLACES[contact.shown_stage]
        contact.shown_stage, contact.shown_queue = contact.stage, name
        if place is was_place and (place is None or name == was_name):
            return
        key, queues, changed = contact.id, self.queues, self._changes.queues
        if was_place is not None and was_name:
            was = changed[was_name] = queues[was_name]
            was_place(was).pop(key, None)
        if place is not None and name:
            queue = changed[name] = queues.get(name) or self._queue(name)
            place(queue)[key] = None

    def _show_at_people(self, contact: Contact) -> None:
        key, agents, changed = contact.id, self.agents, self._changes.agents
        parties, ringing = contact.parties, contact.ringing
        for name in contact.shown_ringing:
            if name not in ringing and name in agents:
                agents[name].ringing.pop(key, None)
                changed[name] = agents[name]
        for name in contact.shown_parties:
            if name not in parties and name in agents:
                agent = changed[name] = agents[name]
                agent.contacts.pop(key, None)
                agent.served_t = max(agent.served_t, contact.last_t)
        for name in ringing:
            agent = changed[name] = agents.get(name) or self._person(name, contact.source)
            agent.ringing[key] = None
        for name in parties:
            if name:
                agent = changed[name] = agents.get(name) or self._person(name, contact.source)
                agent.contacts[key] = None
                agent.ringing.pop(key, None)
        contact.shown_parties, contact.shown_ringing = parties, ringing

    def _callback(self, event: Callback) -> None:
        """What becomes of a promise comes long after its contact: the books follow it, the contact does not wait."""
        t = self._advance(event)
        self._changes.callbacks.append(event)
        self.book.hear_of_callback(event, t)

    def _ticket(self, event: Any) -> None:
        t = self._advance(event)
        ticket = self.tickets.get(event.subject)
        if ticket is None:
            ticket = self.tickets[event.subject] = Ticket(event.subject, event.source, created_t=t)
        TICKET_STEPS[type(event)](ticket, t, event.data)
        ticket.last_t = max(ticket.last_t, t)
        self.settled_tickets.pop(ticket.id, None)
        self.resolved_tickets.pop(ticket.id, None)
        if ticket.status == "resolved":
            self.resolved_tickets[ticket.id] = self.now_t + RESOLVED_TICKETS_KEPT_S
        elif not ticket.is_open:
            self.settled_tickets[ticket.id] = self.now_t + CLOSED_TICKETS_KEPT_S
        self._changes.tickets[ticket.id] = ticket

    def _agent(self, event: Any) -> None:
        t = event.time.timestamp()
        if t > self.now_t:
            self.now_t = t
            if t >= self.sweep_t:
                self._sweep()
        key = event.subject
        agent = self.agents.get(key) or self._person(key, event.source)
        state, reason, since_t = agent.state, agent.reason, agent.since_t
        if staff.STEPS[type(event)](agent, t, event.data):
            changes = self._changes
            key = agent.id  # the word that is here to stay
            changes.agents[key] = agent
            if 0.0 <= since_t < agent.since_t and state != LOGGED_OFF:
                changes.spells.append(Spell(key, state, reason, since_t, agent.since_t))
        else:
            self.ignored += 1

    def _command_requested(self, event: CommandRequested) -> None:
        t = self._advance(event)
        if event.subject in self.commands:
            return
        command = Command(event.subject, event.data.action, event.data.by, requested_t=t)
        self.commands[command.key] = self._changes.commands[command.key] = command
        if len(self.commands) > COMMANDS_KEPT:
            del self.commands[next(iter(self.commands))]

    def _command(self, event: Any) -> None:
        t = self._advance(event)
        command = self.commands.get(event.subject)
        if command is None:
            self.ignored += 1
            return
        command.move(STATUS[type(event)], t, event.data)
        self._changes.commands[command.key] = command

    def _queue_configured(self, event: QueueConfigured) -> None:
        self._advance(event)
        queue = self._queue(event.subject)
        queue.config = sound(event.data)
        self._changes.queues[queue.id] = queue

    def _feed_connected(self, event: FeedConnected) -> None:
        feed, said = self._feed(event), event.data
        feed.connected, feed.kind, feed.code, feed.detail = True, said.kind, "", ""
        feed.takes_commands, feed.recording, feed.speed = said.takes_commands, said.recording, said.speed

    def _feed_lost(self, event: FeedLost) -> None:
        feed = self._feed(event)
        feed.connected, feed.code, feed.detail = False, event.data.code, event.data.detail

    def _feed_snapshot(self, event: FeedSnapshot) -> None:
        t = event.time.timestamp()
        feed = self._feed(event)
        feed.connected, feed.snapshot_t, feed.code, feed.detail = True, t, "", ""
        own = [c.id for c in self.contacts.values() if c.source == event.source and c.stage != ENDED]
        self.fold(list(facts_of(event, self.contacts, own)))
        on_duty = {there.id: there for there in event.data.agents}
        for there in event.data.agents:
            agent = self._person(there.id, event.source)
            state, reason, since_t = agent.state, agent.reason, agent.since_t
            staff.met(agent, t, there)
            self._spell_over(agent, state, reason, since_t)
            self._changes.agents[agent.id] = agent
        for agent in self.agents.values():
            if agent.source == event.source and agent.on_duty and agent.id not in on_duty:
                state, reason, since_t = agent.state, agent.reason, agent.since_t
                agent.enter(LOGGED_OFF, "", t)
                self._spell_over(agent, state, reason, since_t)
                self._changes.agents[agent.id] = agent

    def _spell_over(self, agent: Agent, state: str, reason: str, since_t: float) -> None:
        if state != LOGGED_OFF and 0.0 <= since_t < agent.since_t:
            self._changes.spells.append(Spell(agent.id, state, reason, since_t, agent.since_t))

    def _feed(self, event: Any) -> Feed:
        t = self._advance(event)
        feed = self.feeds.get(event.source)
        if feed is None:
            feed = self.feeds[event.source] = Feed(event.source)
        feed.name, feed.since_t = event.subject, t
        self._changes.feeds[event.source] = feed
        return feed

    def _advance(self, event: Event) -> float:
        t = event.time.timestamp()
        if t > self.now_t:
            self.pass_time(t)
        return t

    def _queue(self, key: str) -> Queue:
        found = self.queues.get(key)
        if found is None:
            found = self.queues[key] = self._changes.queues[key] = Queue(key)
        return found

    def _person(self, key: str, source: str) -> Agent:
        found = self.agents.get(key)
        if found is None:
            found = self.agents[key] = self._changes.agents[key] = Agent(key, source)
        return found

    def _sweep(self) -> None:
        self.sweep_t = self.now_t + 1.0
        self.book.forget(self.now_t)
        for settled in (self.settled_tickets, self.resolved_tickets):
            if not settled:
                continue
            for key in over(settled, self.now_t):
                del settled[key]
                del self.tickets[key]
                self._changes.gone_tickets[key] = None
