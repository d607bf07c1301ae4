"""What happens between a customer and the person who serves him, up to the end of it."""

from __future__ import annotations

from collections.abc import Callable

from feeds.simulator.centre import Centre, Contact, Person
from feeds.simulator.endings import Endings
from feeds.simulator.matters import Matters
from feeds.simulator.router import Router
from feeds.simulator.staff import Staff
from wallboard.stream import agent_events
from wallboard.stream import contact_events as ev

LEAST_TALK_S = 8.0
CODED_WHILE_TALKING_SHARE = 0.75
"""So often the topic is noted before the end; otherwise just after it."""


class Desk:
    """`turns` are the things that may happen in the middle of a talk, each with its share; `reported` is called with
    a contact that has been served and the agent who did it. Both are set where the parts are joined.

    `served` is told of a contact that has ended with a talk, and whether its matter is settled.
    """

    def __init__(
        self, centre: Centre, router: Router, staff: Staff, endings: Endings, matters: Matters | None = None
    ) -> None:
        self._centre = centre
        self._matters = matters
        self._router = router
        self._staff = staff
        self._endings = endings
        self.turns: Callable[[Contact], Callable[[Contact, int], None] | None]
        self.reported: Callable[[Contact, Person, str], None]
        self.served: Callable[[Contact, bool], None] = self._some_return

    def begin(self, person: Person, contact: Contact) -> None:
        """`person` answers `contact` (again, after a transfer)."""
        centre, chance = self._centre, self._centre.chance
        contact.wait += 1
        if contact.in_line:
            contact.waited_s += centre.agenda.now_t - contact.queued_t
        contact.answered, contact.in_line, contact.agent = True, False, person
        centre.tell(contact, ev.ContactEstablished, ev.Established(person.key))
        self.seat(person, contact)
        rules = contact.line.rules
        mean_s = rules.talk_mean_s * person.pace * (0.6 if contact.transfers else 1.0)
        if self._matters is not None:
            mean_s *= self._matters.slowness(contact)
        contact.left_s = max(LEAST_TALK_S, chance.lasting(mean_s, rules.talk_spread))
        turn = contact.advance("talking", centre.agenda.now_t)
        self._go_on(contact, turn)

    def seat(self, person: Person, contact: Contact) -> None:
        """`person` has `contact` from now on."""
        person.active[contact.key] = contact
        self._staff.occupy(person)
        if person.can_take("chat"):
            self._router.freed(person)

    def unseat(self, person: Person, contact: Contact, after_work_s: float) -> None:
        """`person` has `contact` no longer."""
        person.active.pop(contact.key, None)
        self._staff.release(person, after_work_s)

    def after_work_s(self, person: Person, contact: Contact) -> float:
        """How long `person` finishes up after `contact`."""
        return self._centre.chance.lasting(contact.line.rules.after_work_mean_s * person.pace)

    def resume(self, contact: Contact) -> None:
        """The talk goes on to its end, after what came in between."""
        turn = contact.advance("talking", self._centre.agenda.now_t)
        self._centre.agenda.after(max(3.0, contact.left_s), self._end, contact, turn)

    def _go_on(self, contact: Contact, turn: int) -> None:
        agenda, chance = self._centre.agenda, self._centre.chance
        between = self.turns(contact)
        if between is None:
            agenda.after(contact.left_s, self._end, contact, turn)
            return
        before_s = contact.left_s * chance.between(0.2, 0.75)
        contact.left_s -= before_s
        agenda.after(before_s, between, contact, turn)
        if contact.channel == "voice":
            self._call_for_help(contact, turn, before_s)

    def _call_for_help(self, contact: Contact, turn: int, before_s: float) -> None:
        if self._centre.chance.happens(self._centre.behaviour.help_share):
            self._centre.agenda.after(before_s * 0.5, self._help, contact, turn)

    def _help(self, contact: Contact, turn: int) -> None:
        if contact.turn == turn and contact.agent is not None:
            requested = agent_events.HelpRequested(contact.key)
            self._centre.tell_of(contact.agent, agent_events.AgentHelpRequested, requested)

    def _end(self, contact: Contact, turn: int) -> None:
        person = contact.agent
        if contact.turn != turn or person is None:
            return
        chance, centre = self._centre.chance, self._centre
        topic, is_resolved = self._verdict(contact, person)
        resolved = ev.Resolved(is_resolved, topic, person.key)
        at_once = contact.channel != "voice" or chance.happens(CODED_WHILE_TALKING_SHARE)
        if at_once:
            centre.tell(contact, ev.ContactResolved, resolved)
        self._hang_up(contact)
        if not at_once:
            centre.agenda.after(chance.between(4.0, 20.0), centre.tell, contact, ev.ContactResolved, resolved)
        if contact.channel != "email":
            self._endings.rate(contact, person, is_resolved, topic)
        self.unseat(person, contact, self.after_work_s(person, contact))
        self.reported(contact, person, topic)
        self.served(contact, is_resolved)

    def _verdict(self, contact: Contact, person: Person) -> tuple[str, bool]:
        """The topic, and whether the matter is settled."""
        chance = self._centre.chance
        if self._matters is not None and contact.matter is not None:
            return contact.matter.topic, chance.happens(self._matters.settled_share(contact, person))
        topic = chance.one_of(contact.line.rules.topics)
        return topic, chance.happens(self._centre.behaviour.resolved_share)

    def _some_return(self, contact: Contact, is_resolved: bool) -> None:
        chance = self._centre.chance
        if not is_resolved and chance.happens(self._centre.behaviour.return_share):
            self._endings.again(contact.customer, contact.caller, contact.line, chance.lasting(3600.0, 0.8))

    def _hang_up(self, contact: Contact) -> None:
        roll = self._centre.chance.happens_below()
        if contact.channel == "email" or roll < 0.2:
            self._endings.clear(contact, "agent")
        elif contact.channel == "chat" and roll > 0.92:
            self._endings.clear(contact, "system", "timeout")
        else:
            self._endings.clear(contact, "customer")
