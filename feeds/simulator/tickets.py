"""Trouble tickets: opened, worked on in steps by several people, waiting for others, settled, reopened, closed."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from feeds.simulator import centre as states
from feeds.simulator.centre import Centre, Contact, Line, Person
from feeds.simulator.chance import Chance
from feeds.simulator.scenario import Tickets as Rules
from feeds.simulator.staff import Staff
from wallboard.stream import ticket_events as ev

WORKING = "tickets"
"""The reason for which somebody who works on a ticket is not ready."""
STEPS = ("diagnosed", "called_customer", "asked_supplier", "changed_settings", "tested")
MOST_WAITING = 5_000
LIES_S = (60.0, 900.0)
"""Handed over to another department, it lies there for so long before anybody sees it."""


@dataclass(slots=True, eq=False)
class Ticket:
    """An open ticket. `steps` are still to do; `owner` is who worked on it last."""

    key: str
    line: Line
    priority: str
    steps: int
    owner: str = ""
    last_t: float = 0.0


class TicketDesk:
    """Gives work on tickets to the people of their queue while they are free."""

    def __init__(self, centre: Centre, staff: Staff, rules: Rules, chance: Chance, prefix: str = "sim") -> None:
        self._centre = centre
        self._staff = staff
        self._rules = rules
        self._chance = chance
        self._prefix = prefix
        self._moves = [(move.at, centre.lines[move.to], move.share) for move in rules.moves]
        self._waiting: dict[str, deque[Ticket]] = {
            key: deque() for key, line in centre.lines.items() if line.rules.channel == "ticket"
        }
        self._count = 0

    def report(self, contact: Contact, agent: Person, topic: str) -> None:
        """Some contacts end with a ticket, which `agent` opens."""
        line = self._centre.lines[self._rules.desks.get(contact.line.key, self._rules.queue)]
        if self._chance.happens(contact.line.rules.ticket_share) and not self._is_full(line):
            customer = contact.customer.key if contact.customer else ""
            ticket = self._open(line, contact.key, customer, topic)
            self._tell(ticket, ev.TicketActed, ev.Acted(agent.key, "registered", contact.line.key))

    def arrive(self, line: Line) -> None:
        """Somebody reports trouble in `line` by himself, or a machine does; a full queue takes no more."""
        if not self._is_full(line):
            self._open(line)

    def _is_full(self, line: Line) -> bool:
        return len(self._waiting[line.key]) >= MOST_WAITING

    def _open(self, line: Line, contact: str = "", customer: str = "", kind: str = "") -> Ticket:
        self._count += 1
        rules, chance = self._rules, self._chance
        priority = chance.weighted([(priority, priority.share) for priority in rules.priorities])
        steps = rules.steps[0] + int(chance.happens_below() * (rules.steps[1] - rules.steps[0] + 1))
        ticket = Ticket(f"{self._prefix}-t{self._count}", line, priority.name, steps)
        kind, title = kind or chance.one_of(rules.kinds), chance.one_of(rules.titles)
        norm_s = priority.norm_h * 3600.0
        self._tell(
            ticket, ev.TicketCreated, ev.Created(contact, customer, line.key, priority.name, kind, title, norm_s)
        )
        self._centre.agenda.after(chance.between(5.0, 60.0), self._enqueue, ticket)
        return ticket

    def spare(self, person: Person) -> None:
        """`person` has nothing to do: if tickets are his own work, he takes the next."""
        for post in person.posts:
            waiting = self._waiting.get(post.line.key)
            if waiting and not post.penalty and person.is_idle:
                self._work(person, waiting.popleft())
                return

    def _enqueue(self, ticket: Ticket) -> None:
        waiting = self._waiting[ticket.line.key]
        if ticket.priority in self._urgent:
            waiting.appendleft(ticket)
        else:
            waiting.append(ticket)
        for person in ticket.line.free[0].values():
            if person.is_idle:
                self.spare(person)
                return

    @property
    def _urgent(self) -> set[str]:
        """Priorities with the shortest norm go first."""
        shortest = min(priority.norm_h for priority in self._rules.priorities)
        return {priority.name for priority in self._rules.priorities if priority.norm_h == shortest}

    def _work(self, person: Person, ticket: Ticket) -> None:
        if ticket.owner != person.key:
            self._tell(ticket, ev.TicketActed, ev.Acted(person.key, "taken", ticket.line.key))
            if not ticket.owner:
                self._tell(ticket, ev.TicketStatusChanged, ev.StatusChanged("in_progress", person.key))
            ticket.owner = person.key
        seconds = max(30.0, self._chance.lasting(self._rules.step_mean_s, 0.7))
        self._centre.agenda.after(seconds - 0.5, self._stepped, person, ticket)
        self._staff.away(person, WORKING, seconds)

    def _stepped(self, person: Person, ticket: Ticket) -> None:
        chance, rules = self._chance, self._rules
        if person.state == states.LOGGED_OFF:
            self._enqueue(ticket)
            return
        self._tell(ticket, ev.TicketActed, ev.Acted(person.key, chance.one_of(STEPS), ticket.line.key))
        ticket.steps -= 1
        roll = chance.happens_below()
        if ticket.steps <= 0:
            self._tell(ticket, ev.TicketResolved, ev.TicketResolvedData(person.key))
            self._centre.agenda.after(chance.between(1200.0, 5400.0), self._verdict, ticket)
        elif roll < rules.pending_share:
            self._tell(ticket, ev.TicketStatusChanged, ev.StatusChanged("pending", person.key, "customer"))
            self._centre.agenda.after(_minutes(chance, rules.pending_min), self._take_up, ticket, "customer_answered")
        elif roll < rules.pending_share + rules.handed_share:
            self._hand_on(person, ticket)
        elif roll < rules.pending_share + rules.handed_share + rules.held_share:
            self._tell(ticket, ev.TicketStatusChanged, ev.StatusChanged("held", person.key, "supplier"))
            self._centre.agenda.after(_minutes(chance, rules.held_min), self._take_up, ticket, "supplier_answered")
        elif not self._moves_on(person, ticket):
            self._enqueue(ticket)

    def _take_up(self, ticket: Ticket, reason: str) -> None:
        self._tell(ticket, ev.TicketStatusChanged, ev.StatusChanged("in_progress", "", reason))
        self._enqueue(ticket)

    def _moves_on(self, person: Person, ticket: Ticket) -> bool:
        """It turns out to belong to another department, which gets it."""
        for at, line, share in self._moves:
            if at == ticket.line.key and self._chance.happens(share):
                change = ev.AttributeChanged("queue", line.key, person.key)
                self._tell(ticket, ev.TicketAttributeChanged, change)
                ticket.line = line
                self._centre.agenda.after(self._chance.between(*LIES_S), self._enqueue, ticket)
                return True
        return False

    def _hand_on(self, person: Person, ticket: Ticket) -> None:
        """Somebody else of the queue is to go on with it, or it becomes more urgent."""
        others = [p for p in self._centre.people.values() if p is not person and _is_own(p, ticket.line)]
        if others:
            other = self._chance.one_of(others)
            self._tell(ticket, ev.TicketAttributeChanged, ev.AttributeChanged("owner", other.key, person.key))
            ticket.owner = other.key
        else:
            ticket.priority = self._rules.priorities[0].name
            change = ev.AttributeChanged("priority", ticket.priority, person.key)
            self._tell(ticket, ev.TicketAttributeChanged, change)
        self._enqueue(ticket)

    def _verdict(self, ticket: Ticket) -> None:
        """The customer is content, or not."""
        if self._chance.happens(self._rules.reopened_share):
            self._tell(ticket, ev.TicketReopened, ev.Reopened("customer", "not_fixed"))
            ticket.steps = 1 + int(self._chance.happens_below() * 2.0)
            self._enqueue(ticket)
        else:
            self._tell(ticket, ev.TicketClosed, ev.Closed(ticket.owner))

    def _tell(self, ticket: Ticket, kind: type, data: object) -> None:
        now_t = self._centre.agenda.now_t
        t = now_t if now_t > ticket.last_t else round(ticket.last_t + states.BEAT_S, 3)
        ticket.last_t = self._centre.journal.write(kind, ticket.key, t, data)


def _minutes(chance: Chance, span: tuple[float, float]) -> float:
    """Seconds, from a span in minutes."""
    return chance.between(60.0 * span[0], 60.0 * span[1])


def _is_own(person: Person, line: Line) -> bool:
    return person.state != states.LOGGED_OFF and any(post.line is line and not post.penalty for post in person.posts)
